// Package help is the overlay that lists every key. It is derived from the key
// map, so it cannot promise a key that does not exist.
package help

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/scroll"
	"lipdash/ui/kit/stack"
	"lipdash/ui/kit/theme"
)

// Overlay is the open help. It scrolls when the screen is low.
type Overlay struct {
	keys   *keymap.Map
	scopes []keymap.Scope
	notes  []string
	height int
	width  int
	// scrolled is the place in the entries, which fill column after column.
	scrolled scroll.Text
	search   search
}

// New opens the help of all scopes, those of the screen it is opened from first. Notes stand
// above the keys: what was odd at the start.
func New(keys *keymap.Map, notes []string, here ...keymap.Scope) *Overlay {
	rest := slices.DeleteFunc([]keymap.Scope{
		keymap.Jobs, keymap.Queue, keymap.Move, keymap.Detail, keymap.Batches, keymap.Transfers, keymap.Activity, keymap.OnSheet, keymap.Global,
		keymap.Form, keymap.Path, keymap.Edit, keymap.Filter, keymap.Confirm, keymap.Commands,
		keymap.Menu, keymap.InCopy, keymap.InViews, keymap.InDrafts,
	}, func(s keymap.Scope) bool { return slices.Contains(here, s) })
	return &Overlay{keys: keys, notes: notes, scopes: append(slices.Clone(here), rest...)}
}

// SetSize sets how many cells and lines the overlay has.
func (o *Overlay) SetSize(w, h int) {
	o.width, o.height = w, h
	lines := make([]string, len(o.text()))
	o.scrolled = o.scrolled.On(lines, o.room()*o.columns())
}

// Place is that of the body.
func (o *Overlay) Place(int) stack.Place { return stack.Place{At: stack.Body} }

// Hints are the keys that scroll, and one that closes it.
func (o *Overlay) Hints() []keymap.Hint {
	if o.search.typing {
		return append(o.keys.As(keymap.Accept, keymap.Filter, "keep"), o.keys.As(keymap.Leave, keymap.Filter, "all keys")...)
	}
	close := "close"
	if o.search.on() {
		close = "all keys"
	}
	return slices.Concat(o.keys.As(keymap.Find, keymap.Jobs, "search"), o.keys.Hints([]keymap.Scope{keymap.Move}, keymap.Down, keymap.Up), o.keys.As(keymap.Back, keymap.Global, close))
}

// Key scrolls and searches; done is true for any other key, which closes the help.
func (o *Overlay) Key(k tea.KeyPressMsg) (act action.Action, done bool) {
	if o.seeks(k) {
		return nil, false
	}
	return nil, !o.scrolled.Move(o.keys.Lookup(k.String(), keymap.Move))
}

// columns is how many stand side by side: where there is room for two, one would
// leave half of the screen empty and the rest out of sight.
func (o *Overlay) columns() int { return max(1, o.width/wideEnough) }

// room is the lines of a column: where not all fit, one is for saying so.
func (o *Overlay) room() int {
	h := o.height
	if o.search.on() {
		h-- // for the line that is typed
	}
	if len(o.text()) > h*o.columns() && h >= footFrom {
		return h - 1
	}
	return max(1, h)
}

// entry is a heading (key empty) or a key with its meaning, and the short name of it. One
// that is under another goes on with its meaning.
type entry struct {
	key, text, name string
	under           bool
}

// text is what is listed, a line each: what fits the search, if there is one.
func (o *Overlay) text() (lines []entry) {
	all := o.all()
	if o.search.on() {
		all = o.found(all)
	}
	w := o.width / o.columns()
	for _, e := range all {
		lines = append(lines, e.wrapped(w)...)
	}
	return lines
}

// wrapped is the entry in lines of at most w cells. A key that is wider than its column has
// a line of its own.
func (e entry) wrapped(w int) []entry {
	room := w - 2
	if e.key != "" {
		room -= keyColumn(w)
	}
	parts := format.Wrap(e.text, room)
	if len(parts) == 0 {
		return []entry{e}
	}
	if e.key != "" && format.Width(e.key) >= keyColumn(w) {
		parts = append([]string{""}, parts...)
	}
	lines := make([]entry, len(parts))
	for i, part := range parts {
		lines[i] = entry{text: part, under: i > 0 && e.key != ""}
	}
	lines[0].key, lines[0].name = e.key, e.name
	return lines
}

