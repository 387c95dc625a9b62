package ui

import (
	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/activity"
	"lipdash/ui/state/browse"
	"lipdash/ui/state/hooks"
	"lipdash/ui/state/store"
)

// forget drops all that is remembered of a job that is gone.
func (m *Model) forget(id api.JobID) {
	m.list.Forget(action.JobRow(id))
	delete(m.readErrs, id)
	m.transfers.Forget(id)
	m.hooks.Forget(id)
	m.edits.Forget(id)
	m.review.Forget(id)
	m.notifier.Forget(activity.Subject{Job: id})
}

// merged follows up what an answer brought: what changed is announced, what
// seems gone is looked at in the coming rounds.
func (m *Model) merged(g store.Merge) tea.Cmd {
	m.poll.Merged(g, m.now)
	for _, id := range g.Gone {
		m.forget(id)
	}
	m.browse.Removed(len(g.Gone))
	m.browse.Cache.Appeared(g.New)
	m.appeared(g.New, m.now)
	told := tea.Batch(m.created(m.create.Relisted(m.store)), m.warn(browse.Nameless(g.Nameless)), m.fetchWanted(g.Transitions, m.now))
	if len(g.Transitions) == 0 {
		return told
	}
	m.observed(g.Transitions, m.now)
	m.batches.Changed()
	return tea.Batch(told, m.ended(g.Transitions))
}

// ended tells that jobs ended: in the activity, to a user who looks elsewhere, and in a
// note where the list does not show it.
func (m *Model) ended(ts []store.Transition) tea.Cmd {
	var ends []activity.End
	var ids []api.JobID
	for _, t := range ts {
		if !t.To.Terminal() {
			continue
		}
		e, _ := m.store.Get(t.ID)
		mine, _ := m.source().Life(action.JobRow(t.ID))
		m.hooks.Ended(hooks.End{Job: e.Job, Mine: mine, Found: t.Found}, m.now)
		if m.batches.Has(t.ID) {
			continue // its batch tells
		}
		end := activity.EndOf(e, m.names.Job(t.ID))
		m.log.Ended(m.now, end, m.browse.Keys.Again)
		m.notifier.Ended(activity.Subject{Job: t.ID}, mine, end.Failed, end.Message(), m.now)
		ends, ids = append(ends, end), append(ids, t.ID)
	}
	if len(ends) == 0 || !m.unseen(ids) {
		return nil
	}
	text, failed := activity.Together(ends)
	if failed {
		return m.flash(statusbar.Bad, text)
	}
	return m.flash(statusbar.Good, text)
}
