package activity

import (
	"sort"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/keymap"
)

// Filter is which entries are shown.
type Filter int

// The filters, in the order one key walks them.
const (
	All Filter = iota
	WhatHappened
	Calls
	Problems
	filters
)

// Word names a filter.
func (f Filter) Word() string {
	return [...]string{"everything", "what happened", "calls", "problems"}[f]
}

func (f Filter) wants(e *Entry) bool {
	switch f {
	case WhatHappened:
		return e.Call == nil
	case Calls:
		return e.Call != nil
	case Problems:
		return e.trouble()
	}
	return true
}

// Pane is the pane's state: the cursor by id, and what is on screen.
type Pane struct {
	keys   *keymap.Map
	w, h   int
	filter Filter
	// shown is newest first, made anew when the log or the filter changed.
	shown   []*Entry
	version int
	stale   bool
	// cursor is the entry's id, at its place in shown, line its screen line.
	cursor, at, line int
	now              time.Time
	search           search
}

// New is an empty pane.
func New(keys *keymap.Map) *Pane { return &Pane{keys: keys, version: -1} }

// SetSize sets the pane's size in cells.
func (p *Pane) SetSize(w, h int) {
	p.w, p.h = max(0, w), max(0, h)
	p.clamp()
}

// Show tells the pane what there is.
func (p *Pane) Show(l *Log, now time.Time) {
	p.now = now
	if l.version == p.version && !p.stale {
		return
	}
	p.version, p.stale = l.version, false
	p.shown = l.entries(p.filter.wants)
	p.holdCursor()
}

// Waiting counts the entries that came since the pane was last told, which are
// those a held view does not show.
func (p *Pane) Waiting(l *Log) int {
	newest := 0
	if len(p.shown) > 0 {
		newest = p.shown[0].ID
	}
	n := 0
	for _, e := range l.entries(p.filter.wants) {
		if e.ID > newest {
			n++
		}
	}
	return n
}

// holdCursor keeps the cursor on its entry. New ones push it down as long as the top
// is on screen and there is room below; then its line stays.
func (p *Pane) holdCursor() {
	if len(p.shown) == 0 {
		p.cursor, p.at, p.line = 0, 0, 0
		return
	}
	atTop := p.at == p.line
	if p.cursor == 0 {
		p.cursor = p.shown[0].ID
	}
	// Ids fall: the first that is not newer is the entry or the next older one.
	i := sort.Search(len(p.shown), func(i int) bool { return p.shown[i].ID <= p.cursor })
	p.at = min(i, len(p.shown)-1)
	p.cursor = p.shown[p.at].ID
	if atTop {
		p.line = p.at
	}
	p.clamp()
}

// clamp keeps the cursor on the screen and leaves no blank lines below entries
// that could fill them.
func (p *Pane) clamp() {
	p.line = cells.HoldLine(p.at, p.line, len(p.shown), p.room())
}

// Above counts the entries hidden above the screen.
func (p *Pane) Above() int { return max(0, p.at-p.line) }

// Filter is which entries are shown.
func (p *Pane) Filter() Filter { return p.filter }

// Entry is a shown entry by its id, nil when it is not shown.
func (p *Pane) Entry(id int) *Entry {
	i := sort.Search(len(p.shown), func(i int) bool { return p.shown[i].ID <= id })
	if i < len(p.shown) && p.shown[i].ID == id {
		return p.shown[i]
	}
	return nil
}

// Key answers a key; handled is false for keys that are not the pane's.
func (p *Pane) Key(k tea.KeyPressMsg) (act action.Action, handled bool) {
	if p.seeks(k) {
		return nil, true
	}
	c := p.keys.Lookup(k.String(), keymap.Activity, keymap.Move)
	switch c {
	case keymap.None:
		return nil, false
	case keymap.Kinds:
		p.filter = (p.filter + 1) % filters
		p.stale = true
		return nil, true
	case keymap.Freeze:
		return action.Freeze{}, true
	case keymap.Open, keymap.CopyRequest, keymap.CopyCall:
		return p.ask(c), true
	}
	p.move(c)
	return nil, true
}

func (p *Pane) ask(c keymap.Command) action.Action {
	if len(p.shown) == 0 {
		return nil
	}
	switch c {
	case keymap.CopyRequest:
		return action.CopyRequest{ID: p.cursor}
	case keymap.CopyCall:
		return action.CopyCall{ID: p.cursor}
	}
	return action.ShowEntry{ID: p.cursor}
}

func (p *Pane) move(c keymap.Command) {
	if len(p.shown) == 0 {
		return
	}
	page := max(1, p.room())
	by := map[keymap.Command]int{
		keymap.Down: 1, keymap.Up: -1, keymap.HalfDown: max(1, page/2), keymap.HalfUp: -max(1, page/2),
		keymap.PageDown: page, keymap.PageUp: -page, keymap.Top: -len(p.shown), keymap.Bottom: len(p.shown),
	}
	if c == keymap.Down || c == keymap.Up {
		p.line = cells.HalfTurn(p.line, by[c], p.room())
	}
	p.goTo(p.at + by[c])
}

// goTo puts the cursor on a line of the list.
func (p *Pane) goTo(i int) {
	if len(p.shown) == 0 {
		return
	}
	was := p.at
	p.at = max(0, min(i, len(p.shown)-1))
	p.line += p.at - was
	p.cursor = p.shown[p.at].ID
	p.clamp()
}
