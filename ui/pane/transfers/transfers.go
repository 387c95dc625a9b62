// Package transfers is the pane of files on their way: what goes up, what comes
// down, how far and how fast it is, and why something waits. It knows neither jobs nor
// disks.
package transfers

import (
	"cmp"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/list"
)

// Rows are the files as the root joins them for drawing.
type Rows interface {
	list.Spanned[action.FileID]
	// Over and Note are those of the row.
	Over(i int) bool
	Note(i int) string
	// Row is what is drawn; only the rows on screen are asked for.
	Row(i int) Row
}

// lines are rows with the lines that they take.
type lines struct{ Rows }

// Lines is how many a row takes: its note stands under it.
func (l lines) Lines(i int) int {
	if l.Note(i) != "" {
		return 2
	}
	return 1
}

// none is no file.
type none struct{ Rows }

func (none) Len() int                        { return 0 }
func (none) Index(action.FileID) (int, bool) { return 0, false }

// Pane is the pane's state.
type Pane struct {
	keys *keymap.Map
	w    int
	rows lines
	foot string
	list list.List[action.FileID]
	list.MarkSet[action.FileID]
	// touched is true once a key was pressed here: until then the cursor is on the first file.
	touched bool
	// over is true when the cursor's file was over.
	over bool
}

// New is an empty pane.
func New(keys *keymap.Map) *Pane {
	return &Pane{keys: keys, rows: lines{none{}}, list: list.New[action.FileID](Narrow), MarkSet: list.NewMarkSet[action.FileID]()}
}

// SetSize sets the pane's size in cells.
func (p *Pane) SetSize(w, h int) {
	p.w = max(0, w)
	p.list.SetSize(w, h)
	p.list.Fit(p.rows)
}

// Show tells the pane what to draw: the rows, and the line under them. A file that has
// just arrived moves down among those that are over: the cursor stays with the ones to
// come.
func (p *Pane) Show(rows Rows, foot string) {
	p.rows, p.foot = lines{rows}, foot
	if i, ok := rows.Index(p.Cursor()); ok && i > p.list.At() && !p.over && rows.Over(i) {
		p.list.Stay()
	}
	p.list.Fit(p.rows)
	if !p.touched {
		p.list.Edge(false, p.rows)
	}
	p.seeOver()
	for _, id := range p.All() {
		if _, ok := p.rows.Index(id); !ok { // it was taken off the list
			p.Forget(id)
		}
	}
}

// seeOver remembers whether the cursor's file is over.
func (p *Pane) seeOver() { p.over = p.rows.Len() > 0 && p.rows.Over(p.list.At()) }

// Cursor is the row the cursor is on, the zero value when there is none.
func (p *Pane) Cursor() action.FileID { return p.list.Cursor() }

// Key answers a key; handled is false for keys that are not the pane's.
func (p *Pane) Key(key string) (act action.Action, handled bool) {
	c := p.keys.Lookup(key, keymap.Transfers, keymap.Move)
	p.touched = p.touched || c != keymap.None
	switch {
	case p.keys.Lookup(key, keymap.Global) == keymap.Back && p.marking():
		p.ClearMarks()
		return nil, true
	case c == keymap.None:
		return nil, false
	case p.rows.Len() == 0:
		return nil, true
	case p.MarkSet.Key(c, p.Cursor(), p.rows):
		if c == keymap.Mark {
			p.list.Step(1, p.rows)
			p.seeOver()
		}
		return nil, true
	}
	if act := p.onMany(c); act != nil {
		return act, true
	}
	return p.onOne(c), true
}

// onOne is what a command asks for the cursor's file, nil when it only moves the cursor.
func (p *Pane) onOne(c keymap.Command) action.Action {
	r := p.rows.Row(p.list.At())
	switch c {
	case keymap.CopyMenu:
		return action.AskCopy{}
	case keymap.CopyPath:
		return r.copyPath()
	case keymap.Folder:
		if r.State == Up {
			return r.copyPath()
		}
		return action.OpenFolder{Path: r.Path}
	case keymap.Open:
		if r.State != Asking {
			return action.GotoRow{Row: r.Owner}
		}
	}
	if wish, ok := r.wish(c); ok {
		return action.MoveTransfer{ID: r.ID, Wish: wish}
	}
	p.list.Move(c, p.rows)
	p.seeOver()
	return nil
}

// Hints are the footer's entries. Where a file is in the way enter decides about it, and
// what is paused goes on.
func (p *Pane) Hints() []keymap.Hint {
	scopes := []keymap.Scope{keymap.Transfers, keymap.Move, keymap.Global}
	says := p.saysMany()
	if p.rows.Len() > 0 && !p.marking() {
		switch p.rows.Row(p.list.At()).State {
		case Asking:
			says[keymap.Open] = "decide"
		case Paused:
			says[keymap.Pause] = "resume"
		case Up:
			says[keymap.Cancel] = "take back"
		case Done, Stopped:
			says[keymap.Cancel] = "take off"
		}
	}
	var out []keymap.Hint
	for _, c := range p.offered() {
		if p.rows.Len() > 0 && !p.marking() && !p.rows.Row(p.list.At()).takes(c) {
			continue
		}
		for _, h := range p.keys.Hints(scopes, c) {
			h.Text = cmp.Or(says[c], h.Text)
			out = append(out, h)
		}
	}
	return out
}

// Click puts the cursor on the row at a line of the pane, and tells whether there is one.
func (p *Pane) Click(y int) bool { return p.list.Click(y, p.rows) }

// Wheel moves the rows by lines.
func (p *Pane) Wheel(by int) { p.list.Wheel(by, p.rows) }
