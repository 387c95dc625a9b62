package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/kit/action"
)

// Memory is what outlives an answer and the program: the outbox that drives
// submissions to exactly one job each, the drafts, and what was learned of jobs.
// Methods with a context may wait for the disk and are only called from
// commands; the others return at once.
type Memory interface {
	// Submit takes an intent over; it is durable when the error is nil. The
	// draft it was typed as is gone then.
	Submit(ctx context.Context, values map[string]string, draft string) (submission.ID, error)
	// Resend, Discard and Pointed answer a submission that asks.
	Resend(id submission.ID)
	Discard(id submission.ID)
	Pointed(id submission.ID, job api.JobID)
	// Resume goes on with what waited for another key or quota: all of it, or the
	// submissions that are named.
	Resume(only ...submission.ID)
	// See tells what a poll brought: which jobs are active, and resources.
	See(active []api.JobID, jobs []api.Job)
	// Observe tells of changes of state as they were seen.
	Observe(seen []Observed)
	// Slots is how many jobs may run on the account at once, 0 when there is no limit.
	Slots() int
	// Outgoing are the submissions on their way, in order; Changes receives a
	// value when they may have changed.
	Outgoing() []Outgoing
	Changes() <-chan struct{}

	Drafts(ctx context.Context) ([]Draft, error)
	SaveDraft(ctx context.Context, d Draft) error
	DeleteDraft(ctx context.Context, id string) error

	// Records are what this machine asked for, by job.
	Records(ctx context.Context, ids []api.JobID) (map[api.JobID]Record, error)

	// Same are the jobs made from the same inputs since a time, whatever they
	// were called, and the inputs as Outgoing tells them.
	Same(ctx context.Context, values map[string]string, since time.Time) (stored map[string]string, jobs []api.JobID, err error)
	// Typical is how long jobs of a mode took on this account, of all for "".
	Typical(ctx context.Context, mode api.Mode, now time.Time) (Typical, error)
	// Spent is what the jobs made here since a time are estimated to cost.
	Spent(ctx context.Context, since time.Time) (float64, error)

	// Downloads brings files here, nil when there is nowhere to put any.
	Downloads() Downloads
	// Cached are jobs that an earlier run kept, the newest first, from a page's
	// Next on; Cache keeps jobs, and forgets those that are gone, for the next.
	Cached(ctx context.Context, after string, limit int) (CachedPage, error)
	Cache(ctx context.Context, c CacheChange) error

	// Close gives everything back, for the memory of the next session to take
	// over. It returns at once.
	Close()
	// Trouble says in one sentence why nothing survives this run, "" when it
	// does.
	Trouble() string
}

// Observed is one job seen in a state, Found as in Seen. Length is its output's, 0
// when unknown.
type Observed struct {
	ID     api.JobID
	Status api.Status
	At     time.Time
	Found  bool
	Length time.Duration
}

type (
	memoryOpenedMsg struct {
		// asked is the username it was asked for with; memory is nil when that
		// was not enough.
		asked  string
		memory Memory
		drafts []Draft
		err    error
	}
	memorySlowMsg      struct{ since time.Time }
	outgoingChangedMsg struct{ more <-chan struct{} }
	recordsReadMsg     struct {
		asked   []api.JobID
		err     error
		records map[api.JobID]Record
		// then is what waited for them, nil when nothing did.
		then action.Action
	}
	typicalReadMsg struct {
		mode    api.Mode
		typical Typical
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
