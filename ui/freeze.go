package ui

import (
	tea "charm.land/bubbletea/v2"

	"lipdash/ui/pane/statusbar"
	"lipdash/ui/rows"
)

// stands tells whether what is on screen stands still.
func (m *Model) stands() bool { return m.browse.Frozen() && m.CanFreeze() }

// freeze makes the view stand still, or go on: then what changed meanwhile is said.
func (m *Model) freeze() tea.Cmd {
	if m.browse.Frozen() {
		m.kept = rows.Kept{}
		return m.flash(statusbar.Info, m.browse.Thaw(m.now))
	}
	if !m.isOpen() {
		return nil
	}
	m.browse.Freeze(m.now)
	m.kept = rows.NewKept()
	m.showActivity(&m.log, m.now) // the tab may be opened only now
	m.toast.Clear()
	return nil
}
