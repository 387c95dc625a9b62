package terminal

import (
	"fmt"

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
	var todo []run
	for y := range want.h {
		todo = p.compare(todo, y, want.row(y))
	}
	for i := range todo {
		p.foresee(&todo[i], want.row(todo[i].y))
	}
	for _, i := range p.plan(todo).order() {
		p.write(todo[i], want.row(todo[i].y))
	}
}

// write writes a run of a row.
func (p *painter) write(r run, want []cell) {
	p.moveTo(r.from, r.y)
	if r.inked {
		p.ink(r.pen)
	}
	for x := r.from; x < r.to; {
		n := blanks(want, x)
		switch {
		case r.to-x > 3 && x+n == len(want):
			p.inkBlank(want[x].style)
			p.put("\x1b[K")
			p.have.erase(x, len(want))
			return
		case n > 0:
			p.space(want[x].style, min(n, r.to-x), r.to-x-n)
			x += min(n, r.to-x)
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
	at := 0
	if p.astray {
		at = absoluteCost(p.have.x, p.have.y)
	}
	if p.blanks && n > at+len(erase)+len(over) {
		p.moveTo(p.have.x, p.have.y)
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
	n := width(want, x)
	p.ink(c.style)
	p.letter(c.text, n)
	p.astray = p.astray || n > 1
	return n
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
