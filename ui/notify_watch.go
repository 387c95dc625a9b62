package ui

import (
	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/action"
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
func (m *Model) watched(row action.RowID) bool {
	if said, ok := m.notifier.chosen[row]; ok {
		return said
	}
	return m.notifier.about == aboutAll || m.madeHere(row)
}

// madeHere tells whether a job was made on this machine, in this run or, by the
// journal, in an earlier one.
func (m *Model) madeHere(row action.RowID) bool {
	if m.local(row) != nil || m.create.Records.MadeHere(row.Job) {
		return true
	}
	e, ok := m.store.Get(row.Job)
	return ok && e.CreatedHere
}

// watch turns telling on for jobs, or off when it is on for all of them.
func (m *Model) watch(rows []action.RowID) tea.Cmd {
	rows = m.unended(rows)
	switch {
	case m.opts.Notifier == nil:
		return nil
	case len(rows) == 0:
		return m.say(statusbar.Info, "it has ended, there is nothing to tell")
	}
	on := false
	for _, row := range rows {
		on = on || !m.watched(row)
	}
	for _, row := range rows {
		m.notifier.chosen[row] = on
	}
	return m.say(statusbar.Info, m.watchWords(rows, on))
}

// watchWords say what w did, and what W did before when that decides.
func (m *Model) watchWords(rows []action.RowID, on bool) string {
	what, end := m.rowName(rows[0]), "it ends"
	if len(rows) > 1 {
		what, end = format.Count(len(rows), "job", "jobs"), "they end"
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
func (m *Model) unended(rows []action.RowID) []action.RowID {
	var out []action.RowID
	for _, row := range rows {
		e, ok := m.store.Get(row.Job)
		if ok && !e.Job.Status.Terminal() && !m.edits.Going(row.Job) || m.local(row) != nil {
			out = append(out, row)
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
func (m *Model) told(row action.RowID) string {
	on := m.watched(row)
	switch {
	case m.opts.Notifier == nil, m.notifier.about == aboutNone, len(m.unended([]action.RowID{row})) == 0:
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
func (m *Model) watchNote(row action.RowID) string {
	switch {
	case m.told(row) == "", m.notifier.about == aboutAll && m.watched(row):
		return ""
	case m.watched(row):
		return "watched"
	}
	return "not told"
}
