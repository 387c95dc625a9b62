package calls

import (
	"context"

	tea "charm.land/bubbletea/v2"
)

// What the line between the panes and the keys that are known are remembered as.
const (
	keptSplit  = "split"
	keptHabits = "habits"
)

// KeepSplit remembers where the user put the line between the panes. What cannot be kept is
// as it was at the next start.
func KeepSplit(ctx context.Context, mem Memory, split int) tea.Cmd {
	return remember(ctx, mem, keptSplit, split)
}

// KeepHabits remembers which keys are known (state/habits). That it cannot is nothing to tell.
func KeepHabits(ctx context.Context, mem Memory, n int) tea.Cmd {
	return remember(ctx, mem, keptHabits, n)
}

// remember keeps a number by its name, where something can be kept.
func remember(ctx context.Context, mem Memory, name string, n int) tea.Cmd {
	if mem == nil {
		return nil
	}
	return func() tea.Msg {
		_ = mem.Remember(ctx, name, n)
		return nil
	}
}
