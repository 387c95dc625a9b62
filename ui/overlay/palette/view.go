package palette

import (
	"strconv"
	"strings"

	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
)

const (
	// around is what stands above and below the entries: two lines of air, the
	// line that is typed, and the one that says how many there are.
	around = 5
	// most is how many entries are shown at once.
	most = 12
	// longest is the widest that the column of the names gets, and leastLong the cells below
	// which a row is its name and key alone.
	longest, leastLong = 18, 24
)

// rows is how many entries fit. It does not depend on what was found: a block
// that changes its height with every letter cannot be read.
func (p *Palette) rows() int {
	n := most
	if p.height > 0 {
		n = min(n, p.height-around)
	}
	return max(1, n)
}

// View draws the list as a block of w cells.
func (p *Palette) View(th theme.Theme, w int) string {
	blank := cells.Panel(th, th.Accent, w).String()
	lines := []string{blank, p.typed(th, w), blank}
	room := p.rows()
	top := p.top()
	for i := range room {
		if top+i < len(p.found) {
			lines = append(lines, p.entry(th, w, p.found[top+i], top+i == p.at))
		} else {
			lines = append(lines, blank)
		}
	}
	lines = append(lines, p.foot(th, w))
	if p.height <= 0 || len(lines) < p.height {
		lines = append(lines, blank)
	}
	return strings.Join(lines, "\n")
}

func (p *Palette) typed(th theme.Theme, w int) string {
	r := cells.Panel(th, th.Accent, w).Put(th.OnField(th.Accent), ": ")
	room := max(1, r.Left()-2)
	return r.Raw(p.Line.Draw(th, th.OnField, room, true), room).String()
}

func (p *Palette) entry(th theme.Theme, w int, e Entry, here bool) string {
	on := th.OnField
	r := cells.Panel(th, th.Accent, w)
	if here {
		on = th.OnSel
		r = cells.On(on(th.Text), w).Put(th.OnField(th.Accent), th.Glyphs.Bar).To(cells.PanelMargin-1).Put(on(th.Accent), th.Glyphs.Bar)
	}
	end := th.Glyphs.Ellipsis
	style := th.Text
	if here {
		style = style.Bold(true)
	}
	key := keymap.KeyName(e.Key)
	name, long := p.columns(e, w)
	r.Put(on(style), format.FitWith(e.Text, name, end))
	if long > 0 {
		r.Put(on(th.Muted), "  "+format.FitWith(e.Long, long, end)+" ")
	}
	if at := w - 1 - format.Width(key); key != "" && r.Left() > format.Width(key) {
		fill(r, on(th.Text), at-(w-r.Left()))
		r.Put(on(th.Accent), key)
	}
	fill(r, on(th.Text), r.Left())
	return r.String()
}

// columns are the cells for an entry's name and for what it does, 0 where there is no room.
func (p *Palette) columns(e Entry, w int) (name, long int) {
	for _, e := range p.all {
		if !e.Hidden {
			name = max(name, format.Width(e.Text))
		}
	}
	key := format.Width(keymap.KeyName(e.Key))
	room := w - cells.PanelMargin - 1
	name = max(0, min(name, longest, room))
	if long = room - name - 2 - key - 1; long < leastLong {
		return max(0, room-key-1), 0
	}
	return name, long
}

func fill(r *cells.Row, s theme.Style, n int) { r.Put(s, strings.Repeat(" ", max(0, n))) }

// foot says how many there are, or that nothing fits; and what the chosen one does where its
// row has no room for it.
func (p *Palette) foot(th theme.Theme, w int) string {
	text := strconv.Itoa(p.at+1) + " of " + strconv.Itoa(len(p.found))
	if p.at >= 0 {
		if _, long := p.columns(p.found[p.at], w); long < format.Width(p.found[p.at].Long) {
			return cells.PanelLine(th, th.Muted, p.found[p.at].Long, w)
		}
	}
	style := th.Faint
	switch {
	case p.far && len(p.found) > 0:
		text, style = "nothing is called that; these are near", th.Warn
	case len(p.found) == 0:
		text, style = "nothing is called that", th.Warn
	case len(p.found) <= p.rows():
		text = p.keys.Of(keymap.Accept, keymap.Commands) + " runs it, " + p.keys.Of(keymap.Leave, keymap.Commands) + " leaves"
	}
	return cells.PanelLine(th, style, text, w)
}
