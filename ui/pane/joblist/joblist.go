// Package joblist is the pane that shows jobs as rows, one page at a time. It
// remembers by row id, never by row number: the cursor, the marks and the
// scroll position survive refresh, insertion and deletion.
package joblist

import (
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/keymap"
)

// Rows is one page of jobs as the root joins them for drawing.
type Rows interface {
	Len() int
	// ID is the row at a position of the page.
	ID(i int) action.RowID
	// Index is a row's position, false when it is not on this page.
	Index(id action.RowID) (int, bool)
	// Between are the rows from one to another, on all pages; none if one is not there.
	Between(a, b action.RowID) []action.RowID
	// Row is what is drawn for a position; only visible ones are asked for.
	Row(i int) Row
}

// List is the pane's state: the cursor's job, the screen line it stands on,
// and the marked jobs.
type List struct {
	keys   *keymap.Map
	width  int
	height int

	cursor action.RowID
	// at is the cursor's last known position: where it goes when its job
	// vanishes.
	at int
	// line is the cursor's screen line among the rows. Together with the
	// cursor's job it is the scroll position, so rows that arrive above push
	// nothing.
	line  int
	marks map[action.RowID]struct{}
	// anchor is where a range began, "" when none is open.
	anchor action.RowID
	// touched counts how often a mark was made.
	touched int
}

// New returns an empty list.
func New(keys *keymap.Map) *List {
	return &List{keys: keys, marks: map[action.RowID]struct{}{}}
}

// SetSize sets the pane's size in cells, heading and foot line included.
func (l *List) SetSize(width, height int) { l.width, l.height = width, height }

// Cursor is the job the cursor is on, "" when there is none.
func (l *List) Cursor() action.RowID { return l.cursor }

// Marks counts the marked jobs.
func (l *List) Marks() int { return len(l.marks) }

// Goto puts the cursor on a job, keeping its screen line if it can.
func (l *List) Goto(id action.RowID, rows Rows) {
	if i, ok := rows.Index(id); ok {
		l.moveTo(i, rows)
	}
}

// Edge puts the cursor on the page's first or last job.
func (l *List) Edge(last bool, rows Rows) {
	if last {
		l.moveTo(rows.Len()-1, rows)
		return
	}
	l.line = 0
	l.moveTo(0, rows)
}

// Fit makes the state fit rows that changed: the cursor stays on its job
// and the job on its screen line; a cursor whose job is gone goes to the one
// that took its place. The root calls it after every change of rows or size.
func (l *List) Fit(rows Rows) {
	n := rows.Len()
	if n == 0 {
		l.cursor, l.at, l.line = action.RowID{}, 0, 0
		return
	}
	i, ok := rows.Index(l.cursor)
	if !ok {
		i = min(l.at, n-1)
		l.cursor = rows.ID(i)
	}
	l.at = i
	l.clampLine(n)
}

// Above counts the page's rows that are hidden above the screen.
func (l *List) Above() int { return max(0, l.at-l.line) }

func (l *List) moveTo(i int, rows Rows) {
	n := rows.Len()
	if n == 0 {
		return
	}
	i = max(0, min(i, n-1))
	l.line += i - l.at
	l.at, l.cursor = i, rows.ID(i)
	l.clampLine(n)
}

// step moves the cursor by one row.
func (l *List) step(by int, rows Rows) {
	l.line = cells.HalfTurn(l.line, by, l.rowsShown())
	l.moveTo(l.at+by, rows)
}

// clampLine keeps the cursor on the screen and leaves no blank lines below
// rows that could fill them.
func (l *List) clampLine(n int) {
	l.line = cells.HoldLine(l.at, l.line, n, max(1, l.rowsShown()))
}

// Key answers a key; handled is false for keys that are not the list's.
func (l *List) Key(key string, rows Rows) (act action.Action, handled bool) {
	c := l.keys.Lookup(key, keymap.Jobs, keymap.Move)
	switch c {
	case keymap.None:
		return nil, false
	case keymap.Down, keymap.Up, keymap.Top, keymap.Bottom,
		keymap.HalfDown, keymap.HalfUp, keymap.PageDown, keymap.PageUp:
		return l.move(c, rows), true
	case keymap.Mark, keymap.Range, keymap.MarkAll:
		l.mark(c, rows)
		return nil, true
	}
	if act, ok := wishes[c]; ok {
		return act, true
	}
	return l.ask(c, rows), true
}

func (l *List) move(c keymap.Command, rows Rows) action.Action {
	h := max(1, l.rowsShown())
	switch c {
	case keymap.Down:
		if l.at >= rows.Len()-1 {
			return action.NextPage{}
		}
		l.step(1, rows)
	case keymap.Up:
		if l.at == 0 {
			return action.PrevPage{ToLast: true}
		}
		l.step(-1, rows)
	case keymap.Top:
		return action.FirstPage{}
	case keymap.Bottom:
		l.moveTo(rows.Len()-1, rows)
	case keymap.HalfDown:
		l.moveTo(l.at+max(1, h/2), rows)
	case keymap.HalfUp:
		l.moveTo(l.at-max(1, h/2), rows)
	case keymap.PageDown:
		l.moveTo(l.at+h, rows)
	case keymap.PageUp:
		l.moveTo(l.at-h, rows)
	}
	return nil
}

// ask turns a command about jobs into its action; without a job it is nothing. An
// open range ends first where many are meant.
func (l *List) ask(c keymap.Command, rows Rows) action.Action {
	if l.cursor == (action.RowID{}) {
		return nil
	}
	switch c {
	case keymap.Open:
		return action.OpenJob{ID: l.cursor}
	case keymap.Rename:
		return action.AskRename{IDs: l.targets(rows)}
	case keymap.Delete:
		return action.AskDelete{IDs: l.targets(rows)}
	case keymap.Redo:
		return action.Redo{IDs: l.targets(rows)}
	case keymap.Download:
		return action.Download{IDs: l.targets(rows)}
	case keymap.Again:
		return action.AskAgain{IDs: l.targets(rows)}
	case keymap.Promote:
		return action.AskPromote{IDs: l.targets(rows)}
	case keymap.Double:
		return action.Duplicate{ID: l.cursor}
	case keymap.Watch:
		return action.Watch{IDs: l.targets(rows)}
	case keymap.CopyID:
		return action.CopyPart{IDs: l.targets(rows), Part: action.PartID}
	case keymap.CopyMenu:
		return action.AskCopy{IDs: l.targets(rows)}
	case keymap.OpenLink:
		return action.OpenLink{ID: l.cursor}
	}
	return nil
}