func (o *Overlay) all() []entry {
	var out []entry
	for _, n := range o.notes {
		out = append(out, entry{text: string(format.SafeLines(n))})
	}
	for i, s := range o.scopes {
		if i > 0 || len(o.notes) > 0 {
			out = append(out, entry{})
		}
		out = append(out, entry{text: strings.ToUpper(string(s))})
		for _, b := range o.keys.Bindings(s) {
			out = append(out, entry{key: cmp.Or(strings.Join(b.Shown(), " "), "none"), text: b.Long, name: b.Help().Desc})
		}
		if s == keymap.Move {
			out = append(out, o.count())
		}
	}
	return append(out, pointer...)
}

// count is the number before a key that moves, with a 0 before it where its digit is a key.
func (o *Overlay) count() entry {
	down, bottom := o.keys.Of(keymap.Down, keymap.Move), o.keys.Of(keymap.Bottom, keymap.Move)
	text := "so many rows down; 9 " + bottom + ": to the ninth row"
	if o.keys.Lookup("1", keymap.Global) != keymap.None {
		text += "; 015 " + down + ": with a 0 before 1 to 4, which are tabs"
	}
	return entry{key: "7 " + down, text: text, name: "count"}
}

// pointer are what the mouse does.
var pointer = []entry{
	{},
	{text: "MOUSE"},
	{key: "click", text: "choose; tabs, buttons and the keys of the footer are pressed", name: "choose"},
	{key: "double click", text: "open what is chosen", name: "open"},
	{key: "wheel", text: "scroll what is under it", name: "scroll"},
	{key: "shift+drag", text: "select text, as the terminal does; the command mouse leaves it all to it", name: "select text"},
}

// keyColumn is how many cells the keys have of w.
func keyColumn(w int) int { return min(20, w/4) }

const (
	// wideEnough is the width of a column whose texts all fit.
	wideEnough = 84
	// footFrom is the height from which there is a line for what is out of sight.
	footFrom = 4
)

// View draws the help, exactly as large as it was told to be.
func (o *Overlay) View(th theme.Theme, _ int) string {
	all, room, n := o.text(), o.room(), o.columns()
	lines := make([]string, 0, o.height)
	if o.search.on() {
		lines = append(lines, o.searchLine(th))
	}
	w := o.width / n
	rows := make([]*cells.Row, room)
	for y := range rows {
		rows[y] = cells.NewRow(o.width)
	}
	text := o.scrolled
	at := text.Top()
	for x := range n {
		if x > 0 && at < len(all) && all[at] == (entry{}) {
			at++ // the gap between two scopes is none at the top of a column
		}
		for y := range rows {
			if at < len(all) {
				rows[y].To(x*w).Raw(o.line(th, w, all[at]), w)
				at++
			}
		}
	}
	for _, r := range rows {
		lines = append(lines, r.String())
	}
	if len(lines) < o.height {
		said := fmt.Sprintf("lines %d to %d of %d", text.Top()+1, at, len(all))
		lines = append(lines, cells.NewRow(o.width).Skip(2).PutCut(th.Faint, said, o.width-2, th.Glyphs.Ellipsis).String())
	}
	return cells.Block(lines, o.width, o.height)
}

func (o *Overlay) line(th theme.Theme, w int, e entry) string {
	r := cells.NewRow(w).Skip(2)
	if e.key == "" && !e.under {
		return r.PutCut(th.Faint, e.text, w-2, th.Glyphs.Ellipsis).String()
	}
	return r.PutCut(th.Accent, e.key, w-2, th.Glyphs.Ellipsis).To(2+keyColumn(w)).PutCut(th.Muted, e.text, w, th.Glyphs.Ellipsis).String()
}

// Wheel moves the keys by lines.
func (o *Overlay) Wheel(by int) { o.scrolled.Wheel(by) }
