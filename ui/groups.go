package ui

import (
	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/pane/failures"
	"lipdash/ui/pane/statusbar"
)

// showFailures hands the pane its groups.
func (m *Model) showFailures() {
	if m.screen != screenFailures {
		return
	}
	var groups []failures.Group
	for _, g := range m.browse.Groups() {
		out := failures.Group{Reason: g.Reason, IDs: g.IDs, Marked: true}
		if e, ok := m.store.Get(g.IDs[0]); ok {
			out.Example, out.Newest = brief(e.Job.FailureMessage), m.age(e.Job)
		}
		for _, id := range g.IDs {
			out.Marked = out.Marked && m.list.Marked(action.JobRow(id))
		}
		groups = append(groups, out)
	}
	m.failures.Show(groups)
}

func (m *Model) markJobs(a action.MarkJobs) tea.Cmd {
	n := format.Count(len(a.IDs), "job", "jobs")
	if a.Off {
		m.list.Unmark(action.JobRows(a.IDs...))
		return m.say(statusbar.Info, n+" not marked any more")
	}
	m.list.Mark(action.JobRows(a.IDs...))
	return m.say(statusbar.Info, n+" marked")
}
