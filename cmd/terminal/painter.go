package terminal

import (
	"strconv"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"lipdash/api/safely"
)

// paint adds what differs from what is shown to what is to be sent.
func (p *painter) paint() (err error) {
	if !p.alt || p.content == "" || p.broken {
		return nil
	}
	if p.spoilt.Swap(false) {
		p.known = false
	}
	p.broken = true
	defer safely.Catch(&err) // what ends the modes must still be written
	start := p.buf.Len()
	uv.NewStyledString(p.content).Draw(p.next, p.next.Bounds())
	if !p.known {
		p.setStyle(uv.Style{})
		p.buf.WriteString(ansi.EraseEntireScreen)
		p.clear()
	}
	for y, row := range p.next.Lines {
		unite(row)
		p.row(y, p.shown.Line(y), row)
	}
	p.flush()
	if p.penKnown && !p.pen.IsZero() {
		p.setStyle(uv.Style{})
	}
	p.shown, p.next = p.next, p.shown
	if p.bracketed && p.buf.Len()-start > brief {
		update := string(p.buf.Bytes()[start:])
		p.buf.Truncate(start)
		p.buf.WriteString(ansi.SetModeSynchronizedOutput + update + ansi.ResetModeSynchronizedOutput)
	}
	p.broken = false
	return nil
}

// brief is how many bytes are sent without the brackets of a synchronized update,
// which are 16 bytes themselves: a packet and a terminal's read hold many times as
// much, so nobody sees a half of it.
const brief = 128

// enter goes to the alternate screen before Bubble Tea does, which waits for its
// first tick.
func (p *painter) enter() {
	p.buf.WriteString(ansi.SetModeAltScreenSaveCursor + ansi.EraseEntireScreen + ansi.ResetModeTextCursorEnable)
	p.alt, p.entered = true, true
	p.clear()
}

// clear notes that the terminal shows nothing.
func (p *painter) clear() {
	p.shown.Clear()
	p.known = true
	p.lose()
}

// lose notes that cursor and pen may be anywhere.
func (p *painter) lose() { p.y, p.placed, p.penKnown = -1, false, false }

// row notes the cells of a row that differ as runs to be written, but writes clusters of
// doubtful width at once: what follows them is written over what they ran over.
func (p *painter) row(y int, have, want uv.Line) {
	blank := trailing(want)
	spilled := 0 // up to where what was written may have run over
	cleared := 0 // up to where the cells of doubtful clusters are blank
	for x := 0; x < len(want); {
		c, n := &want[x], max(1, want[x].Width)
		odd := doubtful(c.Content)
		switch {
		case x >= spilled && same(have, want, x, n):
		case x >= blank && len(want)-x > 3:
			p.add(run{y: y, x: x, end: len(want), style: c.Style, blank: true, erases: true})
			return
		case !odd && x >= cleared:
			p.add(run{y: y, x: x, end: x + n, style: c.Style, blank: c.Content == " " && lineless(c.Style)})
		default:
			p.reach(want, x, y)
			if odd && x >= cleared {
				cleared = p.clearFor(have, want, x, y)
			}
			p.cell(c, n, y, odd)
			if odd {
				spilled = x + n + 2
			}
		}
		x += n
	}
}

// trailing is the column from which on a row is blank to its end.
func trailing(row uv.Line) int {
	x := len(row)
	for x > 0 && row[x-1].Content == " " && row[x-1].Link.IsZero() && blankStyle(row[x-1].Style) {
		x--
	}
	return x
}

// blankStyle tells whether erasing leaves a blank of this style everywhere: not
// every terminal erases to the pen's ground.
func blankStyle(s uv.Style) bool {
	return s.Bg == nil && lineless(s)
}

// same tells whether the n cells from a column on look alike.
func same(have, want uv.Line, x, n int) bool {
	for i := x; i < min(x+n, len(want)); i++ {
		a, b := &have[i], &want[i]
		if a.Content != b.Content || a.Width != b.Width || !a.Link.Equal(&b.Link) {
			return false
		}
		if !a.Style.Equal(&b.Style) && (a.Content != " " || !blankStyle(a.Style) || !blankStyle(b.Style)) {
			return false
		}
	}
	return true
}

// gap is how many cells that did not change are written again rather than jumped
// over, which takes as many bytes.
const gap = 4

// reach brings the cursor to a cell, over cells that did not change where that is
// not dearer.
func (p *painter) reach(want uv.Line, x, y int) {
	if p.placed && p.y == y && p.x < x && x-p.x <= gap {
		cheap := true
		for i := p.x; i < x; i++ {
			c := &want[i]
			cheap = cheap && c.Width == 1 && len(c.Content) == 1 && p.penKnown && (c.Style.Equal(&p.pen) || c.Content == " " && blankStyle(c.Style) && blankStyle(p.pen))
		}
		for i := p.x; cheap && i < x; i++ {
			p.buf.WriteString(want[i].Content)
		}
		if cheap {
			p.x = x
		}
	}
	p.moveTo(x, y)
}

// cell writes a cell of n columns at the cursor, odd where its width is doubtful.
func (p *painter) cell(c *uv.Cell, n, y int, odd bool) {
	p.setStyle(p.styleOf(c))
	// In the lower right corner wrapping is off, since some terminals scroll there
	// at once, and in the last column for what might be wider than it.
	edge := p.x+n >= p.next.Width() && (odd || y == p.next.Height()-1)
	if edge {
		p.buf.WriteString(ansi.ResetModeAutoWrap)
	}
	p.buf.WriteString(c.Content)
	if edge {
		p.buf.WriteString(ansi.SetModeAutoWrap)
	}
	p.x += n
	p.placed = !odd && p.x < p.next.Width()
}

// styleOf is the style of a cell. A blank shows its ground alone, so the pen keeps its
// colour for it.
func (p *painter) styleOf(c *uv.Cell) uv.Style {
	s := c.Style
	if c.Content == " " && p.penKnown && lineless(s) && lineless(p.pen) {
		s.Fg, s.Attrs = p.pen.Fg, p.pen.Attrs
	}
	return s
}

// lineless tells whether a blank of this style is its ground alone.
func lineless(s uv.Style) bool {
	return s.Underline == ansi.UnderlineNone && s.Attrs&^(uv.AttrBold|uv.AttrFaint|uv.AttrItalic) == 0
}

func (p *painter) moveTo(x, y int) {
	switch {
	case p.placed && p.x == x && p.y == y:
		return
	case p.y == y && x == 0:
		p.buf.WriteByte('\r')
	case p.y == y && p.placed && x > p.x && x-p.x < 10:
		p.buf.WriteString(ansi.CursorForward(x - p.x))
	case p.y == y:
		p.buf.WriteString(ansi.CursorHorizontalAbsolute(x + 1))
	case x == 0:
		p.buf.WriteString("\x1b[" + strconv.Itoa(y+1) + "H")
	default:
		p.buf.WriteString(ansi.CursorPosition(x+1, y+1))
	}
	p.x, p.y, p.placed = x, y, true
}

// setStyle makes a style the pen's, in the colours that the terminal has.
func (p *painter) setStyle(s uv.Style) {
	to := uv.ConvertStyle(s, p.profile)
	switch {
	case p.penKnown && s.Equal(&p.pen):
		return
	case !p.penKnown:
		p.buf.WriteString(ansi.ResetStyle)
		p.buf.WriteString(uv.StyleDiff(&uv.Style{}, &to))
	default:
		from := uv.ConvertStyle(p.pen, p.profile)
		p.buf.WriteString(uv.StyleDiff(&from, &to))
	}
	p.pen, p.penKnown = s, true
}
