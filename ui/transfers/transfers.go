// Package transfers is the pane of files on their way: what goes up, what comes
// down, how far and how fast it is, and why something waits. It remembers its
// cursor by id and turns keys into actions; it knows neither jobs nor disks.
package transfers

import (
	"lipdash/ui/action"
	"lipdash/ui/keymap"
	"lipdash/ui/theme"
)

// Row is one file on its way, as text that is safe to draw.
type Row struct {
	ID string
	// State is its sign and word.
	State theme.State
	Name  string
	// Done of Size bytes are there; Size is -1 when it is unknown. Whole files
	// are drawn without a bar.
	Done, Size int64
	Whole      bool
	// Amount and Speed are those of the columns.
	Amount, Speed string
	// Note is a second line under the row, "" for none; Worry draws it as a
	// warning.
	Note  string
	Worry bool
	// Paused rows go on with the key that pauses others.
	Paused bool
	// Over rows can be taken off the list.
	Over bool
}

// Pane is the pane's state.
type Pane struct {
	keys   *keymap.Map
	w, h   int
	rows   []Row
	foot   string
	cursor string
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
	p.settle()
}

// Show tells the pane what to draw: the rows, and the line under them.
func (p *Pane) Show(rows []Row, foot string) {
	p.rows, p.foot = rows, foot
	p.settle()
}

// Cursor is the row the cursor is on, "" when there is none.
func (p *Pane) Cursor() string { return p.cursor }

// settle keeps the cursor on its row, or on the one that took its place, and the
// row on the screen. A file that has just arrived moves down among those that are
// over: the cursor stays with the ones to come.
func (p *Pane) settle() {
	if len(p.rows) == 0 {
		p.cursor, p.at, p.top, p.over = "", 0, 0, false
		return
	}
	p.at = min(p.at, len(p.rows)-1)
	for i, r := range p.rows {
		if r.ID == p.cursor && (i <= p.at || p.over || !r.Over) {
			p.at = i
		}
	}
	p.hold()
	p.scroll()
}

// hold takes the row at the cursor's place.
func (p *Pane) hold() { p.cursor, p.over = p.rows[p.at].ID, p.rows[p.at].Over }

// scroll moves the window as little as it must.
func (p *Pane) scroll() {
	p.top = max(0, min(p.top, p.at))
	for p.top < p.at && p.height(p.top, p.at) > p.room() {
		p.top++
	}
	// No blank lines below rows that could fill them.
	for p.top > 0 && p.height(p.top-1, len(p.rows)-1) <= p.room() {
		p.top--
	}
}

// height is how many lines the rows from to to take.
func (p *Pane) height(from, to int) int {
	n := 0
	for _, r := range p.rows[from : to+1] {
		n += r.lines()
		if n > p.h {
			break
		}
	}
	return n
}

func (r Row) lines() int {
	if r.Note != "" {
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
	if len(p.rows) == 0 {
		return nil, true
	}
	r := p.rows[p.at]
	switch c {
	case keymap.Open:
		return action.AskTransfer{ID: r.ID}, true
	case keymap.Pause:
		if r.Paused {
			return action.MoveTransfer{ID: r.ID, Wish: action.Resume}, true
		}
		return action.MoveTransfer{ID: r.ID, Wish: action.Pause}, true
	case keymap.Again:
		return action.MoveTransfer{ID: r.ID, Wish: action.Retry}, true
	case keymap.Cancel:
		if r.Over {
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
		keymap.PageDown: page, keymap.PageUp: -page, keymap.Top: -len(p.rows), keymap.Bottom: len(p.rows),
	}
	p.at = max(0, min(p.at+by[c], len(p.rows)-1))
	p.hold()
	p.scroll()
}
