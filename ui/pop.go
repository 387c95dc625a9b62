package ui

import (
	"lipdash/ui/kit/keymap"
	"lipdash/ui/state/find"
)

// popping is what esc takes off the list next.
type popping int

const (
	popNothing popping = iota
	popMarks
	popFilter
	popSort
)

// nextPop is the layer on top. Marks lie over the filter they were made in; those
// that are older than it, or that it hides, outlive it.
func (m *Model) nextPop() popping {
	q := m.finding.index.Query()
	newer := m.list.Touched() != m.finding.touched
	switch {
	case m.list.MarksShown(m.rows()) && (newer || !q.Filters()):
		return popMarks
	case q.Filters():
		return popFilter
	case q.Active():
		return popSort
	case m.list.Marks() > 0 || m.edits.Failures() > 0:
		return popMarks
	}
	return popNothing
}

// pop takes the layer on top off the list.
func (m *Model) pop() {
	switch m.nextPop() {
	case popMarks:
		m.list.ClearMarks()
		m.edits.ForgetAllFailures()
		m.carry = carryOver{}
	case popFilter:
		m.clearFilter()
	case popSort:
		m.ask(func(q *find.Query) { q.Sort, q.Reverse = find.Newest, false })
	}
}

// popHint says what esc would do, when it would do anything.
func (m *Model) popHint() []keymap.Hint {
	if m.stands() {
		return []keymap.Hint{{Key: "esc", Text: "go on"}}
	}
	text := map[popping]string{popMarks: "unmark", popFilter: "all", popSort: "newest first"}[m.nextPop()]
	if text == "" {
		return nil
	}
	if m.list.Marks() == 0 && m.nextPop() == popMarks {
		text = "clear" // of how the last calls ended
	}
	return []keymap.Hint{{Key: "esc", Text: text}}
}
