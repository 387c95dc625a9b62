package help

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/find"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/textline"
	"lipdash/ui/kit/theme"
)

// search leaves the keys that have something to do with what is typed.
type search struct {
	line   textline.Line
	typing bool
	// far tells that nothing fits, and what is shown is only near.
	far bool
}

// on tells whether something is looked for.
func (s *search) on() bool { return s.typing || !s.line.Empty() }

// Typing tells whether letters are text now.
func (o *Overlay) Typing() bool { return o.search.typing }

// Paste looks for what is pasted.
func (o *Overlay) Paste(text string) {
	if o.search.typing {
		o.search.line.Insert(text)
		o.find()
	}
}

// Type takes a key if it is text that is looked for.
func (o *Overlay) Type(k tea.KeyPressMsg) bool {
	was := o.search.line.Text()
	handled := o.search.typing && o.search.line.Key(k)
	if handled && o.search.line.Text() != was {
		o.find()
	}
	return handled
}

// seeks answers a key while something is looked for, and the one that begins it.
func (o *Overlay) seeks(k tea.KeyPressMsg) (handled bool) {
	s := &o.search
	switch leaves := o.keys.Lookup(k.String(), keymap.Filter); {
	case s.typing && leaves == keymap.Accept:
		s.typing = false
	case s.on() && leaves == keymap.Leave, s.typing && k.Code == tea.KeyBackspace && s.line.Empty():
		*s = search{}
		o.find()
	case s.typing && (k.Code == tea.KeyUp || k.Code == tea.KeyDown || k.Code == tea.KeyPgUp || k.Code == tea.KeyPgDown):
		o.scrolled.Move(o.keys.Lookup(k.String(), keymap.Move))
	case s.typing:
		o.Type(k)
	case o.keys.Lookup(k.String(), keymap.Jobs) == keymap.Find:
		s.typing = true
		o.find()
	default:
		return false
	}
	return true
}

// find shows what fits, from its beginning.
func (o *Overlay) find() {
	o.scrolled.Home()
	o.SetSize(o.width, o.height)
}

// found are the entries that fit what is looked for, each under the heading of its scope.
func (o *Overlay) found(all []entry) (out []entry) {
	var items []find.Item
	var places []int
	for i, e := range all {
		if e.key != "" {
			items = append(items, find.Item{Name: e.name, Long: e.text, Keys: strings.Fields(e.key)})
			places = append(places, i)
		}
	}
	var fits []int
	fits, o.search.far = find.In(items, o.search.line.Text())
	slices.Sort(fits)
	heading := -1
	for _, f := range fits {
		at := places[f]
		h := at
		for h > 0 && all[h].key != "" {
			h--
		}
		if h != heading {
			if heading >= 0 {
				out = append(out, entry{})
			}
			out, heading = append(out, all[h]), h
		}
		out = append(out, all[at])
	}
	return out
}

// searchLine is the line that is typed, and what there is to say of it.
func (o *Overlay) searchLine(th theme.Theme) string {
	r := cells.NewRow(o.width).Skip(1).Put(th.Accent, "/")
	if !o.search.typing {
		r.DrawCut(th.Text, format.Safe(o.search.line.Text()), max(0, o.width-3), th.Glyphs.Ellipsis)
	} else {
		room := max(1, min(30, o.width-3))
		r.Raw(o.search.line.Draw(th, th.OnField, room, true), room)
	}
	if o.search.far {
		r.PutCut(th.Warn, "  nothing is called that; these are near", max(0, r.Left()-1), th.Glyphs.Ellipsis)
	}
	return r.String()
}
