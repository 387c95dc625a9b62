package terminal

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"lipdash/ui/kit/keymap"
)

// sheet is text and how much of it is on screen.
type sheet struct {
	lines []string
	// parts are the lines as they were last laid out, none higher than the
	// screen; top is the first on screen, shown how many are.
	parts      []string
	top, shown int
}

func newSheet(text string) *sheet {
	return &sheet{lines: strings.Split(strings.Trim(text, "\n"), "\n")}
}

const (
	wipe    = "\x1b[H\x1b[2J"
	wayOut  = "esc leaves"
	wayDown = "esc leaves, space shows more"
)

// frame draws from the top on what fits, and how to leave in the last row. A
// line is written whole: where it wraps is the terminal's business.
func (s *sheet) frame(cols, rows int) string {
	cols, room := max(1, cols), max(1, rows-1)
	s.layOut(cols, room)
	var b strings.Builder
	b.WriteString(wipe)
	s.shown = 0
	for _, part := range s.parts[s.top:] {
		h := height(part, cols)
		if h > room {
			break
		}
		room -= h
		s.shown++
		b.WriteString(part + "\r\n")
	}
	b.WriteString(strings.Repeat("\r\n", room))
	hint := wayOut
	if s.top > 0 || s.shown < len(s.parts) {
		hint = wayDown
	}
	b.WriteString(ansi.Truncate(hint, cols-1, ""))
	return b.String()
}

// layOut cuts the lines that are higher than the screen into parts as high, and
// keeps the screen full at the end of the text.
func (s *sheet) layOut(cols, room int) {
	s.parts = s.parts[:0]
	for _, l := range s.lines {
		s.parts = append(s.parts, strings.Split(ansi.HardwrapWc(l, cols*room, true), "\n")...)
	}
	last := len(s.parts)
	for last > 0 && room >= height(s.parts[last-1], cols) {
		last--
		room -= height(s.parts[last], cols)
	}
	s.top = max(0, min(s.top, last))
}

// height is how many rows the terminal needs for a line.
func height(line string, cols int) int {
	return 1 + strings.Count(ansi.HardwrapWc(line, cols, true), "\n")
}

// obey does what keys say; true when one of them leaves.
func (s *sheet) obey(keys []byte) (leave bool) {
	for len(keys) > 0 {
		r, n := utf8.DecodeRune(keys)
		key := string(keymap.Latin(r))
		if r == esc {
			n = max(1, sequence(keys))
			key = string(keys[:n])
		}
		switch key {
		case "q", "Q", "\x1b", "\x03", "\x04":
			return true
		case " ", "\x06", "\x1b[6~":
			s.top += max(1, s.shown)
		case "b", "\x02", "\x1b[5~":
			s.top -= max(1, s.shown)
		case "j", "\r", "\x1b[B", "\x1bOB":
			s.top++
		case "k", "\x1b[A", "\x1bOA":
			s.top--
		default:
			if n == 2 && r == esc {
				return true // esc, and a key that was quick
			}
		}
		keys = keys[n:]
	}
	return false
}
