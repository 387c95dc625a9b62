package ui

import (
	"lipdash/ui/kit/keymap"
	"lipdash/ui/state/find"
)

// peeling is what esc takes off the list next.
type peeling int

const (
	peelNothing peeling = iota
	peelMarks
	peelFilter
	peelSort
)

// layer is the one on top. Marks lie over the filter they were made in; those
// that are older than it, or that it hides, outlive it.
func (m *Model) layer() peeling {
	q := m.finding.index.Query()
	newer := m.list.Touched() != m.finding.touched
	switch {
	case m.list.MarksShown(m.rows()) && (newer || !q.Filters()):
		return peelMarks
	case q.Filters():
		return peelFilter
	case q.Active():
		return peelSort
	case m.list.Marks() > 0 || m.edits.Failures() > 0 || len(m.carry.failures) > 0:
		return peelMarks
	}
	return peelNothing
}

// peel takes the layer on top off the list.
func (m *Model) peel() {
	switch m.layer() {
	case peelMarks:
		m.list.ClearMarks()
		m.edits.ForgetAllFailures()
		m.carry = carryOver{}
	case peelFilter:
		m.clearFilter()
	case peelSort:
		m.ask(func(q *find.Query) { q.Sort, q.Reverse = find.Newest, false })
	}
}

// peelHint says what esc would do, when it would do anything.
func (m *Model) peelHint() []keymap.Hint {
	if m.stands() {
		return []keymap.Hint{{Key: "esc", Text: "go on"}}
	}
	text := map[peeling]string{peelMarks: "unmark", peelFilter: "all", peelSort: "newest first"}[m.layer()]
	if text == "" {
		return nil
	}
	if m.list.Marks() == 0 && m.layer() == peelMarks {
		text = "clear" // of how the last calls ended
	}
	return []keymap.Hint{{Key: "esc", Text: text}}
}
