// Package activity is the pane of what happened and what was called, newest first. It is
// given lines in words and knows nothing of what they are about.
package activity

import (
	"sort"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/list"
	"lipdash/ui/kit/theme"
)

// Line is one line of the list, in words.
type Line struct {
	At time.Time
	// Kind is the word of its column, in the colour of a tone.
	Kind string
	Tone theme.Tone
	// Text is what it says, More is added where there is room for all of it.
	Text, More string
	// Took is how long a call lasted, "" for what is no call; Quiet calls went well.
	Took  string
	Quiet bool
	// Request is the one to tell HeyGen's support, "" when there was none.
	Request string
}

// Lines are what there is to show, the newest first: their ids fall.
type Lines interface {
	Len() int
	ID(i int) int
	Line(i int) Line
}

// rows are the lines as a list has them.
type rows struct{ Lines }

// Index is the place of a line, or of the next older one.
func (r rows) Index(id int) (int, bool) {
	i := sort.Search(r.Len(), func(i int) bool { return r.ID(i) <= id })
	return i, id > 0 && i < r.Len()
}

// none are no lines.
type none struct{}

func (none) Len() int      { return 0 }
func (none) ID(int) int    { return 0 }
func (none) Line(int) Line { return Line{} }

// Pane is the pane's state.
type Pane struct {
	keys *keymap.Map
	w    int
	// filters name the filters, filter is which of them is on.
	filters []string
	filter  int
	shown   rows
	list    list.List[int]
	now     time.Time
	search  search
}

// New is an empty pane with some filters, of which the first takes nothing away.
func New(keys *keymap.Map, filters []string) *Pane {
	p := &Pane{keys: keys, filters: filters, shown: rows{none{}}, list: list.New[int](Narrow)}
	p.list.Sinks = true
	return p
}

// SetSize sets the pane's size in cells.
func (p *Pane) SetSize(w, h int) {
	p.w = max(0, w)
	p.list.SetSize(w, h)
	p.list.Fit(p.shown)
}

// Show tells the pane what there is of the filter that is on.
func (p *Pane) Show(l Lines, now time.Time) {
	p.shown, p.now = rows{l}, now
	p.list.Fit(p.shown)
}

// Shown is what the pane was last told.
func (p *Pane) Shown() Lines { return p.shown.Lines }

// Filter is the filter that is on.
func (p *Pane) Filter() int { return p.filter }

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
		p.filter = (p.filter + 1) % len(p.filters)
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
	if p.shown.Len() == 0 {
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

// Hints are the keys it has now, the most used first.
func (p *Pane) Hints() []keymap.Hint {
	if p.Typing() {
		return append(p.keys.As(keymap.Accept, keymap.Edit, "go there"), p.keys.As(keymap.Leave, keymap.Edit, "leave")...)
	}
	return p.keys.Hints([]keymap.Scope{keymap.Activity, keymap.Global}, keymap.Open, keymap.Kinds, keymap.Seek, keymap.CopyRequest, keymap.CopyCall,
		keymap.Freeze, keymap.LastError, keymap.TabJobs, keymap.Help)
}

// Click puts the cursor on the row at a line of the pane, and tells whether there is one.
func (p *Pane) Click(y int) bool { return p.list.Click(y, p.shown) }

// Wheel moves the rows by lines.
func (p *Pane) Wheel(by int) { p.list.Wheel(by, p.shown) }
