package ui

import (
	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/kit/format"
	"lipdash/ui/pane/statusbar"
)

// About which jobs is told when they end. A job is watched when somebody said so
// with w, and without a word when it was made on this machine.
const (
	aboutWatched = "watched"
	aboutAll     = "all"
	aboutNone    = "off"
)

// watched tells whether the end of a job is told. What was said about the one
// job counts before the rule.
func (m *Model) watched(id api.JobID) bool {
	if said, ok := m.notifier.chosen[id]; ok {
		return said
	}
	return m.notifier.about == aboutAll || m.madeHere(id)
}

// madeHere tells whether a job was made on this machine, in this run or, by the
// journal, in an earlier one.
func (m *Model) madeHere(id api.JobID) bool {
	if m.local(id) != nil || len(m.records[id].Values) > 0 {
		return true
	}
	e, ok := m.store.Get(id)
	return ok && e.CreatedHere
}

// watch turns telling on for jobs, or off when it is on for all of them.
func (m *Model) watch(ids []api.JobID) tea.Cmd {
	ids = m.unended(ids)
	switch {
	case m.opts.Notifier == nil:
		return nil
	case len(ids) == 0:
		return m.say(statusbar.Info, "it has ended, there is nothing to tell")
	}
	on := false
	for _, id := range ids {
		on = on || !m.watched(id)
	}
	for _, id := range ids {
		m.notifier.chosen[id] = on
	}
	return m.say(statusbar.Info, m.watchWords(ids, on))
}

// watchWords say what w did, and what W did before when that decides.
func (m *Model) watchWords(ids []api.JobID, on bool) string {
	what, end := m.name(ids[0]), "it ends"
	if len(ids) > 1 {
		what, end = format.Count(len(ids), "job", "jobs"), "they end"
	}
	switch {
	case !on:
		return what + ": nothing is told when " + end
	case m.notifier.about == aboutNone:
		return what + ": watched, but nothing is told until W turns it on"
	}
	return what + ": you are told when " + end + " while you look elsewhere"
}

// unended are the jobs whose end is still to come.
func (m *Model) unended(ids []api.JobID) []api.JobID {
	var out []api.JobID
	for _, id := range ids {
		e, ok := m.store.Get(id)
		if ok && !e.Job.Status.Terminal() && !m.edits.Going(id) || m.local(id) != nil {
			out = append(out, id)
		}
	}
	return out
}

// watchAll goes on to the next rule.
func (m *Model) watchAll() tea.Cmd {
	switch {
	case m.opts.Notifier == nil:
		return nil
	case m.notifier.about == aboutWatched:
		m.notifier.about = aboutAll
		return m.say(statusbar.Info, "you are told about every job that ends while you look elsewhere")
	case m.notifier.about == aboutAll:
		m.notifier.about = aboutNone
		m.notifier.cameBack()
		return m.say(statusbar.Info, "nothing is told when jobs end")
	}
	m.notifier.about = aboutWatched
	return m.say(statusbar.Info, "you are told about watched jobs: those made on this machine, and those w was pressed on")
}

// told says in the detail when the user is told about a job that has not ended.
func (m *Model) told(id api.JobID) string {
	on := m.watched(id)
	switch {
	case m.opts.Notifier == nil, m.notifier.about == aboutNone, len(m.unended([]api.JobID{id})) == 0:
		return ""
	case on:
		return "when it ends"
	case m.notifier.about == aboutAll:
		return "about others, not this one"
	}
	return ""
}

// watchNote is the same as a quiet word in the row, where it does not go without
// saying.
func (m *Model) watchNote(id api.JobID) string {
	switch {
	case m.told(id) == "", m.notifier.about == aboutAll && m.watched(id):
		return ""
	case m.watched(id):
		return "watched"
	}
	return "not told"
}
