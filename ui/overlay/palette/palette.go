// Package palette is the list of commands that is opened to find one by its
// name. It is given what can be chosen now and answers with the choice; it knows
// neither what a command does nor where its key leads.
package palette

import (
	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/find"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/stack"
	"lipdash/ui/kit/textline"
)

// Entry is one command.
type Entry struct {
	// Text is its name and Long what it does; Key is the key that does the same,
	// "" when there is none, and Also are others.
	Text, Long, Key string
	Also            []string
	// Words choose it when one of them is typed as it stands.
	Words []string
	// Hidden entries are only found by their words.
	Hidden bool
	Action action.Action
}

// Palette is the open list.
type Palette struct {
	textline.Field
	keys *keymap.Map
	all  []Entry
	// items are the entries as they are looked for.
	items []find.Item
	// found are the entries on offer, the best first; far is true when none of
	// them fits and they are only near.
	found []Entry
	far   bool
	// at is the chosen one, -1 while nothing is.
	at     int
	height int
}

// New opens the list of entries, in the order given.
func New(keys *keymap.Map, entries []Entry) *Palette {
	p := &Palette{keys: keys, all: entries}
	for _, e := range entries {
		p.items = append(p.items, find.Item{Name: e.Text, Long: e.Long, Keys: append([]string{e.Key}, e.Also...), Words: e.Words, Hidden: e.Hidden})
	}
	p.Changed = p.find
	p.find()
	return p
}

// SetSize says how many lines the list may take; 0 is no limit.
func (p *Palette) SetSize(_, h int) { p.height = h }

// Place is in the middle of the screen, all of it where little would be left beside.
func (p *Palette) Place(screen int) stack.Place {
	if screen < 84 {
		return stack.Place{Width: screen}
	}
	return stack.Place{Width: min(88, screen-8)}
}

// Hints are the keys beside those of the text.
func (p *Palette) Hints() []keymap.Hint {
	return p.keys.Hints([]keymap.Scope{keymap.Commands}, keymap.Accept, keymap.Down, keymap.Up, keymap.Leave)
}

// Key answers a key: done closes the list, with the chosen action or nil.
func (p *Palette) Key(k tea.KeyPressMsg) (act action.Action, done bool) {
	switch p.keys.Lookup(k.String(), keymap.Commands) {
	case keymap.Leave:
		return nil, true
	case keymap.Down:
		p.Wheel(1)
		return nil, false
	case keymap.Up:
		p.Wheel(-1)
		return nil, false
	case keymap.Accept:
		if p.at < 0 {
			return nil, false
		}
		return p.found[p.at].Action, true
	}
	if k.Code == tea.KeyBackspace && p.Line.Empty() {
		return nil, true
	}
	p.Type(k)
	return nil, false
}

// find looks for what was typed. What is only near has to be chosen on purpose.
func (p *Palette) find() {
	at, far := find.In(p.items, p.Line.Text())
	p.found, p.far = nil, far
	for _, i := range at {
		p.found = append(p.found, p.all[i])
	}
	p.at = 0
	if p.far || len(p.found) == 0 {
		p.at = -1
	}
}

// above are the lines over the entries.
const above = 3

// Click runs the entry that is drawn on a line of the block.
func (p *Palette) Click(_, y int, _ string) (act action.Action, done bool) {
	i := p.top() + y - above
	if y < above || y >= above+p.rows() || i >= len(p.found) {
		return nil, false
	}
	return p.found[i].Action, true
}

// Wheel moves the chosen entry.
func (p *Palette) Wheel(by int) {
	p.at = max(min(0, len(p.found)-1), min(p.at+by, len(p.found)-1))
}

// top is the first entry on screen.
func (p *Palette) top() int {
	return cells.Window(len(p.found), p.rows(), max(0, p.at), max(0, p.at))
}
