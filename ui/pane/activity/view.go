package activity

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"charm.land/lipgloss/v2"

	"lipdash/ui/kit/format"
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
	c.text = max(0, w-lead-c.clock-c.kind-c.took-c.id-1)
	return c
}

// View draws the pane, exactly as wide and high as it was told to be.
func (p *Pane) View(th theme.Theme) string {
	c := layout(p.w)
	head := "  " + format.FitWith("TIME", c.clock, "") + format.FitWith("WHAT", c.kind, "") + format.FitWith("", c.text, "")
	return p.list.View(p.shown, list.Drawing{
		Head: list.Head(th, p.w, head+format.FitRight("TOOK", c.took)+format.FitRight("REQUEST", c.id)), Foot: p.foot(th),
		Row: func(i int, here bool) []string { return []string{p.row(th, c, p.shown[i], here)} },
	})
}

// foot says what is shown, and what is not on screen.
func (p *Pane) foot(th theme.Theme) string {
	if s, on := p.footSearch(th); on {
		return s
	}
	left := p.filter.Word() + ", " + format.Count(len(p.shown), "line", "lines")
	if len(p.shown) == 0 {
		left = "nothing yet"
		if p.filter != All {
			left = p.filter.Word() + ": nothing so far"
		}
	}
	aside := ""
	if n := p.list.Above(); n > 0 {
		aside = strconv.Itoa(n) + " above, g"
	}
	return list.Foot(th, p.w, left, aside)
}

func (p *Pane) row(th theme.Theme, c columns, e *Entry, here bool) string {
	end, text := th.Glyphs.Ellipsis, th.Text
	if e.Call != nil && !e.Call.Failed {
		text = th.Muted
	}
	text = text.Bold(here)
	r := list.Row(th, p.w, here, false).Put(th.Muted, format.FitWith(format.Clock(e.From, p.now), c.clock, end))
	r.Put(style(th, e), format.FitWith(string(e.Kind), c.kind, end))
	if e.Call != nil {
		r.Draw(text, format.FitWith(format.SafeLines(p.words(e, c.text)), c.text, end)).Put(th.Muted, format.FitRight(e.Call.took(), c.took))
	} else {
		// A sentence takes the cells of what it has not.
		room := c.text + c.took
		if e.RequestID() == "" {
			room += c.id
		}
		r.Draw(text, format.FitWith(format.Safe(e.Text), room, end))
	}
	if e.RequestID() == "" {
		return r.String()
	}
	return r.Draw(th.Faint, fitRight(format.Safe(e.RequestID()), c.id, end)).String()
}

// fitRight ends a column with a text that is cut where it is too long; its first
// cell stays empty.
func fitRight(s format.Drawn, w int, end string) format.Drawn {
	s = format.CutWith(s, w-1, end)
	return format.Drawn(strings.Repeat(" ", max(0, w-format.Width(s)))) + s
}

// style is the colour of a kind: only what needs a person is bold.
func style(th theme.Theme, e *Entry) lipgloss.Style {
	switch e.Kind {
	case Bad:
		return th.Fail.Bold(true)
	case Odd, Limited, Offline:
		return th.Warn
	case Good, Saved, Online:
		return th.Done
	case Made, Get, Up:
		return th.Run
	case Called:
		if e.Call.Failed {
			return th.Fail
		}
		return th.Faint
	}
	return th.Muted
}

// words are a call as one line. Lines stand where their first call was, so that
// times fall from line to line; when the last one was is in its words, where w
// cells have room for all of it.
func (p *Pane) words(e *Entry, w int) string {
	c := e.Call
	s := c.Method + " " + c.Path
	switch {
	case c.Status > 0:
		s += "  " + strconv.Itoa(c.Status)
	case c.Failed:
		s += "  no answer"
	}
	switch {
	case c.N > 1:
		s += "  " + strconv.Itoa(c.N) + " times"
		if last := ", last " + format.Clock(e.At, p.now); format.Width(s+last) <= w {
			s += last
		}
	case c.Attempt > 1:
		s += "  try " + strconv.Itoa(c.Attempt)
	}
	if c.Wait > 0 {
		s += ", again in " + Span(c.Wait)
	}
	return s
}

// took is how long a call lasted, or the shortest and the longest of several.
func (c *Call) took() string {
	if c.N < 2 || Span(c.Least) == Span(c.Most) {
		return Span(c.Most)
	}
	a, b := Span(c.Least), Span(c.Most)
	if strings.HasSuffix(a, "ms") && strings.HasSuffix(b, "ms") {
		a = strings.TrimSuffix(a, "ms")
	}
	return a + "-" + b
}

// Span is a short time: "42ms", "1.2s", "41s".
func Span(d time.Duration) string {
	switch {
	case d < time.Second:
		return strconv.FormatInt(d.Milliseconds(), 10) + "ms"
	case d < 10*time.Second:
		return fmt.Sprintf("%.1fs", d.Seconds())
	}
	return format.Took(d)
}
