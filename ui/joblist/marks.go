package joblist

import (
	"lipdash/api"
	"lipdash/ui/keymap"
)

func (l *List) mark(c keymap.Command, rows Rows) {
	if l.cursor == "" {
		return
	}
	l.touched++
	switch c {
	case keymap.Mark:
		l.toggle(l.cursor)
		if l.at < rows.Len()-1 {
			l.step(1, rows)
		}
	case keymap.Range:
		l.markRange(rows)
	case keymap.MarkAll:
		l.markAll(rows)
	}
}

func (l *List) toggle(id api.JobID) {
	if l.Marked(id) {
		delete(l.marks, id)
		return
	}
	l.marks[id] = struct{}{}
}

// markRange opens a range at the cursor, or closes it by marking all between, on
// as many pages as there are. The anchor is a job, so rows that arrive meanwhile
// cannot shift it; one that is not in the list now gives way to a new beginning,
// since nobody could say what lies between.
func (l *List) markRange(rows Rows) {
	if l.anchor != "" {
		if between := rows.Between(l.anchor, l.cursor); len(between) > 0 {
			l.anchor = ""
			for _, id := range between {
				l.marks[id] = struct{}{}
			}
			return
		}
	}
	l.anchor = l.cursor
	l.marks[l.cursor] = struct{}{}
}

// markAll marks every job of the page, or none when all were marked.
func (l *List) markAll(rows Rows) {
	all := true
	for i := range rows.Len() {
		all = all && l.Marked(rows.ID(i))
	}
	for i := range rows.Len() {
		if all {
			delete(l.marks, rows.ID(i))
		} else {
			l.marks[rows.ID(i)] = struct{}{}
		}
	}
}

// Hidden counts the marked jobs that are not among the rows.
func (l *List) Hidden(rows Rows) int {
	n := 0
	for id := range l.marks {
		if _, ok := rows.Index(id); !ok {
			n++
		}
	}
	return n
}

// Touched grows whenever marks are made: whoever remembers it knows later whether
// they are newer than something else.
func (l *List) Touched() int { return l.touched }

// MarksShown tells whether a mark, or the beginning of an open range, is among
// the rows.
func (l *List) MarksShown(rows Rows) bool {
	if _, ok := rows.Index(l.anchor); ok && l.anchor != "" {
		return true
	}
	return l.Hidden(rows) < len(l.marks)
}

// Unmark takes marks off.
func (l *List) Unmark(ids []api.JobID) {
	for _, id := range ids {
		delete(l.marks, id)
	}
}

// Mark marks jobs, for instance those an action did not reach.
func (l *List) Mark(ids []api.JobID) {
	l.touched++
	for _, id := range ids {
		l.marks[id] = struct{}{}
	}
}
