package ui

import (
	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/pane/statusbar"
)

func (m *Model) markJobs(a action.MarkJobs) tea.Cmd {
	n := format.Count(len(a.IDs), "job", "jobs")
	if a.Off {
		m.list.Unmark(action.JobRows(a.IDs...))
		return m.say(statusbar.Info, n+" not marked any more")
	}
	m.list.Mark(action.JobRows(a.IDs...))
	return m.say(statusbar.Info, n+" marked")
}
