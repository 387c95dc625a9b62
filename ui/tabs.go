package ui

import (
	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/action"
	"lipdash/ui/pane/statusbar"
)

// tab is the one on screen; the form and the first run are not among them.
func (m *Model) tab() (action.Tab, bool) {
	switch m.screen {
	case screenJobs, screenJob, screenFailures:
		return action.JobsTab, true
	case screenTransfers:
		return action.TransfersTab, true
	case screenActivity:
		return action.ActivityTab, true
	}
	return 0, false
}

func (m *Model) show(t action.Tab) tea.Cmd {
	if _, ok := m.tab(); !ok {
		return nil
	}
	m.detailFocus = false
	switch t {
	case action.JobsTab:
		m.screen = screenJobs
	case action.TransfersTab:
		m.screen = screenTransfers
	case action.ActivityTab:
		m.screen = screenActivity
	}
	return nil
}

func (m *Model) turnTab(by int) tea.Cmd {
	t, ok := m.tab()
	if to := t + action.Tab(by); ok && to >= action.JobsTab && to <= action.ActivityTab {
		return m.show(to)
	}
	return nil
}

// tabs are the header's.
func (m *Model) tabs() []statusbar.Tab {
	at, _ := m.tab()
	files := m.transfers.Totals(m.now)
	return []statusbar.Tab{
		{Name: "Jobs", On: at == action.JobsTab},
		{Name: "Transfers", On: at == action.TransfersTab, N: files.Open + files.Failed + len(uploadsOf(m.create.Pending.All()))},
		{Name: "Activity", On: at == action.ActivityTab},
	}
}
