package terminal

import (
	"fmt"
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

// paint writes what differs.
func (p *painter) paint(want *grid) {
	for y := range want.h {
		p.paintRow(y, want.row(y))
	}
}

func (p *painter) paintRow(y int, want []cell) {
	have := p.have.row(y)
	from := -1
	var to int
	for x := 0; x < len(want); x++ {
		if want[x] == have[x] {
			continue
		}
		a, b := touched(want, have, x)
		switch {
		case from < 0:
			from, to = a, b
		case a <= to || p.bridge(want, to, a):
			to = max(to, b)
		default:
			p.span(y, want, from, to)
			from, to = max(a, to), b
		}
		x = max(x, to-1)
	}
	if from >= 0 {
		p.span(y, want, from, to)
	}
}

// touched is the cells that a change at a column makes necessary: all halves of the
// wide characters it touches, of the old picture and the new one.
func touched(want, have []cell, x int) (from, to int) {
	from, to = x, x+1
	for from > 0 && (want[from].text == "" || have[from].text == "") {
		from--
	}
	for to < len(want) && (want[to].text == "" || have[to].text == "") {
		to++
	}
	return from, to
}

// bridge tells whether writing the equal cells between two changes again is
// cheaper than moving over them.
func (p *painter) bridge(want []cell, from, to int) bool {
	if to-from > 12 {
		return false
	}
	pen := want[from-1].style
	cost := 0
	for _, c := range want[from:to] {
		if c.text != " " || pen.blank() != c.style {
			cost += len(c.style.from(pen))
			pen = c.style
		}
		cost += len(c.text)
	}
	cost += len(want[to].style.from(pen))
	return cost <= len(fmt.Sprintf("\x1b[%dC", to-from))+len(want[to].style.from(want[from-1].style))
}

// span writes the cells from one column to before another.
func (p *painter) span(y int, want []cell, from, to int) {
	p.moveTo(from, y)
	for x := from; x < to; {
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
		p.write(" ", 1)
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
	p.write(c.text, width)
	p.astray = p.astray || width > 1
	return width
}

// write writes one character. In the lower right corner wrapping is off, since
// some terminals scroll there at once.
func (p *painter) write(text string, width int) {
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
