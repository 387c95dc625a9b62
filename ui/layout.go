package ui

import (
	"lipdash/ui/kit/action"
	"lipdash/ui/layout"
	"lipdash/ui/nav"
)

func (m *Model) layout() layout.Layout {
	return layout.For(m.width, m.height, m.source().Banner(false).Shown(), m.split)
}

// ofTwoPanes tells whether an action is about the list and the job beside it.
func ofTwoPanes(a action.Action) bool {
	switch a.(type) {
	case action.FocusPane, action.Divide:
		return true
	}
	return false
}

// place hands out the rectangles of the body.
func (p panes) place(l layout.Layout, at *nav.Nav) {
	p.list.SetSize(l.List, l.Body)
	switch {
	case at.Screen == nav.Job:
		p.detail.SetFullSize(l.Width, l.Body)
	default:
		p.detail.SetSize(l.Side, l.Blocks.Detail)
		p.detail.SetWhole(at.DetailFocus)
	}
	p.batch.SetSize(l.Width, l.Body)
	p.items.SetSize(l.Width, l.Body)
	p.files.SetSize(l.Width, l.Body)
	p.events.SetSize(l.Width, l.Body)
	p.form.SetSize(l.Width, l.Body)
	p.failures.SetSize(l.Width, l.Body)
	p.sheet.SetSize(l.Width, l.Body)
	if p.firstRun != nil {
		p.firstRun.SetSize(l.Width, l.Body)
	}
}
