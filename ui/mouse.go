package ui

import (
	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/mouse"
	"lipdash/ui/nav"
)

// moused is what the mouse does: package mouse tells what is drawn where it points.
func (m *Model) moused(msg tea.MouseMsg) tea.Cmd {
	l, in := m.layout(), m.scopes()[0]
	f := mouse.Frame{
		Drawn: m.draw(), Width: l.Width, Theme: m.theme, Hints: in.hints(), Typing: in.typing, Layers: &m.layers,
		Header: l.Header, Top: l.Header + l.Rule + l.Banner, Body: l.Body, Pane: m.pointed(), Side: l.List,
	}
	if _, on := m.Tab(); on {
		f.Tabs = m.source().Header(action.JobsTab, m.account.Balance).Tabs
	}
	if m.Screen == nav.Jobs && l.Side > 0 {
		f.Beside = m.detail
	}
	m.poll.Pressed(m.now)
	m.notifier.Pressed(m.now)
	m.browse.StayHere()
	meant := m.pointer.Takes(msg, f, m.now)
	if meant.Chose && m.Screen == nav.Jobs {
		m.DetailFocus = meant.Beside
	}
	if open, ok := m.keys.Find(keymap.Open, in.bindings...); ok && meant.Open {
		meant.Key, meant.Times = open.Keys()[0], 1
	}
	if meant.Key != "" {
		var pressed []tea.Cmd
		for range meant.Times {
			pressed = append(pressed, m.keyPressed(keymap.Pressed(meant.Key)))
		}
		return tea.Batch(pressed...)
	}
	if meant.Act != nil {
		m.count.Take()
		m.toast.Waits("")
	}
	return m.perform(meant.Act)
}

// pointed is the pane that fills the body, or the left part of it.
func (m *Model) pointed() mouse.Pane {
	return map[nav.Screen]mouse.Pane{
		nav.Jobs: mouse.Jobs{List: m.list, Of: m.rows()}, nav.Job: mouse.Alone{Pane: m.detail}, nav.Form: mouse.Form{Form: m.form}, nav.FirstRun: m.firstRun,
		nav.Batches: mouse.Listed{Rows: m.batch}, nav.Batch: mouse.Listed{Rows: m.items}, nav.Transfers: mouse.Listed{Rows: m.files},
		nav.Activity: mouse.Listed{Rows: m.events}, nav.Failures: mouse.Listed{Rows: m.failures}, nav.Sheet: mouse.Listed{Rows: m.sheet},
	}[m.Screen]
}
