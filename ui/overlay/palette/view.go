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
	// name is the column of the names.
	name = 18
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
	return r.Raw(p.line.Draw(th, th.OnField, room, true), room).String()
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
	room := r.Left() - 1
	r.Put(on(style), format.FitWith(e.Text, min(name, room), end))
	if long := room - name - 2 - format.Width(key) - 1; long > 8 {
		r.Put(on(th.Muted), "  "+format.FitWith(e.Long, long, end)+" ")
	}
	if at := w - 1 - format.Width(key); key != "" && r.Left() > format.Width(key) {
		fill(r, on(th.Text), at-(w-r.Left()))
		r.Put(on(th.Accent), key)
	}
	fill(r, on(th.Text), r.Left())
	return r.String()
}

func fill(r *cells.Row, s theme.Style, n int) { r.Put(s, strings.Repeat(" ", max(0, n))) }

// foot says how many there are, or that nothing fits.
func (p *Palette) foot(th theme.Theme, w int) string {
	text := strconv.Itoa(p.at+1) + " of " + strconv.Itoa(len(p.found))
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
