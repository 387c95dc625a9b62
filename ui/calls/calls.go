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

	"lipdash/ui/state/store"
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

// Request is what a call is for, and its number. Only the newest one of a key counts.
type Request struct {
	Key string
	Seq store.Seq
}

// Answers is the request that a result answers.
func (r Request) Answers() Request { return r }

// Answer is the result of a request.
type Answer interface{ Answers() Request }

// Requests are those under way, by what they are for.
type Requests map[string]underWay

type underWay struct {
	Request
	cancel context.CancelFunc
}

// Begin marks a request as under way, and ends its predecessor with the same key.
func (rs Requests) Begin(ctx context.Context, key string, seq store.Seq) (context.Context, Request) {
	if old, ok := rs[key]; ok {
		old.cancel()
	}
	ctx, cancel := context.WithCancel(ctx)
	r := Request{Key: key, Seq: seq}
	rs[key] = underWay{r, cancel}
	return ctx, r
}

// Ended clears a request's mark if it is still this one's, and tells so.
func (rs Requests) Ended(r Request) bool {
	old, ok := rs[r.Key]
	if !ok || old.Request != r {
		return false
	}
	old.cancel()
	delete(rs, r.Key)
	return true
}

// UnderWay tells whether a request of a key is.
func (rs Requests) UnderWay(key string) bool {
	_, ok := rs[key]
	return ok
}

// End cancels all of them.
func (rs Requests) End() {
	for _, r := range rs {
		r.cancel()
	}
}
