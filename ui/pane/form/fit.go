package form

import (
	"slices"
	"strings"

	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
)

// left draws the fields as w by h cells. Without room the empty lines go first, then rows of
// the list of voices; what is still too long is scrolled so that what has the focus is visible.
func (f *Form) left(th theme.Theme, w int, l look) []string {
	rows := f.voiceRoom(l)
	c := f.canvas(th, w, l, rows)
	for over := c.tighten(f.h); over > 0 && rows > 0 && f.focus.kind != stopVoices; over = c.tighten(f.h) {
		rows = max(0, rows-over)
		c = f.canvas(th, w, l, rows)
	}
	return strings.Split(cells.Block(c.window(f.h), w, f.h), "\n")
}

// Lines that the rest of the form takes beside the list of voices, and that are kept free where
// one of them is chosen; and how many voices are drawn where there is less room than for both.
const (
	besideVoices = 15
	roundVoices  = 9
	fewVoices    = 4
)

// voiceRoom is how many voices are drawn where the rest of the form is of its usual height.
func (f *Form) voiceRoom(l look) int {
	room := f.h - besideVoices
	if f.focus.kind == stopVoices {
		room = f.h - roundVoices
	}
	return min(len(l.Voices), max(fewVoices, room))
}

// window are the lines there is room for, and in place of the first and the last of them how
// many more there are.
func (c *canvas) window(h int) []string {
	const leastLines = 6 // with less every line is needed
	from, to := c.focused()
	top := cells.Window(len(c.lines), h, from, to)
	end := min(len(c.lines), top+h)
	var out []string
	for _, l := range c.lines[top:end] {
		out = append(out, l.text)
	}
	if h < leastLines {
		return out
	}
	if top > 0 && from > top {
		out[0] = c.moreLines(top+1, "above")
	}
	if below := len(c.lines) - end; below > 0 && to < end-1 {
		out[len(out)-1] = c.moreLines(below+1, "below")
	}
	return out
}

func (c *canvas) moreLines(n int, where string) string {
	return c.row().To(c.at.box+1).Put(c.th.Faint, format.Count(n, "line ", "lines ")+where).String()
}

// tighten takes gaps away one at a time until all but the help fits into h lines. That takes
// the place of the gap under it, so that little moves with the focus. It tells how many lines
// are too many then, one for the help where no gap is left.
func (c *canvas) tighten(h int) (over int) {
	helps := c.helps()
	over = len(c.lines) - helps - h
	for over > 0 && c.dropGap() {
		over--
	}
	if c.leastGap() < 0 {
		over++
	}
	for i := range c.lines[:max(0, len(c.lines)-1)] {
		if c.lines[i].help && c.lines[i+1].gap != noGap {
			c.lines = slices.Delete(c.lines, i+1, i+2)
			break
		}
	}
	for len(c.lines) > h {
		if !c.dropGap() {
			break
		}
	}
	if helps > 1 && len(c.lines) > h && len(c.lines)-helps+1 <= h {
		c.cutHelp()
	}
	return over
}

func (c *canvas) helps() (n int) {
	for _, l := range c.lines {
		if l.help {
			n++
		}
	}
	return n
}

// leastGap is where the gap is that goes first, -1 for nowhere.
func (c *canvas) leastGap() int {
	least := -1
	for i, l := range c.lines {
		if l.gap != noGap && (least < 0 || l.gap < c.lines[least].gap) {
			least = i
		}
	}
	return least
}

// dropGap takes the least gap away; false when there is none.
func (c *canvas) dropGap() bool {
	least := c.leastGap()
	if least >= 0 {
		c.lines = slices.Delete(c.lines, least, least+1)
	}
	return least >= 0
}

// cutHelp leaves one line of the help.
func (c *canvas) cutHelp() {
	i := slices.IndexFunc(c.lines, func(l line) bool { return l.help })
	c.lines = slices.DeleteFunc(c.lines, func(l line) bool { return l.help })
	c.lines = slices.Insert(c.lines, i, c.helpLine(c.help))
}
