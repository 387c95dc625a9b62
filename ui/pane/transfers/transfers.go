// Package transfers is the pane of files on their way: what goes up, what comes
// down, how far and how fast it is, and why something waits. It remembers its
// cursor by id and turns keys into actions; it knows neither jobs nor disks.
package transfers

import (
	"cmp"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
)

// Rows are the files as the root joins them for drawing.
type Rows interface {
	Len() int
	ID(i int) action.FileID
	// Over and Note are those of the row.
	Over(i int) bool
	Note(i int) string
	// Row is what is drawn; only the rows on screen are asked for.
	Row(i int) Row
}

// Pane is the pane's state.
type Pane struct {
	keys   *keymap.Map
	w, h   int
	rows   Rows
	foot   string
	cursor action.FileID
	// at is the cursor's last known place, for when its row vanishes; top is the
	// first row on screen. over is true when its file was over.
	at, top int
	over    bool
}

// New is an empty pane.
func New(keys *keymap.Map) *Pane { return &Pane{keys: keys} }

// SetSize sets the pane's size in cells.
func (p *Pane) SetSize(w, h int) {
	p.w, p.h = max(0, w), max(0, h)
	p.holdCursor()
}

// Show tells the pane what to draw: the rows, and the line under them.
func (p *Pane) Show(rows Rows, foot string) {
	p.rows, p.foot = rows, foot
	p.holdCursor()
}

// Cursor is the row the cursor is on, the zero value when there is none.
func (p *Pane) Cursor() action.FileID { return p.cursor }

// holdCursor keeps the cursor on its row, or on the one that took its place, and the
// row on the screen. A file that has just arrived moves down among those that are
// over: the cursor stays with the ones to come.
func (p *Pane) holdCursor() {
	if p.len() == 0 {
		p.cursor, p.at, p.top, p.over = action.FileID{}, 0, 0, false
		return
	}
	p.at = min(p.at, p.len()-1)
	if p.rows.ID(p.at) != p.cursor {
		p.follow()
	}
	p.hold()
	p.scroll()
}

func (p *Pane) len() int {
	if p.rows == nil {
		return 0
	}
	return p.rows.Len()
}

// follow goes after the cursor's row.
func (p *Pane) follow() {
	for i := range p.rows.Len() {
		if p.rows.ID(i) == p.cursor {
			if i <= p.at || p.over || !p.rows.Over(i) {
				p.at = i
			}
			return
		}
	}
}

// hold takes the row at the cursor's place.
func (p *Pane) hold() { p.cursor, p.over = p.rows.ID(p.at), p.rows.Over(p.at) }

// scroll moves the window as little as it must, and leaves no blank lines below
// rows that could fill them.
func (p *Pane) scroll() {
	p.top = max(min(p.top, p.at), p.first(p.at))
	p.top = min(p.top, p.first(p.len()-1))
}

// first is the first row of the window whose last one is a given row.
func (p *Pane) first(last int) int {
	used := 0
	for i := last; i >= 0; i-- {
		if used += p.lines(i); used > p.room() {
			return min(i+1, last)
		}
	}
	return 0
}

// lines is how many a row takes.
func (p *Pane) lines(i int) int {
	if p.rows.Note(i) != "" {
		return 2
	}
	return 1
}

// Key answers a key; handled is false for keys that are not the pane's.
func (p *Pane) Key(key string) (act action.Action, handled bool) {
	c := p.keys.Lookup(key, keymap.Transfers, keymap.Move)
	if c == keymap.None {
		return nil, false
	}
	if p.len() == 0 {
		return nil, true
	}
	r := p.rows.Row(p.at)
	switch c {
	case keymap.Open:
		return action.AskTransfer{ID: r.ID}, true
	case keymap.Pause:
		if r.paused() {
			return action.MoveTransfer{ID: r.ID, Wish: action.Resume}, true
		}
		return action.MoveTransfer{ID: r.ID, Wish: action.Pause}, true
	case keymap.Again:
		return action.MoveTransfer{ID: r.ID, Wish: action.Retry}, true
	case keymap.Cancel:
		if r.over() {
			return action.MoveTransfer{ID: r.ID, Wish: action.Forget}, true
		}
		return action.MoveTransfer{ID: r.ID, Wish: action.Cancel}, true
	case keymap.Folder:
		return action.OpenFolder{ID: r.ID}, true
	case keymap.CopyPath:
		return action.CopyPath{ID: r.ID}, true
	case keymap.CopyMenu:
		return action.AskCopy{}, true
	}
	p.move(c)
	return nil, true
}

func (p *Pane) move(c keymap.Command) {
	page := max(1, p.room())
	by := map[keymap.Command]int{
		keymap.Down: 1, keymap.Up: -1, keymap.HalfDown: max(1, page/2), keymap.HalfUp: -max(1, page/2),
		keymap.PageDown: page, keymap.PageUp: -page, keymap.Top: -p.len(), keymap.Bottom: p.len(),
	}
	p.at = max(0, min(p.at+by[c], p.len()-1))
	p.hold()
	switch { // a step off the screen turns half of it, for the reason told at cells.HalfTurn
	case c == keymap.Down && p.first(p.at) > p.top:
		p.top = p.first(min(p.at+page/2, p.len()-1))
	case c == keymap.Up && p.at < p.top:
		p.top = max(0, p.at-page/2)
	}
	p.scroll()
}

// Hints are the footer's entries. Where a file is in the way enter decides about it, and
// what is paused goes on.
func (p *Pane) Hints() []keymap.Hint {
	scopes := []keymap.Scope{keymap.Transfers, keymap.Move, keymap.Global}
	says := map[keymap.Command]string{}
	if p.len() > 0 {
		switch p.rows.Row(p.at).State {
		case Asking:
			says[keymap.Open] = "decide"
		case Paused:
			says[keymap.Pause] = "go on"
		}
	}
	var out []keymap.Hint
	for _, c := range []keymap.Command{keymap.Pause, keymap.Again, keymap.Cancel, keymap.Open, keymap.Folder, keymap.CopyPath, keymap.TabJobs, keymap.Help} {
		for _, h := range p.keys.Hints(scopes, c) {
			h.Text = cmp.Or(says[c], h.Text)
			out = append(out, h)
		}
	}
	return out
}
