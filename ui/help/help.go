// Package help is the overlay that lists every key. It is derived from the key
// map, so it cannot promise a key that does not exist.
package help

import (
	"strings"

	"lipdash/ui/format"
	"lipdash/ui/keymap"
	"lipdash/ui/theme"
)

// Overlay is the open help. It scrolls when the screen is low.
type Overlay struct {
	keys   *keymap.Map
	scopes []keymap.Scope
	notes  []string
	top    int
	height int
}

// New opens the help of the scopes in the order given.
func New(keys *keymap.Map, scopes ...keymap.Scope) *Overlay {
	return &Overlay{keys: keys, scopes: scopes}
}

// SetNotes puts lines above the keys: what was odd at the start.
func (o *Overlay) SetNotes(notes []string) { o.notes = notes }

// SetHeight sets how many lines the overlay has, for scrolling.
func (o *Overlay) SetHeight(h int) { o.height = h }

// Key scrolls; done is true for any other key, which closes the help.
func (o *Overlay) Key(key string) (done bool) {
	switch o.keys.Lookup(key, keymap.Move) {
	case keymap.Down:
		o.scroll(1)
	case keymap.Up:
		o.scroll(-1)
	case keymap.HalfDown, keymap.PageDown:
		o.scroll(max(1, o.height/2))
	case keymap.HalfUp, keymap.PageUp:
		o.scroll(-max(1, o.height/2))
	case keymap.Top:
		o.top = 0
	case keymap.Bottom:
		o.scroll(1 << 20)
	default:
		return true
	}
	return false
}

func (o *Overlay) scroll(n int) {
	last := max(0, len(o.text())-o.height)
	o.top = max(0, min(o.top+n, last))
}

// entry is a heading (key empty) or a key with its meaning.
type entry struct{ key, text string }

func (o *Overlay) text() []entry {
	var out []entry
	for _, n := range o.notes {
		out = append(out, entry{text: n})
	}
	for i, s := range o.scopes {
		if i > 0 || len(o.notes) > 0 {
			out = append(out, entry{})
		}
		out = append(out, entry{text: strings.ToUpper(string(s))})
		for _, b := range o.keys.Bindings(s) {
			out = append(out, entry{strings.Join(b.Keys(), " "), b.Long})
		}
	}
	return out
}

const keyColumn = 20

// View draws the help, exactly w by h cells.
func (o *Overlay) View(th theme.Theme, w, h int) string {
	all := o.text()
	var lines []string
	for _, e := range all[min(o.top, len(all)):] {
		if len(lines) == h {
			break
		}
		lines = append(lines, o.line(th, w, e))
	}
	for len(lines) < h {
		lines = append(lines, strings.Repeat(" ", w))
	}
	return strings.Join(lines, "\n")
}

func (o *Overlay) line(th theme.Theme, w int, e entry) string {
	if e.key == "" {
		return th.Faint.Render(format.FitWith("  "+e.text, w, th.Glyphs.Ellipsis))
	}
	k := min(keyColumn, w/2)
	return th.Accent.Render("  "+format.FitWith(e.key, k, th.Glyphs.Ellipsis)) + th.Muted.Render(format.FitWith(e.text, max(0, w-k-2), th.Glyphs.Ellipsis))
}
