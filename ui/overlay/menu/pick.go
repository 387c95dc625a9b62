package menu

import (
	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/stack"
	"lipdash/ui/kit/theme"
)

// Picker is a menu with a cursor, some of whose items can be thrown away. They are when it is
// closed, however that is: until then the same key takes them back.
type Picker struct {
	Menu
	keys *keymap.Map
	at   int
	gone map[string]bool
}

// NewPicker opens one. Items with an ID can be thrown away, by the key of keymap.Delete.
func NewPicker(keys *keymap.Map, title string, items []Item) *Picker {
	return &Picker{Menu: *New(title, items), keys: keys, gone: map[string]bool{}}
}

// SetSize says how many lines it may take.
func (p *Picker) SetSize(_, h int) { p.height = h }

// Place is in the middle of the screen.
func (p *Picker) Place(screen int) stack.Place { return p.Menu.Place(screen) }

// Key answers a key: those of its items first, then those of a list. A key it does not know
// closes it, as that of any menu.
func (p *Picker) Key(k tea.KeyPressMsg) (act action.Action, done bool) {
	for _, it := range p.items {
		if it.Key == k.String() {
			return p.leave(it.Action), it.Why == ""
		}
	}
	here := p.items[p.at]
	switch cmd := p.keys.Lookup(k.String(), keymap.Move, keymap.Jobs); {
	case cmd == keymap.Down:
		p.at = min(p.at+1, len(p.items)-1)
	case cmd == keymap.Up:
		p.at = max(p.at-1, 0)
	case cmd == keymap.Delete && here.ID != "":
		p.gone[here.ID] = !p.gone[here.ID]
	case cmd == keymap.Delete:
	case cmd == keymap.Open && p.gone[here.ID]:
	case cmd == keymap.Open:
		return p.leave(here.Action), true
	default:
		return p.leave(nil), true
	}
	return nil, false
}

// leave throws away what is to go, and then does what was chosen, which stays.
func (p *Picker) leave(then action.Action) action.Action {
	var ids []string
	for _, it := range p.items {
		if p.gone[it.ID] && it.Action != then {
			ids = append(ids, it.ID)
		}
	}
	if len(ids) == 0 {
		return then
	}
	return action.DropDrafts{IDs: ids, Then: then}
}

// Hints are its keys.
func (p *Picker) Hints() []keymap.Hint {
	drop := "discard"
	if p.gone[p.items[p.at].ID] {
		drop = "take back"
	}
	hints := []keymap.Hint{{Key: p.keys.Of(keymap.Open, keymap.Jobs), Text: "go on with it"}}
	if p.items[p.at].ID != "" {
		hints = append(hints, keymap.Hint{Key: p.keys.Of(keymap.Delete, keymap.Jobs), Text: drop})
	}
	return append(hints, p.Menu.Hints()...)
}

// View draws it as a block at most maxW cells wide, its items around the cursor.
func (p *Picker) View(th theme.Theme, maxW int) string {
	w := max(0, min(maxW, p.width()+cells.PanelMargin+1+len(discarded)))
	const gap = ""
	shown := len(p.items)
	if p.height > 0 {
		shown = max(1, min(shown, p.height-head))
	}
	lines := []string{gap, cells.PanelLine(th, th.Text.Bold(true), string(format.Safe(p.title)), w), gap}
	top := cells.Window(len(p.items), shown, p.at, p.at)
	for i := top; i < top+shown; i++ {
		lines = append(lines, p.row(th, w, i))
	}
	return cells.PanelBlock(th, append(lines, gap), w, p.height)
}

// discarded stands behind what is thrown away.
const discarded = ", discarded"

func (p *Picker) row(th theme.Theme, w, i int) string {
	it := p.items[i]
	on, style := th.OnField, th.Muted
	text := it.words()
	if p.gone[it.ID] {
		style = th.Faint
		text += discarded
	}
	r := cells.Panel(th, th.Accent, w)
	if i == p.at {
		on, style = th.OnSel, th.Text.Bold(!p.gone[it.ID])
		r = cells.On(on(th.Text), w).Put(on(th.Accent), th.Glyphs.Bar).To(min(cells.PanelMargin, w))
	}
	key := it.Key
	if key == "" {
		key = " "
	}
	r.Put(on(th.Accent), key).Put(on(style), "  ")
	return r.DrawCut(on(style), text, r.Left()-1, th.Glyphs.Ellipsis).String()
}
