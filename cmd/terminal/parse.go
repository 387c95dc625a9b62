package terminal

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// effect is what a sequence is for whoever draws by the grid.
type effect int

const (
	// drawn sequences changed the grid and nothing else.
	drawn effect = iota
	// aside sequences are about something else than cells: modes, titles,
	// questions.
	aside
	// strange ones may have done anything.
	strange
)

// take decodes one character or sequence from the front of p and lets the grid
// follow it.
func (g *grid) take(p []byte, crlf bool) (seq []byte, e effect) {
	if n := passedThrough(p); n > 0 {
		return p[:n], aside
	}
	_, width, n, _ := ansi.DecodeSequenceWc(p, 0, nil)
	if n == 0 {
		return p, strange
	}
	seq = p[:n]
	switch {
	case width > 0:
		g.draw(string(seq), width)
		return seq, drawn
	case seq[0] == '\x1b' && len(seq) > 2 && seq[1] == '[':
		return seq, g.csi(string(seq[2:]))
	case seq[0] == '\x1b':
		return seq, g.escape(seq)
	case len(seq) == 1:
		return seq, g.control(seq[0], crlf)
	case seq[0] >= utf8.RuneSelf:
		g.combine(string(seq))
		return seq, drawn
	}
	return seq, strange
}

func (g *grid) control(c byte, crlf bool) effect {
	switch c {
	case '\r':
		g.moveTo(0, g.y)
	case '\n':
		if crlf {
			g.x = 0
		}
		g.wraps = false
		g.lineFeed()
	case '\b':
		g.moveTo(g.x-1, g.y)
	case '\t':
		g.moveTo((g.x/8+1)*8, g.y)
	case '\a', 0:
		return aside
	default:
		return strange
	}
	return drawn
}

func (g *grid) escape(seq []byte) effect {
	if len(seq) < 2 {
		return strange
	}
	switch seq[1] {
	case 'M':
		g.reverseLineFeed()
	case 'D':
		g.lineFeed()
	case ']', 'P', '_', '^', '=', '>':
		if bytes.HasPrefix(seq, []byte("\x1b]8;")) {
			return strange // links are no part of the grid
		}
		return aside
	default:
		return strange
	}
	return drawn
}

// csi follows a control sequence, given without its introducer.
func (g *grid) csi(s string) effect {
	final, params := s[len(s)-1], s[:len(s)-1]
	if params != "" && (params[0] < '0' || params[0] > ';') {
		if final == 'h' || final == 'l' {
			g.mode(params, final == 'h')
		}
		return aside
	}
	switch final {
	case 'm':
		if !g.pen.apply(params) {
			return strange
		}
		return drawn
	case 'h', 'l':
		if params != "4" {
			return strange
		}
		g.insert = final == 'h'
		return drawn
	case 'c', 'n', 'q', 't', 'u', 'x':
		return aside
	}
	if !g.move(final, params) && !g.edit(final, params) {
		return strange
	}
	return drawn
}

// mode notes the private modes that matter to drawing.
func (g *grid) mode(params string, on bool) {
	for _, p := range strings.Split(strings.TrimPrefix(params, "?"), ";") {
		if p == "7" {
			g.noWrap = !on
		}
	}
}

// number is the i-th parameter, or the default for one that is missing or 0.
func number(params string, i, missing int) int {
	all := strings.Split(params, ";")
	if i >= len(all) {
		return missing
	}
	n, err := strconv.Atoi(all[i])
	if err != nil || n == 0 {
		return missing
	}
	return n
}

// move follows the sequences that move the cursor.
func (g *grid) move(final byte, params string) bool {
	n := number(params, 0, 1)
	switch final {
	case 'A':
		g.moveTo(g.x, max(g.y-n, g.limit(g.top, g.y >= g.top, 0)))
	case 'B':
		g.moveTo(g.x, min(g.y+n, g.limit(g.bottom, g.y <= g.bottom, g.h-1)))
	case 'C':
		g.moveTo(g.x+n, g.y)
	case 'D':
		g.moveTo(g.x-n, g.y)
	case 'E':
		g.moveTo(0, g.y+n)
	case 'F':
		g.moveTo(0, g.y-n)
	case 'G', '`':
		g.moveTo(n-1, g.y)
	case 'd':
		g.moveTo(g.x, n-1)
	case 'H', 'f':
		g.moveTo(number(params, 1, 1)-1, n-1)
	case 'I':
		g.moveTo((g.x/8+n)*8, g.y)
	case 'Z':
		g.moveTo(((g.x+7)/8-n)*8, g.y)
	default:
		return false
	}
	return true
}

// limit is the edge of the scroll region for a cursor that is within it, else
// that of the screen.
func (g *grid) limit(edge int, within bool, screen int) int {
	if within {
		return edge
	}
	return screen
}

// edit follows the sequences that change cells.
func (g *grid) edit(final byte, params string) bool {
	n := number(params, 0, 1)
	switch final {
	case 'J':
		return g.clear(number(params, 0, 0))
	case 'K':
		switch number(params, 0, 0) {
		case 0:
			g.erase(g.x, g.w)
		case 1:
			g.erase(0, g.x+1)
		case 2:
			g.erase(0, g.w)
		}
	case 'X':
		g.erase(g.x, g.x+n)
	case '@':
		g.shift(n)
	case 'P':
		g.shift(-n)
	case 'L':
		g.scroll(g.y, -n)
	case 'M':
		g.scroll(g.y, n)
	case 'S':
		g.scroll(g.top, n)
	case 'T':
		g.scroll(g.top, -n)
	case 'b':
		for range n {
			g.draw(g.last, g.lastWidth)
		}
	case 'r':
		g.top, g.bottom = n-1, min(number(params, 1, g.h), g.h)-1
		g.moveTo(0, 0)
	default:
		return false
	}
	return true
}

func (g *grid) clear(how int) bool {
	switch how {
	case 0:
		g.erase(g.x, g.w)
		g.fill((g.y+1)*g.w, g.w*g.h)
	case 1:
		g.fill(0, g.y*g.w)
		g.erase(0, g.x+1)
	case 2:
		g.fill(0, g.w*g.h)
	default:
		return false
	}
	return true
}
