// Package calls is whom the dashboard asks: one interface for each of them, one
// command for each call, and the result that it returns. Results are past participles;
// each carries its own error, and a read the Request it answers.
//
// Commands are functions of their arguments: none holds the model, so none can race with
// it. Where there may be no editor, no plain screen or no files, the command is nil then.
// What an answer means is decided by the rooms of ui/state; whether it is still wanted,
// by the root, which keeps the Requests under way.
package calls

import (
	"context"

	tea "charm.land/bubbletea/v2"
)

// Listen waits for the next value of a channel and makes it a result.
func Listen[T any](ctx context.Context, ch <-chan T, result func(T) tea.Msg) tea.Cmd {
	if ch == nil {
		return nil
	}
	return func() tea.Msg {
		select {
		case <-ctx.Done():
		case v, ok := <-ch:
			if ok {
				return result(v)
			}
		}
		return nil
	}
}
