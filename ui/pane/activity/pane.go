package activity

import (
	"sort"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/list"
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

// rows are entries, newest first.
type rows []*Entry

func (r rows) Len() int     { return len(r) }
func (r rows) ID(i int) int { return r[i].ID }

// Index is the place of an entry, or of the next older one: ids fall.
func (r rows) Index(id int) (int, bool) {
	i := sort.Search(len(r), func(i int) bool { return r[i].ID <= id })
	return i, id > 0 && i < len(r)
}

// Pane is the pane's state.
type Pane struct {
	keys   *keymap.Map
	w      int
	filter Filter
	// shown is made anew when the log or the filter changed.
	shown   rows
	version int
	stale   bool
	list    list.List[int]
	now     time.Time
	search  search
}

// New is an empty pane.
func New(keys *keymap.Map) *Pane {
	p := &Pane{keys: keys, version: -1, list: list.New[int](Narrow)}
	p.list.Sinks = true
	return p
}

// SetSize sets the pane's size in cells.
func (p *Pane) SetSize(w, h int) {
	p.w = max(0, w)
	p.list.SetSize(w, h)
	p.list.Fit(p.shown)
}

// Show tells the pane what there is.
func (p *Pane) Show(l *Log, now time.Time) {
	p.now = now
	if l.version == p.version && !p.stale {
		return
	}
	p.version, p.stale = l.version, false
	p.shown = l.entries(p.filter.wants)
	p.list.Fit(p.shown)
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

// Filter is which entries are shown.
func (p *Pane) Filter() Filter { return p.filter }

// Entry is a shown entry by its id, nil when it is not shown.
func (p *Pane) Entry(id int) *Entry {
	if i, ok := p.shown.Index(id); ok && p.shown[i].ID == id {
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
	p.list.Move(c, p.shown)
	return nil, true
}

func (p *Pane) ask(c keymap.Command) action.Action {
	if len(p.shown) == 0 {
		return nil
	}
	switch id := p.list.Cursor(); c {
	case keymap.CopyRequest:
		return action.CopyRequest{ID: id}
	case keymap.CopyCall:
		return action.CopyCall{ID: id}
	default:
		return action.ShowEntry{ID: id}
	}
}
