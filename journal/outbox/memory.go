package outbox

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/journal"
)

// memory is the store of a run without a journal. Nobody else has it, so there
// are no leases.
type memory struct {
	fileStore
	mu    sync.Mutex
	order int64
	queue map[submission.ID]submission.Submission
	made  map[api.JobID]submission.ID
}

func newMemory() *memory {
	return &memory{
		queue: map[submission.ID]submission.Submission{}, made: map[api.JobID]submission.ID{},
		fileStore: newFileStore(),
	}
}

func (m *memory) submit(_ context.Context, s submission.Submission, _ string, _ time.Time) (submission.Submission, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.order++
	s.Order = m.order
	m.queue[s.ID] = s
	return s, nil
}

func (m *memory) save(_ context.Context, s submission.Submission) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if s.State.Final() {
		delete(m.queue, s.ID)
	} else {
		m.queue[s.ID] = s
	}
	if s.JobID != "" {
		m.made[s.JobID] = s.ID
	}
	return nil
}

func (m *memory) claim(_ context.Context, id submission.ID, _ time.Time) (submission.Submission, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	s, ok := m.queue[id]
	return s, ok, nil
}

func (m *memory) open(context.Context) ([]submission.Submission, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	out := make([]submission.Submission, 0, len(m.queue))
	for _, s := range m.queue {
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b submission.Submission) int { return cmp.Compare(a.Order, b.Order) })
	return out, nil
}

// takeSlot counts as the journal does: what runs, and what is about to.
func (m *memory) takeSlot(_ context.Context, _ submission.ID, limit int, active []api.JobID, _ time.Time) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	used := len(active)
	for _, s := range m.queue {
		if s.HoldsSlot() {
			used++
		}
	}
	return used < limit, nil
}

func (m *memory) makers(_ context.Context, ids []api.JobID) (map[api.JobID]submission.ID, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	out := map[api.JobID]submission.ID{}
	for _, id := range ids {
		if s, ok := m.made[id]; ok {
			out[id] = s
		}
	}
	return out, nil
}

// What only a journal has to do.

func (m *memory) renew(context.Context, time.Time) error { return nil }

func (m *memory) adopt(context.Context, time.Time) ([]submission.Submission, error) { return nil, nil }

func (m *memory) release(context.Context, submission.ID) error { return nil }

func (m *memory) learnLimit(context.Context, int) error { return nil }

func (m *memory) observe(context.Context, []journal.Observation) error { return nil }

func (m *memory) record(context.Context, journal.JobRecord) error { return nil }
