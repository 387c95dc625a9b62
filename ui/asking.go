package ui

import (
	"fmt"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
)

const (
	// idsPerCall is how many ids one bulk status call takes (api.md 1.1).
	idsPerCall = 100
	// oddEvery is how often jobs in a state nobody documented are asked about.
	oddEvery = time.Minute
)

// dropRound forgets a round that another one overtakes: what it asked was not
// answered.
func (m *Model) dropRound() {
	for key := range m.poll.awaiting {
		m.unasked(key)
	}
	m.poll.awaiting = map[string]struct{}{}
	m.poll.roundErr = nil
}

// await makes a request part of the round, and a call of ours.
func (m *Model) await(key string) {
	m.poll.awaiting[key] = struct{}{}
	m.poll.mine = append(m.lastMinute(m.poll.mine), m.now)
}

// lastMinute are those of times, oldest first, that are less than a minute ago.
func (m *Model) lastMinute(times []time.Time) []time.Time {
	i := 0
	for i < len(times) && m.now.Sub(times[i]) >= time.Minute {
		i++
	}
	return times[i:]
}

// askAll asks with so many calls.
func (m *Model) askAll(calls int) []tea.Cmd {
	var cmds []tea.Cmd
	for ids := range slices.Chunk(m.longestAgo(calls*idsPerCall), idsPerCall) {
		cmds = append(cmds, m.askStatuses(fmt.Sprintf("statuses:%d", len(cmds)), ids))
	}
	return cmds
}

func (m *Model) askStatuses(key string, ids []api.JobID) tea.Cmd {
	ctx, seq := m.launch(key)
	m.await(key)
	m.poll.forKey[key] = ids
	for _, id := range ids {
		m.poll.asked[id] = m.now
	}
	return m.guarded(pollStatuses(ctx, m.Client, key, seq, ids))
}

// unasked takes back that a call asked about its jobs, since it had no answer.
func (m *Model) unasked(key string) {
	for _, id := range m.poll.forKey[key] {
		delete(m.poll.asked, id)
	}
	if key == suspectsKey {
		m.suspect(m.poll.forKey[key])
	}
	delete(m.poll.forKey, key)
}

// longestAgo are the active jobs that nothing was heard of for longest, n at
// most; those in a state nobody documented take part rarely.
func (m *Model) longestAgo(n int) []api.JobID {
	if n <= 0 {
		return nil
	}
	last := map[api.JobID]time.Time{}
	ids := slices.DeleteFunc(slices.Clone(m.store.Active()), func(id api.JobID) bool {
		known := m.heard(id, last)
		return !known && m.now.Sub(m.poll.asked[id]) < oddEvery
	})
	slices.SortStableFunc(ids, func(a, b api.JobID) int { return last[a].Compare(last[b]) })
	return ids[:min(n, len(ids))]
}

// heard notes when a job was last asked about or heard of, and tells whether its
// state is a documented one.
func (m *Model) heard(id api.JobID, last map[api.JobID]time.Time) (known bool) {
	e, _ := m.store.Get(id)
	last[id] = e.SeenAt
	if at := m.poll.asked[id]; at.After(e.SeenAt) {
		last[id] = at
	}
	return e.Job.Status.Known()
}

// behind counts the active jobs neither asked about nor heard of since a refresh
// was wanted.
func (m *Model) behind() int {
	if m.poll.wanted.IsZero() {
		return 0
	}
	last := map[api.JobID]time.Time{}
	n := 0
	for _, id := range m.store.Active() {
		if m.heard(id, last) && last[id].Before(m.poll.wanted) {
			n++
		}
	}
	return n
}
