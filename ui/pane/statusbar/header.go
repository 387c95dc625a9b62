// Package statusbar draws the lines that frame the screen: who and how old the
// picture is at the top, what happened and which keys work at the bottom.
package statusbar

import (
	"strconv"
	"strings"

	"lipdash/api"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
)

// Mood is how the picture on screen relates to the server.
type Mood int

// The moods.
const (
	// Live is up to date; Asking has not heard anything yet; Odd is stale,
	// offline, slowed down or refused.
	Live Mood = iota
	Asking
	Odd
)

// Pulse is the live mark at the right of the header: its words, shortest form
// last, so that a narrow screen still says it.
type Pulse struct {
	Mood Mood
	Text []string
}

// Tally is one number of the header's second line.
type Tally struct {
	N      int
	Status api.Status
}

// Here is how many submissions wait here in a state, in the word for it.
type Here struct {
	N    int
	Word string
}

// Header is what the two lines at the top say.
type Header struct {
	Profile, KeyTail, Balance string
	// Spent is the day's estimate, beside the balance, and SpentOf of what it is.
	Spent, SpentOf string
	// Over tells that no more than that may be spent.
	Over bool
	// Color is the profile's own, "" for the usual one.
	Color          string
	Demo, ReadOnly bool
	Pulse          Pulse
	// Title is the second line's left where there are no tabs.
	Title string
	Tabs  []Tab
	// Tallies are the second line's right, unless Aside is set.
	// Of says of how many jobs they are, when not of all.
	Tallies []Tally
	Of      string
	// Here is what waits here, told among the tallies. Slots is how many of the account's places
	// are taken, and Calls how many calls left in the last minute, where there is room.
	Here  []Here
	Slots string
	Calls int
	// Paused says in a few words that nothing of it is sent, "" while it is.
	Paused string
	// Aside is dropped from its end, between three blanks, where it is too long.
	Aside      string
	AsideState *theme.State
}

// piece is styled text with its width in cells.
type piece struct {
	text  string
	style theme.Style
}

func draw(ps []piece) string {
	var b strings.Builder
	for _, p := range ps {
		b.WriteString(p.style.Render(p.text))
	}
	return b.String()
}

func width(ps []piece) int {
	w := 0
	for _, p := range ps {
		w += format.Width(p.text)
	}
	return w
}

// leftKept is how much of the left edge stands whatever is on the right.
const leftKept = 12

// spread puts left and right at the edges of a line of w cells. What does not
// fit is dropped piece by piece: of right until it fits by itself, then of left,
// whose first piece is cut.
func spread(th theme.Theme, w int, left, right []piece) string {
	keep := min(leftKept, width(left[:min(1, len(left))])+1)
	for len(right) > 0 && width(right) > w-2-keep {
		right = right[:len(right)-1]
	}
	rw := width(right)
	room := w - 2 - rw
	if rw > 0 {
		room--
	}
	if room < 0 {
		return strings.Repeat(" ", max(0, w))
	}
	left = fitting(th, left, room)
	return " " + draw(left) + strings.Repeat(" ", w-2-width(left)-rw) + draw(right) + " "
}

func fitting(th theme.Theme, ps []piece, room int) []piece {
	for len(ps) > 1 && width(ps) > room {
		ps = ps[:len(ps)-1]
	}
	if len(ps) == 1 {
		return []piece{{format.CutWith(ps[0].text, room, th.Glyphs.Ellipsis), ps[0].style}}
	}
	return ps
}

// Lines draws the header on two lines of w cells.
func (h Header) Lines(th theme.Theme, w int) string {
	return h.who(th, w) + "\n" + h.where(th, w)
}

// Line draws the header on one line, for very low screens: the counts are
// glyphs there.
func (h Header) Line(th theme.Theme, w int) string {
	left := []piece{{h.identity(th), th.Accent}}
	if h.ReadOnly {
		left = append(left, piece{" read-only", th.Warn.Bold(true)})
	}
	for _, here := range h.hereInGlyphs(th) {
		left = append(left, piece{"  " + here[0].text, here[0].style})
	}
	if h.Paused != "" {
		left = append(left, piece{"  " + h.Paused, th.Warn.Bold(true)})
	}
	for _, t := range h.some() {
		s := th.Status(t.Status)
		left = append(left, piece{"  " + s.Glyph + strconv.Itoa(t.N), s.Style})
	}
	return spread(th, w, left, h.pulse(th, 12))
}

func (h Header) identity(th theme.Theme) string {
	if h.Demo {
		return "DEMO"
	}
	if h.KeyTail == "" {
		return "lipdash"
	}
	return th.Glyphs.Held + h.KeyTail
}

func (h Header) who(th theme.Theme, w int) string {
	left := []piece{{"lipdash", th.Accent.Bold(true)}}
	if h.Demo {
		left = append(left, piece{"  DEMO", th.Warn.Bold(true)})
	}
	if h.Profile != "" {
		left = append(left, piece{"  " + string(format.Safe(h.Profile)), th.Named(h.Color)})
	}
	if h.ReadOnly {
		left = append(left, piece{" read-only", th.Warn.Bold(true)})
	}
	if h.KeyTail != "" {
		left = append(left, piece{" " + th.Glyphs.Held + h.KeyTail, th.Faint})
	}
	return spread(th, w, append(left, h.figures(th, w)...), h.pulse(th, w/2))
}

// callsFrom is the width from which the calls of a minute are worth their changes.
const callsFrom = 160

// figures are money and what the account is busy with, each dropped where it has no room.
func (h Header) figures(th theme.Theme, w int) (out []piece) {
	if h.Balance != "" {
		out = append(out, piece{gap + h.Balance, th.Text})
	}
	if h.Spent != "" {
		figure, of := th.Text, th.Faint
		if h.Over {
			figure, of = th.Warn.Bold(true), th.Warn
		}
		out = append(out, piece{gap + h.Spent, figure}, piece{" " + h.SpentOf, of})
	}
	if h.Slots != "" {
		out = append(out, piece{gap + h.Slots, th.Muted})
	}
	if h.Calls > 0 && w >= callsFrom {
		out = append(out, piece{gap + format.Count(h.Calls, "call", "calls") + "/min", th.Muted})
	}
	return out
}

// pulse takes the longest form of the live mark that fits.
func (h Header) pulse(th theme.Theme, room int) []piece {
	style, glyph := th.Done, th.Glyphs.Live
	switch h.Pulse.Mood {
	case Asking:
		style, glyph = th.Muted, th.Glyphs.Wait
	case Odd:
		style, glyph = th.Warn.Bold(true), th.Glyphs.Stuck
	}
	for i, t := range h.Pulse.Text {
		s := glyph + " " + t
		if format.Width(s) <= room || i == len(h.Pulse.Text)-1 {
			return []piece{{s, style}}
		}
	}
	return nil
}
