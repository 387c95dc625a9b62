package ui

import (
	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/state/store"
)

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
	m.poll.Merged(g, m.now)
	for _, id := range g.Gone {
		m.forget(id)
	}
	m.closeRanks(len(g.Gone))
	told := tea.Batch(m.tellNameless(g.Nameless), m.fetchWanted(g.Transitions))
	if len(g.Transitions) == 0 {
		return told
	}
	m.noteTransitions(g.Transitions)
	m.observed(g.Transitions, m.now)
	for _, t := range g.Transitions {
		m.changed[t.ID] = m.now
	}
	return tea.Batch(told, m.announce(g.Transitions), m.gather(g.Transitions))
}
