package terminal

import (
	"slices"

	"github.com/charmbracelet/x/ansi"
)

// cell is one place of the screen. The second half of a wide character has no
// text.
type cell struct {
	text  string
	style style
}

// grid is a screen and what the next character does to it.
type grid struct {
	w, h  int
	cells []cell
	x, y  int
	// wraps is true after a character in the last column: the next one goes to
	// the next line.
	wraps bool
	pen   style
	// top and bottom are the scroll region, both inclusive.
	top, bottom int
	noWrap      bool
	insert      bool
	// last is what was printed last, and where, for its repetition and for what
	// combines with it.
	last              string
	lastWidth, lastAt int
}

func newGrid(w, h int) *grid {
	g := &grid{w: w, h: h, cells: make([]cell, w*h), bottom: h - 1}
	g.fill(0, w*h)
	return g
}

func (g *grid) row(y int) []cell { return g.cells[y*g.w : (y+1)*g.w] }

// fill blanks the cells from one index to before another, in the pen's ground.
func (g *grid) fill(from, to int) {
	blank := g.blank()
	for i := from; i < to; i++ {
		g.cells[i] = blank
	}
}

// blank is what erasing leaves.
func (g *grid) blank() cell { return cell{" ", style{bg: g.pen.bg}} }

func (g *grid) at() int { return g.y*g.w + g.x }

// moveTo puts the cursor somewhere on the screen.
func (g *grid) moveTo(x, y int) {
	g.x, g.y, g.wraps = max(0, min(x, g.w-1)), max(0, min(y, g.h-1)), false
}

// draw puts a character of some width at the cursor.
func (g *grid) draw(text string, width int) {
	g.last, g.lastWidth = text, width
	if g.wraps && !g.noWrap {
		g.x = 0
		g.lineFeed()
	}
	g.wraps = false
	if g.x+width > g.w {
		return // the renderer never prints half a character
	}
	if g.insert {
		g.shift(width)
	}
	row := g.row(g.y)
	g.part(row, g.x)
	g.part(row, g.x+width)
	st := g.pen
	if text == " " {
		st = st.blank()
	}
	row[g.x] = cell{text, st}
	g.lastAt = g.at()
	for i := 1; i < width; i++ {
		row[g.x+i] = cell{"", st}
	}
	g.x += width
	if g.x >= g.w {
		g.x, g.wraps = g.w-1, !g.noWrap
	}
}

// combine adds what has no width of its own to the character printed before it.
func (g *grid) combine(text string) {
	if g.last == "" {
		return
	}
	g.cells[g.lastAt].text += text
	g.last += text
}

// part blanks both halves of a wide character that is about to be cut at a
// column.
func (g *grid) part(row []cell, x int) {
	if x <= 0 || x >= len(row) || row[x].text != "" {
		return
	}
	row[x-1], row[x] = cell{" ", row[x-1].style.blank()}, cell{" ", row[x].style.blank()}
}

// erase blanks the cells of the cursor's row from one column to before another.
func (g *grid) erase(from, to int) {
	row := g.row(g.y)
	from, to = max(0, from), min(to, g.w)
	g.part(row, from)
	g.part(row, to)
	g.fill(g.y*g.w+from, g.y*g.w+to)
	g.wraps = false
}

// shift moves the row's cells from the cursor on by n, to the right or, for a
// negative n, to the left.
func (g *grid) shift(n int) {
	row := g.row(g.y)
	g.part(row, g.x)
	rest := row[g.x:]
	k := min(max(n, -n), len(rest))
	if n > 0 {
		copy(rest[k:], rest)
		g.fill(g.at(), g.at()+k)
		if last := &row[g.w-1]; ansi.StringWidthWc(last.text) > 1 {
			*last = cell{" ", last.style.blank()}
		}
		return
	}
	if g.x+k < g.w {
		g.part(row, g.x+k)
	}
	copy(rest, rest[k:])
	g.fill(g.y*g.w+g.w-k, g.y*g.w+g.w)
}

// lineFeed goes down, and scrolls at the bottom of the region.
func (g *grid) lineFeed() {
	switch {
	case g.y == g.bottom:
		g.scroll(g.top, 1)
	case g.y < g.h-1:
		g.y++
	}
}

// reverseLineFeed goes up, and scrolls at the top of the region.
func (g *grid) reverseLineFeed() {
	switch {
	case g.y == g.top:
		g.scroll(g.top, -1)
	case g.y > 0:
		g.y--
	}
}

// scroll moves the rows from one to the region's bottom up by n, or down for a
// negative n.
func (g *grid) scroll(from, n int) {
	if from < g.top || from > g.bottom {
		return
	}
	rows := g.cells[from*g.w : (g.bottom+1)*g.w]
	k := min(max(n, -n)*g.w, len(rows))
	start := from * g.w
	if n > 0 {
		copy(rows, rows[k:])
		g.fill(start+len(rows)-k, start+len(rows))
		return
	}
	copy(rows[k:], slices.Clone(rows[:len(rows)-k]))
	g.fill(start, start+k)
}
