package activity

import (
	"strconv"
	"strings"

	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/list"
	"lipdash/ui/kit/theme"
)

// Narrow is the width below which a line is only its time, kind and text.
const Narrow = 60

// lead is the cells before the time: bar and gap.
const lead = 2

// columns are how wide the cells of a line are.
type columns struct{ clock, kind, text, took, id int }

func layout(w int) columns {
	c := columns{clock: 9, kind: 6, took: 10, id: 11}
	switch {
	case w < Narrow:
		c.took, c.id = 0, 0
	case w >= 150:
		c.id = 38
	case w >= 110:
		c.id = 24
	}
	const most = 88 // so that times stand near what took them
	c.text = min(most, max(0, w-lead-c.clock-c.kind-c.took-c.id-1))
	return c
}

// View draws the pane, exactly as wide and high as it was told to be.
func (p *Pane) View(th theme.Theme) string {
	c := layout(p.w)
	head := "  " + format.FitWith("TIME", c.clock, "") + format.FitWith("WHAT", c.kind, "") + format.FitWith("", c.text, "")
	return p.list.View(p.shown, list.Drawing{
		Empty: cells.Words(th, p.w, p.list.Room(), p.empty()...),
		Head:  list.Head(th, p.w, head+format.FitRight("TOOK", c.took)+format.FitRight("REQUEST", c.id)), Foot: p.foot(th),
		Row: func(i int, here bool) []string { return []string{p.row(th, c, p.shown.Line(i), here)} },
	})
}

// empty says why there is no line, and what shows others.
func (p *Pane) empty() []string {
	if p.filter == 0 {
		return []string{"nothing happened yet"}
	}
	return []string{"nothing of this kind so far", "", p.keys.Of(keymap.Kinds, keymap.Activity) + "  shows other kinds"}
}

// foot says what is shown, and what is not on screen.
func (p *Pane) foot(th theme.Theme) string {
	if s, on := p.footSearch(th); on {
		return s
	}
	left := p.filters[p.filter]
	if n := p.shown.Len(); n > 0 {
		left += ", " + format.Count(n, "line", "lines")
	}
	aside := ""
	if n := p.list.Above(); n > 0 {
		aside = strconv.Itoa(n) + " above, " + p.keys.Of(keymap.Top, keymap.Move)
	}
	return list.Foot(th, p.w, left, aside)
}

func (p *Pane) row(th theme.Theme, c columns, l Line, here bool) string {
	end, text := th.Glyphs.Ellipsis, th.Text
	if l.Quiet {
		text = th.Muted
	}
	text = text.Bold(here)
	r := list.Row(th, p.w, here, false).Put(th.Muted, format.FitWith(format.Clock(l.At, p.now), c.clock, end))
	r.Put(th.Tone(l.Tone, th.Muted), format.FitWith(l.Kind, c.kind, end))
	if l.Took != "" {
		words := l.Text
		if format.Width(words+l.More) <= c.text {
			words += l.More
		}
		r.Draw(text, format.FitWith(format.SafeLines(words), c.text, end)).Put(th.Muted, format.FitRight(l.Took, c.took))
	} else {
		// A sentence takes the cells of what it has not.
		room := c.text + c.took
		if l.Request == "" {
			room += c.id
		}
		r.Draw(text, format.FitWith(format.Safe(l.Text), room, end))
	}
	if l.Request == "" {
		return r.String()
	}
	return r.Draw(th.Faint, fitRight(format.Safe(l.Request), c.id, end)).String()
}

// fitRight ends a column with a text that is cut where it is too long; its first
// cell stays empty.
func fitRight(s format.Drawn, w int, end string) format.Drawn {
	s = format.CutWith(s, w-1, end)
	return format.Drawn(strings.Repeat(" ", max(0, w-format.Width(s)))) + s
}
