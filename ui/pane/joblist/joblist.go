// Package joblist is the pane that shows jobs as rows, one page at a time.
package joblist

import (
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/list"
)

// Rows is one page of jobs as the root joins them for drawing.
type Rows interface {
	list.Spanned[action.RowID]
	// Row is what is drawn for a position.
	Row(i int) Row
	// Choice changes where the rows are others, not where some arrive or leave; Signs where
	// some may have come to need more room than when they were first measured.
	Choice() any
	Signs() any
	// Columns are those that the user chose, none for the usual ones.
	Columns() []Column
}

// List is the pane's state: the cursor's row and the marked ones.
type List struct {
	keys    *keymap.Map
	w, h    int
	columns columns
	// of is what the columns were measured for; signs and n are the signs and how many rows
	// were looked at, when that was done last.
	of    measured
	signs any
	n     int
	// own tells that the cursor is where ShowOwn put it.
	own bool
	list.List[action.RowID]
	list.MarkSet[action.RowID]
}

// New returns an empty list.
func New(keys *keymap.Map) *List {
	return &List{keys: keys, List: list.New[action.RowID](Narrow), MarkSet: list.NewMarkSet[action.RowID]()}
}

// SetSize sets the pane's size in cells, heading and foot line included.
func (l *List) SetSize(w, h int) {
	l.w, l.h = max(0, w), max(0, h)
	l.List.SetSize(w, h)
}

// Fit makes the list fit rows or a size that changed.
func (l *List) Fit(rows Rows) {
	l.List.Fit(rows)
	l.Sinks = false
	l.measure(rows)
}

// ShowOwn puts the cursor on a row that was just made here, with what is above it on screen.
func (l *List) ShowOwn(id action.RowID, rows Rows) {
	l.Edge(false, rows)
	l.Goto(id, rows)
	l.own = true
}

// Rejoined tells that own rows became jobs, which puts the others above them: until a key
// moves the cursor off what was made, those stay on screen.
func (l *List) Rejoined() { l.Sinks = l.own }

// Replace puts a row in the place of another one: the cursor, marks and the begin of a
// range are its own from now on.
func (l *List) Replace(was, is action.RowID) {
	l.List.Replace(was, is)
	l.MarkSet.Replace(was, is)
}

// Targets are the rows an action is meant for: the marked ones and those of an open range,
// which it ends, else the one under the cursor.
func (l *List) Targets(rows Rows) []action.RowID {
	if meant := l.Meant(l.Cursor(), rows); len(meant) > 0 {
		return meant
	}
	if l.none() {
		return nil
	}
	return []action.RowID{l.Cursor()}
}

func (l *List) none() bool { return l.Cursor() == (action.RowID{}) }

// Key answers a key; handled is false for keys that are not the list's.
func (l *List) Key(key string, rows Rows) (act action.Action, handled bool) {
	c := l.keys.Lookup(key, keymap.Jobs, keymap.Queue, keymap.Move)
	switch {
	case c == keymap.None:
		return nil, false
	}
	l.own = false
	switch {
	case c == keymap.Down && l.AtEnd(rows):
		return action.NextPage{}, true
	case c == keymap.Up && l.At() == 0:
		return action.PrevPage{ToLast: true}, true
	case c == keymap.Top:
		return action.FirstPage{}, true
	case l.Move(c, rows):
		return nil, true
	}
	if act := action.OnList(c); act != nil {
		return act, true
	}
	if l.none() {
		return nil, true
	}
	if l.MarkSet.Key(c, l.Cursor(), rows) {
		if c == keymap.Mark {
			l.Step(1, rows)
		}
		return nil, true
	}
	return l.ask(c, rows), true
}

// StepKey is Key while text is typed: of its keys those that step and are no text.
func (l *List) StepKey(key string, rows Rows) (act action.Action) {
	switch l.keys.Lookup(key, keymap.Move) {
	case keymap.Down, keymap.Up, keymap.PageDown, keymap.PageUp:
		act, _ = l.Key(key, rows)
	}
	return act
}

// ask turns a command about rows into its action. An open range ends first where many
// are meant.
func (l *List) ask(c keymap.Command, rows Rows) action.Action {
	if _, many := action.OnRows(c, nil); !many {
		act, _ := action.OnRow(c, l.Cursor())
		return act
	}
	l.EndRange(l.Cursor(), rows)
	act, _ := action.OnRows(c, l.Targets(rows))
	return act
}
