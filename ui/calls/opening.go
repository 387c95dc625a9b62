package calls

import (
	"cmp"
	"context"

	tea "charm.land/bubbletea/v2"

	"lipdash/api/record"
	"lipdash/ui/state/hooks"
)

// MemoryOpened is what this machine remembers of the account. Asked is the username it
// was asked for with; Memory is nil when that was not enough. Err is about the drafts and the
// views. Split is where the user put the line between the panes, 0 for nowhere.
type MemoryOpened struct {
	Asked  string
	Memory Memory
	Drafts []record.Draft
	Views  []record.View
	// Left is what earlier runs left to hooks.
	Left  hooks.Left
	Err   error
	Split int
	// Habits are which keys are known (state/habits).
	Habits int
}

// OpenMemory opens what this machine remembers, with Session.OpenMemory.
func OpenMemory(ctx context.Context, open func(context.Context, string) Memory, username string, r hooks.Rules) tea.Cmd {
	return func() tea.Msg {
		mem := open(ctx, username)
		if mem == nil {
			return MemoryOpened{Asked: username}
		}
		drafts, err := mem.Drafts(ctx)
		views, none := mem.Views(ctx)
		left, _ := LeftHooks(ctx, mem, r) // the next start looks again
		return MemoryOpened{Asked: username, Memory: mem, Drafts: drafts, Views: views, Left: left, Err: cmp.Or(err, none), Habits: mem.Remembered(ctx, keptHabits), Split: mem.Remembered(ctx, keptSplit)}
	}
}

// CloseMemory closes a memory whose account was left before it was open: its outbox
// must not go on for it.
func CloseMemory(mem Memory) tea.Cmd {
	if mem == nil {
		return nil
	}
	return func() tea.Msg {
		mem.Close()
		return nil
	}
}

// OutgoingChanged says that the submissions on their way may have changed.
type OutgoingChanged struct{}

// ListenOutgoing waits for the next change of them.
func ListenOutgoing(ctx context.Context, mem Memory) tea.Cmd {
	return Listen(ctx, mem.Changes(), func(struct{}) tea.Msg { return OutgoingChanged{} })
}
