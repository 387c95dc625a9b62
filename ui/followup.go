package ui

import (
	"slices"
	"time"

	"lipdash/ui/kit/action"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/state/store"
)

// followUp reads what the round left open, as far as the budget goes: jobs that
// finished and have no link yet, or jobs that seem to be gone. When several on
// the newest page want reading, one list does for all of them.
func (m *Model) followUp() tea.Cmd {
	if m.poll.roundErr != nil {
		return nil
	}
	m.poll.suspects = slices.DeleteFunc(m.poll.suspects, func(id api.JobID) bool { return !m.store.IsSuspect(id) })
	next, read := m.nextRead()
	found := len(m.poll.suspects) > 0
	if !read && !found || !m.spend() {
		return nil
	}
	switch {
	case m.onTop(m.store.NeedsRead()) > 1 && m.now.Sub(m.poll.lastList) > listFresh:
		return m.listTop()
	case found:
		return m.checkSuspects()
	}
	m.poll.asked[next] = m.now
	return m.read(next, true)
}

// failedAgain is how long a job that could not be read is left alone.
const failedAgain = 30 * time.Second

// nextRead is the finished job to read next: the one under the cursor, then those
// on the page on screen, then any.
func (m *Model) nextRead() (best api.JobID, ok bool) {
	rank := 0
	for _, id := range m.store.NeedsRead() {
		if _, failed := m.readErrs[id]; m.flying(readKey(id)) || failed && m.now.Sub(m.poll.asked[id]) < failedAgain {
			continue
		}
		r := 1
		if page, _, on := m.store.PageOf(id); on && page == m.page {
			r = 2
		}
		if id == m.list.Cursor().Job {
			r = 3
		}
		if r > rank {
			best, rank = id, r
		}
	}
	return best, rank > 0
}

// listFresh is how long ago a list may be for another to bring nothing new.
const listFresh = 2 * time.Second

// suspect notes jobs that an answer should have shown and did not.
func (m *Model) suspect(ids []api.JobID) {
	for _, id := range ids {
		if !slices.Contains(m.poll.suspects, id) {
			m.poll.suspects = append(m.poll.suspects, id)
		}
	}
}

// suspectsKey is the call that asks about suspects.
const suspectsKey = "suspects"

// checkSuspects asks about as many suspects as one call takes. Those that this
// call does not find either, and a single one, are read: the first read decides
// whether it is to be believed about the others.
func (m *Model) checkSuspects() tea.Cmd {
	p := &m.poll
	var ids []api.JobID
	for _, id := range p.suspects {
		if !m.store.NotFound(id) && len(ids) < idsPerCall {
			ids = append(ids, id)
		}
	}
	if len(ids) < 2 {
		id := p.suspects[0]
		p.suspects = p.suspects[1:]
		return m.read(id, true)
	}
	p.suspects = slices.DeleteFunc(p.suspects, func(id api.JobID) bool { return slices.Contains(ids, id) })
	return m.askStatuses(suspectsKey, ids)
}

// spend allows one follow-up a round, and a few when there is nothing else to
// ask, within the budget.
func (m *Model) spend() bool {
	s := m.situation()
	if m.poll.spent == m.poll.epoch && s.Active > 0 || !m.poll.pacer.Extra(m.now, s) {
		return false
	}
	m.poll.spent = m.poll.epoch
	return true
}

func (m *Model) onTop(ids []api.JobID) int {
	n := 0
	for _, id := range ids {
		if page, _, ok := m.store.PageOf(id); ok && page == 0 {
			n++
		}
	}
	return n
}

// forget drops all that is remembered of a job that is gone.
func (m *Model) forget(id api.JobID) {
	m.list.Forget(action.JobRow(id))
	delete(m.arrived, id)
	delete(m.changed, id)
	delete(m.readErrs, id)
	m.transfers.Forget(id)
	m.edits.Forget(id)
	delete(m.notifier.chosen, action.JobRow(id))
}

// merged follows up what an answer brought: what changed is announced, what
// seems gone is looked at in the coming rounds.
func (m *Model) merged(g store.Merge) tea.Cmd {
	m.suspect(g.Suspects)
	for _, id := range g.Gone {
		m.forget(id)
	}
	m.closeRanks(len(g.Gone))
	told := tea.Batch(m.tellNameless(g.Nameless), m.fetchWanted(g.Transitions))
	if len(g.Transitions) == 0 {
		return told
	}
	m.poll.lastChange = m.now
	m.noteTransitions(g.Transitions)
	m.observed(g.Transitions)
	for _, t := range g.Transitions {
		m.changed[t.ID] = m.now
	}
	return tea.Batch(told, m.announce(g.Transitions), m.gather(g.Transitions))
}
