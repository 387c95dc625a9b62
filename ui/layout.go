package ui

import (
	"lipdash/ui/nav"
	"lipdash/ui/pane/joblist"
)

// layout is the only screen arithmetic: how many lines the frame takes and
// which rectangles are left. Sizes are cells.
type layout struct {
	width, height int
	// header is 2 lines, 1 on low screens; rules are the two thin lines;
	// note is the line for what happened; hints the line for keys.
	header, rule, note, hints int
	// banner is a line over the body while something needs a person.
	banner int
	// body is what is left between the rules.
	body int
	// list and side are the widths of the two panes; side is 0 when the
	// detail is not shown beside the list, and between them is the vertical
	// rule with a gap on either side.
	list, side int
}

// Breakpoints, from what fits: two panes need 100 columns, the whole frame
// needs 16 lines.
const (
	sideFrom = 100
	ruleFrom = 16
	noteFrom = 12
)

func layoutFor(w, h int, banner bool) layout {
	l := layout{width: w, height: h, header: 2, rule: 1, note: 1, hints: 1, list: w}
	if h < ruleFrom {
		l.header, l.rule = 1, 0
	}
	if h < noteFrom {
		l.note = 0
	}
	if banner {
		l.banner = 1
	}
	l.body = max(0, h-l.header-2*l.rule-l.banner-l.note-l.hints)
	if w >= sideFrom {
		l.side = min(max(40, min(80, w*34/100)), w-2-joblist.Narrow)
		l.list = w - l.side - 2
	}
	return l
}

func (m *Model) layout() layout { return layoutFor(m.width, m.height, m.source().Banner().Shown()) }

// place hands out the rectangles of the body.
func (p panes) place(l layout, at *nav.Nav) {
	p.list.SetSize(l.list, l.body)
	switch {
	case at.Screen == nav.Job:
		p.detail.SetFullSize(l.width, l.body)
	default:
		p.detail.SetSize(l.side, l.body)
		p.detail.SetWhole(at.DetailFocus)
	}
	p.batch.SetSize(l.width, l.body)
	p.items.SetSize(l.width, l.body)
	p.files.SetSize(l.width, l.body)
	p.events.SetSize(l.width, l.body)
	p.form.SetSize(l.width, l.body)
	p.failures.SetSize(l.width, l.body)
	p.sheet.SetSize(l.width, l.body)
	if p.firstRun != nil {
		p.firstRun.SetSize(l.width, l.body)
	}
}
