package terminal

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// painter brings a terminal to a wanted picture with as few bytes as it can. have
// is what the terminal shows, followed by the same rules that read the renderer.
type painter struct {
	have *grid
	out  []byte
	// astray is true while the column is not certain: after the last one, and
	// after wide characters, which some terminals measure in their own way.
	astray bool
	// blanks is true once the renderer used ECH, which it does only where the
	// terminal has it.
	blanks bool
}

// ahead is how many spans are looked through for one in the pen's style: few
// enough that a whole screen still appears from top to bottom.
const ahead = 8

// paint writes what differs. A style costs more bytes than a move, so what the
// pen is right for comes first.
func (p *painter) paint(want *grid) {
	var todo []span
	for y := range want.h {
		todo = p.compare(todo, y, want.row(y))
	}
	for len(todo) > 0 {
		next := 0
		for i, s := range todo[:min(ahead, len(todo))] {
			if p.ready(want.row(s.y)[s.from]) {
				next = i
				break
			}
		}
		s := todo[next]
		todo = slices.Delete(todo, next, next+1)
		p.write(s, want.row(s.y))
	}
}

// ready tells whether the pen is right for a cell.
func (p *painter) ready(c cell) bool {
	pen := p.have.pen
	return pen == c.style || c.text == " " && pen.blank() == c.style
}

// write writes a span of a row.
func (p *painter) write(s span, want []cell) {
	p.moveTo(s.from, s.y)
	for x, to := s.from, s.to; x < to; {
		n := blanks(want, x)
		switch {
		case to-x > 3 && x+n == len(want):
			p.inkBlank(want[x].style)
			p.put("\x1b[K")
			p.have.erase(x, len(want))
			return
		case n > 0:
			p.space(want[x].style, min(n, to-x), to-x-n)
			x += min(n, to-x)
		default:
			x += p.char(want, x)
		}
	}
}

// blanks counts the equal blanks from a column on that erasing would leave.
func blanks(row []cell, x int) int {
	if row[x].text != " " || row[x].style != row[x].style.blank() || row[x].style.attrs != 0 {
		return 0
	}
	n := 1
	for x+n < len(row) && row[x+n] == row[x] {
		n++
	}
	return n
}

// space writes n blanks; rest is how many cells of the span follow.
func (p *painter) space(s style, n, rest int) {
	p.inkBlank(s)
	erase, over := fmt.Sprintf("\x1b[%dX", n), ""
	if rest > 0 {
		over = fmt.Sprintf("\x1b[%dC", n)
	}
	if p.blanks && !p.astray && n > len(erase)+len(over) {
		p.put(erase + over)
		p.have.erase(p.have.x, p.have.x+n)
		if over != "" {
			p.have.moveTo(p.have.x+n, p.have.y)
		}
		return
	}
	for range n {
		p.letter(" ", 1)
	}
}

// char writes the character at a column and returns its width.
func (p *painter) char(want []cell, x int) int {
	c := want[x]
	if c.text == "" { // half of a character that was cut; nobody can draw it
		c = cell{" ", c.style.blank()}
	}
	width := 1
	for x+width < len(want) && want[x+width].text == "" {
		width++
	}
	p.ink(c.style)
	p.letter(c.text, width)
	p.astray = p.astray || width > 1
	return width
}

// letter writes one character. In the lower right corner wrapping is off, since
// some terminals scroll there at once.
func (p *painter) letter(text string, width int) {
	corner := p.have.y == p.have.h-1 && p.have.x+width >= p.have.w
	if corner {
		p.put(ansi.ResetModeAutoWrap)
	}
	p.put(text)
	if corner {
		p.put(ansi.SetModeAutoWrap)
	}
	p.have.draw(text, width)
	p.astray = p.astray || p.have.wraps || corner
}

func (p *painter) put(s string) { p.out = append(p.out, s...) }

// ink makes a style the pen's.
func (p *painter) ink(s style) {
	p.put(s.from(p.have.pen))
	p.have.pen = s
}

// inkBlank makes the pen's ground and lines those of a blank; its ink may stay.
func (p *painter) inkBlank(s style) {
	pen := p.have.pen
	if pen.blank() == s {
		return
	}
	kept := pen
	kept.bg = s.bg
	kept.attrs &^= onBlank
	kept.line = ""
	if len(kept.from(pen)) < len(s.from(pen)) {
		s = kept
	}
	p.ink(s)
}

// moveTo takes the cursor to a cell by the shortest way.
func (p *painter) moveTo(x, y int) {
	h := p.have
	if !p.astray && h.x == x && h.y == y {
		return
	}
	best := ansi.CursorPosition(x+1, y+1)
	if !p.astray {
		if way := vertical(y-h.y) + horizontal(h.x, x); len(way) < len(best) {
			best = way
		}
	}
	p.put(best)
	h.moveTo(x, y)
	p.astray = false
}

func vertical(dy int) string {
	switch {
	case dy > 0:
		return ansi.CursorDown(dy)
	case dy < 0:
		return ansi.CursorUp(-dy)
	}
	return ""
}

func horizontal(from, to int) string {
	switch {
	case to == from:
		return ""
	case to == 0:
		return "\r"
	case to > from:
		return ansi.CursorForward(to - from)
	case from-to <= len(ansi.CursorBackward(from-to)):
		return strings.Repeat("\b", from-to)
	}
	return ansi.CursorBackward(from - to)
}
