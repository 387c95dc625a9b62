package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/state/create"
)

type (
	memoryOpenedMsg struct {
		// asked is the username it was asked for with; memory is nil when that
		// was not enough.
		asked  string
		memory calls.Memory
		drafts []create.Draft
		err    error
	}
	memorySlowMsg      struct{ since time.Time }
	outgoingChangedMsg struct{ more <-chan struct{} }
	recordsReadMsg     struct {
		asked   []api.JobID
		err     error
		records map[api.JobID]create.Record
		// then is what waited for them, nil when nothing did.
		then action.Action
	}
	typicalReadMsg struct {
		mode    api.Mode
		typical create.Typical
	}
	spentReadMsg struct{ amount float64 }
)

func listenOutgoing(ctx context.Context, ch <-chan struct{}) tea.Cmd {
	return func() tea.Msg {
		select {
		case <-ctx.Done():
			return nil
		case <-ch:
			return outgoingChangedMsg{more: ch}
		}
	}
}

// tellMemory passes on what an answer brought: the outbox frees slots by it, and
// finds its own jobs.
func (s *session) tellMemory(jobs ...api.Job) {
	if s.memory != nil {
		s.memory.See(s.store.Active(), jobs)
	}
}
