package account

import (
	"context"
	"errors"
	"maps"
	"slices"
	"sort"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
	"lipdash/journal"
	"lipdash/journal/outbox"
)

// look is how often the journal is asked what other processes have on the way.
// What a process left that was killed shows here too, until it is taken over.
const look = 3 * time.Second

// watch keeps the picture of other processes' submissions, and passes signs of
// change on.
func (m *Memory) watch(ctx context.Context) {
	m.glance(ctx)
	close(m.glanced)
	tick := time.NewTicker(look)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-m.Outbox.Changes():
			if m.Outbox.Queue().Version != m.arranged {
				m.glance(ctx)
			}
			m.changed()
		case <-tick.C:
			m.glance(ctx)
		}
	}
}

// Ready waits until it is known what was left on the way, here and in other processes, what was
// made again and what is thought of results.
func (m *Memory) Ready(ctx context.Context) {
	for _, known := range []<-chan struct{}{m.glanced, m.Looked()} {
		select {
		case <-known:
		case <-ctx.Done():
		}
	}
}

// Changes has a value when Outgoing may have changed.
func (m *Memory) Changes() <-chan struct{} { return m.changes }

func (m *Memory) changed() { journal.Sign(m.changes) }

func (m *Memory) glance(ctx context.Context) {
	if m.journal.Damaged() != nil {
		if !m.damageTold {
			m.damageTold = true
			m.changed()
		}
		return
	}
	m.arranged = m.Outbox.Queue().Version
	all, err := m.journal.Submissions(ctx)
	stopped, bad := m.journal.Stopped(ctx)
	seen, _, worse := m.journal.Limit(ctx)
	retries, worst := m.journal.Retries(ctx)
	remakes, worst2 := m.journal.Remakes(ctx)
	if errors.Join(err, bad, worse, worst, worst2) != nil {
		return
	}
	for i := range all {
		if pid := stopped[all[i].ID]; pid != 0 {
			all[i].Problem = outbox.Stopped(pid)
		} else if m.options.ReadOnly {
			all[i].Problem = outbox.ReadOnly()
		}
	}
	m.mu.Lock()
	unchanged := seen == m.seenSlots && maps.Equal(retries, m.retries) && slices.Equal(remakes, m.remakes) && slices.EqualFunc(all, m.all, same)
	m.all, m.seenSlots, m.retries, m.remakes = all, seen, retries, remakes
	m.mu.Unlock()
	if reviewed := m.readReviews(ctx, m.journal); reviewed || !unchanged {
		m.changed()
	}
}

// same tells whether nothing that is shown of a submission became different.
func same(a, b submission.Submission) bool {
	return a.ID == b.ID && a.Rev == b.Rev && a.Problem == b.Problem && a.Order == b.Order && a.Paused == b.Paused
}

// Outgoing are the submissions on their way, here and in other processes, in
// order.
func (m *Memory) Outgoing() []submission.Outgoing {
	out := m.Items()
	ours := map[submission.ID]bool{}
	for _, it := range out {
		ours[it.ID] = true
	}
	m.mu.Lock()
	for _, s := range m.all {
		if !ours[s.ID] {
			out = append(out, submission.Outgoing{Submission: s, Elsewhere: true})
		}
	}
	m.mu.Unlock()
	sort.SliceStable(out, func(i, j int) bool { return out[i].Order < out[j].Order })
	return out
}

// Retries are the failed jobs that are tried again by themselves, or were in the last days.
func (m *Memory) Retries() map[api.JobID]record.Retry {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.retries
}

// Remakes are the jobs that were made again from this machine, the newest remake first.
func (m *Memory) Remakes() []record.Remake {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.remakes
}

// Slots is how many jobs may run on the account at once, 0 when there is no limit.
func (m *Memory) Slots() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.slots > 0 && m.seenSlots > 0 {
		return min(m.slots, m.seenSlots)
	}
	return m.slots
}
