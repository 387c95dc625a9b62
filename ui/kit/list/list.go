// Package list is a list of rows that are known by their ids: its cursor, scroll and
// marks, and the frame that is drawn around the rows. It remembers ids and never
// places, so rows may arrive, leave and move under the cursor. The table and the list
// of bubbles select by index: there the cursor is on another row whenever one arrives
// above it.
package list

import "lipdash/ui/kit/keymap"

// Rows are what a list is of, as they are now.
type Rows[ID comparable] interface {
	Len() int
	ID(i int) ID
	// Index is a row's place, false when it is not among the rows.
	Index(id ID) (int, bool)
}

// Tall rows may take more than one line each.
type Tall interface{ Lines(i int) int }

// List is the row the cursor is on and the screen line it stands on, which together
// are the scroll position: rows that arrive above push nothing. The zero ID is none.
type List[ID comparable] struct {
	w, h int
	// narrow is the width below which there is no heading.
	narrow int
	// Sinks lets rows that arrive above push the cursor down as long as the first row
	// is on screen.
	Sinks bool

	cursor ID
	// at is the cursor's place: where it stays when its row leaves.
	at int
	// line is the first line of the cursor's row, from the first line for rows, and
	// top the first row on screen.
	line, top int
}

// New is an empty list, without a heading where it is narrower than told.
func New[ID comparable](narrow int) List[ID] { return List[ID]{narrow: narrow} }

// SetSize sets the size in cells, heading and foot line included. Fit follows it.
func (l *List[ID]) SetSize(w, h int) { l.w, l.h = max(0, w), max(0, h) }

// Cursor is the row the cursor is on, zero when there is none.
func (l *List[ID]) Cursor() ID { return l.cursor }

// At is the cursor's place.
func (l *List[ID]) At() int { return l.at }

// Fit makes the list fit rows or a size that changed: the cursor stays on its row and
// the row on its line; a cursor whose row has left goes to the one in its place.
func (l *List[ID]) Fit(rows Rows[ID]) {
	n := rows.Len()
	if n == 0 {
		var none ID
		l.cursor, l.at, l.line, l.top = none, 0, 0, 0
		return
	}
	i, ok := rows.Index(l.cursor)
	if !ok {
		i = min(l.at, n-1)
		l.cursor = rows.ID(i)
	}
	if l.top == 0 && l.Sinks {
		l.line += l.lines(rows, l.at, i)
	}
	l.at = i
	l.hold(rows)
}

// Stay keeps the cursor in its place for the next Fit, whatever becomes of its row.
func (l *List[ID]) Stay() {
	var none ID
	l.cursor = none
}

// Goto puts the cursor on a row, keeping its line if it can.
func (l *List[ID]) Goto(id ID, rows Rows[ID]) {
	if i, ok := rows.Index(id); ok {
		l.Put(i, rows)
	}
}

// Edge puts the cursor on the first or last row.
func (l *List[ID]) Edge(last bool, rows Rows[ID]) {
	if last {
		l.Put(rows.Len()-1, rows)
		return
	}
	l.line = 0
	l.Put(0, rows)
}

// Replace makes a row's id another one.
func (l *List[ID]) Replace(was, is ID) {
	if l.cursor == was {
		l.cursor = is
	}
}

// Move answers a command of the scope Move; false for any other.
func (l *List[ID]) Move(c keymap.Command, rows Rows[ID]) bool {
	page := l.Room()
	switch c {
	case keymap.Down:
		l.Step(1, rows)
	case keymap.Up:
		l.Step(-1, rows)
	case keymap.Top:
		l.Put(0, rows)
	case keymap.Bottom:
		l.Put(rows.Len()-1, rows)
	case keymap.HalfDown:
		l.Put(l.at+max(1, page/2), rows)
	case keymap.HalfUp:
		l.Put(l.at-max(1, page/2), rows)
	case keymap.PageDown:
		l.Screen(1, rows)
	case keymap.PageUp:
		l.Screen(-1, rows)
	default:
		return false
	}
	return true
}

// Screen moves the cursor by screens, down when n is positive.
func (l *List[ID]) Screen(n int, rows Rows[ID]) { l.Put(l.at+n*l.Room(), rows) }

// Step moves the cursor by one row. A step off the screen turns half of it: the rows
// then stand still for as many steps, and one sees what comes. Scrolling line by line
// would send all of them, and what is beside them, with each step.
func (l *List[ID]) Step(by int, rows Rows[ID]) {
	to := max(0, min(l.at+by, rows.Len()-1))
	line := l.line + l.lines(rows, l.at, to)
	if line < 0 || line > 0 && line+l.height(rows, to) > l.Room() {
		l.line = l.Room()/2 - l.lines(rows, l.at, to)
	}
	l.Put(to, rows)
}

// AtEnd tells whether the cursor is on the last row.
func (l *List[ID]) AtEnd(rows Rows[ID]) bool { return l.at >= rows.Len()-1 }

// Above counts the rows that are hidden above the screen.
func (l *List[ID]) Above() int { return l.top }

// Visible is the stretch of rows on screen.
func (l *List[ID]) Visible(rows Rows[ID]) (from, to int) {
	to = l.top
	for used := 0; to < rows.Len() && used < l.Room(); to++ {
		used += l.height(rows, to)
	}
	return l.top, to
}

// Put puts the cursor on the row at a place, or on the nearest there is.
func (l *List[ID]) Put(i int, rows Rows[ID]) {
	if rows.Len() == 0 {
		return
	}
	i = max(0, min(i, rows.Len()-1))
	l.line += l.lines(rows, l.at, i)
	l.at, l.cursor = i, rows.ID(i)
	l.hold(rows)
}

// hold keeps the cursor's row on the screen and leaves no blank lines below rows that
// could fill them.
func (l *List[ID]) hold(rows Rows[ID]) {
	room := l.Room()
	l.line = max(0, min(l.line, room-l.height(rows, l.at)))
	l.line = max(l.line, room-l.lines(rows, l.at, rows.Len()))
	l.top = l.at
	for left := l.line; l.top > 0 && left >= l.height(rows, l.top-1); l.top-- {
		left -= l.height(rows, l.top-1)
	}
	l.line = l.lines(rows, l.top, l.at) // the first row is whole
}

// lines are those from one row to another, negative when that is above. What is more
// than two screens is not counted.
func (l *List[ID]) lines(rows Rows[ID], from, to int) int {
	if from > to {
		return -l.lines(rows, to, from)
	}
	most := 2*l.Room() + 1
	if _, tall := rows.(Tall); !tall {
		return min(to-from, most)
	}
	n := 0
	for i := to - 1; i >= from && n < most; i-- {
		n += l.height(rows, i)
	}
	return n
}

func (l *List[ID]) height(rows Rows[ID], i int) int {
	if t, ok := rows.(Tall); ok && i < rows.Len() {
		return t.Lines(i)
	}
	return 1
}
