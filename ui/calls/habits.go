package calls

import (
	"context"

	tea "charm.land/bubbletea/v2"
)

// keptHabits is what the keys that are known are remembered as.
const keptHabits = "habits"

// KeepHabits remembers which keys are known (state/habits). That it cannot is nothing to tell.
func KeepHabits(ctx context.Context, mem Memory, n int) tea.Cmd {
	if mem == nil {
		return nil
	}
	return func() tea.Msg {
		_ = mem.Remember(ctx, keptHabits, n)
		return nil
	}
}
