// Package side draws the blocks under the detail on wide screens: files on their way, what
// happened, and the day's figures with a small chart. How high each is follows from the height
// of the screen alone, so that none moves when its content changes. It is told what to draw and
// keeps nothing.
package side

import (
	"strings"
	"time"

	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
)

// Heights are how many lines the blocks have, headings and all but the rules over them, and
// what is left for the detail. A block of 0 lines is not shown.
type Heights struct{ Detail, Files, Events, Day int }

// leastDetail is how many lines the detail has at least beside any block.
const leastDetail = 17

// Split parts a height: what matters least goes first.
func Split(h int) Heights {
	for _, s := range []Heights{
		{Files: 6, Events: 8, Day: 7}, {Files: 6, Events: 7, Day: 7}, {Files: 5, Events: 6, Day: 6}, {Files: 4, Events: 5, Day: 6}, {Files: 4, Events: 4, Day: 3}, {Files: 4, Day: 3}, {Day: 3},
	} {
		s.Detail = h - over(s.Files) - over(s.Events) - over(s.Day)
		if s.Detail >= leastDetail {
			return s
		}
	}
	return Heights{Detail: h}
}

// over is a block with the rule over it.
func over(h int) int {
	if h == 0 {
		return 0
	}
	return h + 1
}

// File is one on its way.
type File struct {
	Up   bool
	Name string
	// Done of Size bytes are there, Size is 0 or less when it is unknown.
	Done, Size int64
	// Speed is how fast it is, or what is said in its place.
	Speed string
	// Trouble tells that it needs a person.
	Trouble bool
}

// Event is something that happened.
type Event struct {
	At   time.Time
	Word string
	Tone theme.Tone
	Text string
}

// Mode is the part of the day that was made in one mode: how many jobs, how long half and nine
// in ten took at most, "" when nobody knows, and what they cost.
type Mode struct{ Name, Jobs, Median, P90, Cost string }

// Data is what the blocks show.
type Data struct {
	Now time.Time
	// Up, Down and Free are the traffic and the room on the disk, each or "".
	Up, Down, Free string
	Files          []File
	// Calls says how many were made in the last minute.
	Calls  string
	Events []Event
	// Counts says how many were made, done and failed today.
	Counts string
	Modes  []Mode
	// Made and Failed count by hour.
	Made, Failed [24]int
}

// View draws the blocks, w cells wide and so high as they are with their rules.
func View(th theme.Theme, w int, hs Heights, d Data) string {
	var out []string
	for _, b := range []struct {
		h    int
		draw func(sheet, Data) []string
	}{{hs.Files, sheet.files}, {hs.Events, sheet.events}, {hs.Day, sheet.day}} {
		if b.h > 0 {
			out = append(out, cells.Rule(th, w), cells.Block(b.draw(sheet{th, w, b.h}, d), w, b.h))
		}
	}
	return strings.Join(out, "\n")
}

// sheet is where a block is drawn: its width and height in cells.
type sheet struct {
	th   theme.Theme
	w, h int
}

// right is the margin at the edge of the screen.
const right = 1

// head is the heading of a block with what stands at its right edge, which loses its beginning
// where it is too long.
func (s sheet) head(name string, aside ...string) string {
	r := cells.NewRow(s.w).Put(s.th.Faint, name)
	text := join(aside)
	for len(aside) > 1 && format.Width(text) > r.Left()-right-2 {
		aside = aside[1:]
		text = join(aside)
	}
	return s.end(r, s.th.Faint, text)
}

// join puts those that say something beside each other.
func join(parts []string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, "   ")
}

// end puts a text at the right edge, if there is room.
func (s sheet) end(r *cells.Row, style theme.Style, text string) string {
	if n := format.Width(text); text != "" && n+right < r.Left() {
		r.To(s.w-right-n).Put(style, text)
	}
	return r.String()
}

// say is a line in place of what there is not.
func (s sheet) say(text string) string {
	return cells.NewRow(s.w).PutCut(s.th.Faint, text, s.w-right, s.th.Glyphs.Ellipsis).String()
}

// Columns of files, in cells.
const (
	arrowW = 2
	shareW = 5
	speedW = 12
)

func (s sheet) files(d Data) []string {
	out := []string{s.head("TRANSFERS", d.Up, d.Down, d.Free)}
	if len(d.Files) == 0 {
		return append(out, s.say("nothing goes up or comes down"))
	}
	for _, f := range d.Files[:min(len(d.Files), s.h-2)] {
		out = append(out, s.file(f))
	}
	return out
}

func (s sheet) file(f File) string {
	bar := s.w * 3 / 10
	name := s.w - arrowW - 2 - bar - shareW - speedW - right
	arrow, tone := s.th.Glyphs.Down, s.th.Accent
	if f.Up {
		arrow = s.th.Glyphs.Up
	}
	if f.Trouble {
		tone = s.th.Warn
	}
	r := cells.NewRow(s.w).Put(tone, arrow).To(arrowW)
	r.DrawCut(s.th.Text, format.TailWith(format.Safe(f.Name), name, s.th.Glyphs.Ellipsis), name, s.th.Glyphs.Ellipsis).To(arrowW + name + 2)
	share := ""
	if f.Size > 0 {
		share = format.Percent(f.Done, f.Size)
	}
	r.Share(s.th, tone, f.Done, f.Size, bar).Put(s.th.Muted, format.FitRight(share, shareW))
	return r.Draw(s.th.Muted, format.Drawn(format.FitRight(string(format.CutWith(format.Safe(f.Speed), speedW-1, s.th.Glyphs.Ellipsis)), speedW))).String()
}

// Columns of events, in cells.
const (
	clockW = 10
	wordW  = 8
)

func (s sheet) events(d Data) []string {
	out := []string{s.head("ACTIVITY", d.Calls)}
	if len(d.Events) == 0 {
		return append(out, s.say("nothing yet"))
	}
	for _, e := range d.Events[:min(len(d.Events), s.h-2)] {
		r := cells.NewRow(s.w).Put(s.th.Faint, format.Clock(e.At, d.Now)).To(clockW)
		r.PutCut(s.th.Tone(e.Tone, s.th.Muted), e.Word, wordW-1, s.th.Glyphs.Ellipsis).To(clockW + wordW)
		out = append(out, r.DrawCut(s.th.Text, format.Safe(e.Text), s.w-clockW-wordW-right, s.th.Glyphs.Ellipsis).String())
	}
	return out
}

const (
	// narrow is the least width of the pane beside the list, in cells.
	narrow = 32
	// broadFrom is the width of the screen from which there are blocks, which want more room.
	broadFrom = 160
	// parts is what the width is kept in parts of, so that it is in proportion on a screen of
	// another width.
	parts = 10_000
)

// Width is how wide the pane beside the list is on a screen of w cells, of which the rest needs
// so many: as the user split it (SplitAt), or as fits with 0.
func Width(w, rest, split int) int {
	n := max(40, min(80, w*34/100))
	if w >= broadFrom {
		n = min(84, 54+(w-broadFrom)*6/10)
	}
	if split > 0 {
		n = (w*split + parts/2) / parts
	}
	return max(narrow, min(n, w-rest))
}

// SplitAt is how the screen is split when the pane beside the list begins at a column.
func SplitAt(w, rest, column int) int {
	return max(1, max(narrow, min(w-column, w-rest))*parts/max(1, w))
}
