package activity

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/textline"
	"lipdash/ui/kit/theme"
)

// search goes to lines by their words. The list stays whole: what stands around
// a line is what explains it.
type search struct {
	line   textline.Line
	typing bool
	// from is where the cursor was when the typing began, lost that no line has
	// the words.
	from int
	lost bool
}

// Typing tells whether keys are text.
func (p *Pane) Typing() bool { return p.search.typing }

// Paste puts text where it is typed.
func (p *Pane) Paste(text string) {
	if p.search.typing {
		p.search.line.Insert(text)
		p.seekFrom()
	}
}

// seeks answers the keys of a search; while one is typed every key is its.
func (p *Pane) seeks(k tea.KeyPressMsg) (handled bool) {
	s := &p.search
	if s.typing {
		p.typed(k)
		return true
	}
	switch p.keys.Lookup(k.String(), keymap.Activity) {
	case keymap.Seek:
		*s = search{typing: true, from: p.list.At()}
	case keymap.SeekNext:
		p.seek(p.list.At()+1, 1)
	case keymap.SeekPrev:
		p.seek(p.list.At()-1, -1)
	default:
		leave := p.keys.Lookup(k.String(), keymap.Global) == keymap.Back && !s.line.Empty()
		if leave {
			*s = search{}
		}
		return leave
	}
	return true
}

func (p *Pane) typed(k tea.KeyPressMsg) {
	s := &p.search
	switch p.keys.Lookup(k.String(), keymap.Edit) {
	case keymap.Accept:
		s.typing = false
	case keymap.Leave:
		from := s.from
		*s = search{}
		p.list.Put(from, p.shown)
	default:
		if s.line.Key(k) {
			p.seekFrom()
		}
	}
}

// seekFrom looks for the words from where the search began.
func (p *Pane) seekFrom() {
	p.list.Put(p.search.from, p.shown)
	p.seek(p.list.At(), 1)
}

// seek goes to the next line with the words from i on, around the ends.
func (p *Pane) seek(i, step int) {
	s, n := &p.search, p.shown.Len()
	words := format.Fold(s.line.Text())
	s.lost = false
	if words == "" || n == 0 {
		return
	}
	for range n {
		i = (i + n) % n
		if strings.Contains(format.Fold(whole(p.shown.Line(i))), words) {
			p.list.Put(i, p.shown)
			return
		}
		i += step
	}
	s.lost = true
}

// whole is all of a line that can be looked for.
func whole(l Line) string { return l.Kind + " " + l.Text + l.More + " " + l.Request }

// footSearch is what is looked for, in place of the foot; false when nothing is.
func (p *Pane) footSearch(th theme.Theme) (string, bool) {
	s := &p.search
	if !s.typing && s.line.Empty() {
		return "", false
	}
	r := cells.NewRow(p.w).Skip(1).Put(th.Accent, "/")
	aside := ", " + p.keys.Of(keymap.SeekNext, keymap.Activity) + " " + p.keys.Of(keymap.SeekPrev, keymap.Activity)
	if s.lost {
		aside = ", not in these lines"
	}
	if !s.typing {
		return r.DrawCut(th.Text, format.Safe(s.line.Text())+format.Drawn(aside), max(0, p.w-3), th.Glyphs.Ellipsis).String(), true
	}
	room := max(1, min(40, p.w-3))
	r.Raw(s.line.Draw(th, th.OnField, room, true), room)
	if s.lost {
		r.PutCut(th.Warn, "  not in these lines", max(0, r.Left()-1), th.Glyphs.Ellipsis)
	}
	return r.String(), true
}
