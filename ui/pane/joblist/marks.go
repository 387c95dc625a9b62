package joblist

import (
	"iter"
	"maps"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
)

// Marked tells whether a job is marked.
func (l *List) Marked(id action.RowID) bool {
	_, ok := l.marks[id]
	return ok
}

// Targets are the jobs an action is meant for: the marked ones, else the one
// under the cursor.
func (l *List) Targets() []action.RowID {
	if len(l.marks) == 0 {
		if l.cursor == (action.RowID{}) {
			return nil
		}
		return []action.RowID{l.cursor}
	}
	out := make([]action.RowID, 0, len(l.marks))
	for id := range l.marks {
		out = append(out, id)
	}
	return out
}

// ClearMarks drops all marks and an open range; it tells whether there was
// anything to drop.
func (l *List) ClearMarks() bool {
	had := len(l.marks) > 0 || l.anchor != (action.RowID{})
	clear(l.marks)
	l.anchor = action.RowID{}
	return had
}

// Forget drops what is remembered of a job that no longer exists, so that no
// later action can reach it.
func (l *List) Forget(id action.RowID) {
	delete(l.marks, id)
	if l.anchor == id {
		l.anchor = action.RowID{}
	}
}

// Replace puts a job in the place of another one: the cursor, marks and the begin of a
// range are its own from now on.
func (l *List) Replace(was, is action.RowID) {
	if l.cursor == was {
		l.cursor = is
	}
	if l.anchor == was {
		l.anchor = is
	}
	if l.Marked(was) {
		delete(l.marks, was)
		l.marks[is] = struct{}{}
	}
}

func (l *List) mark(c keymap.Command, rows Rows) {
	if l.cursor == (action.RowID{}) {
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

func (l *List) toggle(id action.RowID) {
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
	if l.endRange(rows) {
		return
	}
	l.anchor = l.cursor
	l.marks[l.cursor] = struct{}{}
}

// endRange marks all from the anchor to the cursor; false when no range is open, or
// nobody knows what lies between.
func (l *List) endRange(rows Rows) bool {
	if l.anchor == (action.RowID{}) {
		return false
	}
	between := rows.Between(l.anchor, l.cursor)
	if len(between) == 0 {
		return false
	}
	l.anchor = action.RowID{}
	l.Mark(between)
	return true
}

// targets are the Targets once an open range is ended.
func (l *List) targets(rows Rows) []action.RowID {
	l.endRange(rows)
	return l.Targets()
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
func (l *List) Hidden(rows Rows) int { return Absent(rows, maps.Keys(l.marks)) }

// Absent counts those of some jobs that are not among the rows.
func Absent(rows Rows, ids iter.Seq[action.RowID]) int {
	n := 0
	for id := range ids {
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
	if _, ok := rows.Index(l.anchor); ok && l.anchor != (action.RowID{}) {
		return true
	}
	return l.Hidden(rows) < len(l.marks)
}

// Unmark takes marks off.
func (l *List) Unmark(ids []action.RowID) {
	for _, id := range ids {
		delete(l.marks, id)
	}
}

// Mark marks jobs, for instance those an action did not reach.
func (l *List) Mark(ids []action.RowID) {
	l.touched++
	for _, id := range ids {
		l.marks[id] = struct{}{}
	}
}
