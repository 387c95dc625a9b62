package ui

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
)

// overlaid tells whether a block lies over the panes.
func (m *Model) overlaid() bool { return slices.ContainsFunc(m.overlays, overlay.block) }

// overlay lays what is open over the drawn lines, the one on top last.
func (m *Model) overlay(lines []string, l layout) []string {
	for _, o := range m.overlays {
		th := m.theme
		if o != m.top() {
			th = th.Dimmed()
		}
		lines = o.draw(m, th, lines, l)
	}
	return lines
}

// layOver lays a block over the middle of the drawn lines.
func (m *Model) layOver(lines []string, block string, l layout) []string {
	rows := strings.Split(block, "\n")
	y := max(0, (len(lines)-len(rows))/2)
	x := max(0, (l.width-format.Width(rows[0]))/2)
	for i, r := range rows {
		if y+i < len(lines) {
			lines[y+i] = layBlock(m.theme.Glyphs, lines[y+i], r, x, l.width)
		}
	}
	return lines
}

// draw puts the editor where the title is: on the job's row, or on the note line
// when the row is not on screen.
func (o renameOverlay) draw(m *Model, th theme.Theme, lines []string, l layout) []string {
	x, y, w := 1, len(lines)-1-l.hints, l.width-2
	if m.screen == screenJobs {
		if line, tx, tw, ok := m.list.TitleCell(); ok {
			y, x, w = l.header+l.rule+l.banner+line, tx, max(tw, min(40, l.width-tx-1))
		}
	}
	if y >= 0 && y < len(lines) {
		lines[y] = lay(lines[y], o.View(th, w), x, l.width)
	}
	return lines
}

// draw puts the help in place of the body.
func (o helpOverlay) draw(_ *Model, th theme.Theme, lines []string, l layout) []string {
	if from := l.header + l.rule + l.banner; l.body > 0 && from+l.body <= len(lines) {
		copy(lines[from:from+l.body], strings.Split(o.View(th), "\n"))
	}
	return lines
}

// lay puts drawn text over a drawn line at a cell. A wide character cut in
// half by the edge is replaced by a space.
func lay(line, over string, x, width int) string {
	end := x + format.Width(over)
	return upTo(line, x) + over + from(line, end, width)
}

// upTo is the first n cells of a drawn line.
func upTo(line string, n int) string {
	return format.FitWith(line, n, "")
}

// from is a drawn line from a cell on, width being where it ends.
func from(line string, x, width int) string {
	right := format.From(line, x)
	return strings.Repeat(" ", max(0, width-x-format.Width(right))) + right
}

// worthReading is how many cells there must be beside a block for the line under
// it to be drawn there: shorter ends look like dirt.
const worthReading = 20

// layBlock is lay for a row of a block: what is under it shows beside it as far
// as nothing is torn. On the left the text is cut as every column cuts its own, on
// the right it is whole columns.
func layBlock(g theme.Glyphs, line, over string, x, width int) string {
	end := x + format.Width(over)
	under := cellsOf(line, width)
	left, right := strings.Repeat(" ", x), strings.Repeat(" ", max(0, width-end))
	if n := x - 1; x > worthReading {
		ellipsis := ""
		if under[n-1] != " " && under[n] != " " {
			ellipsis = g.Ellipsis
		}
		left = upTo(format.CutWith(upTo(line, x), n, ellipsis), x)
	}
	if n := columnBegins(under, end+1, g.VRule); width-end > worthReading && n < width {
		right = strings.Repeat(" ", n-end) + from(line, n, width)
	}
	return left + over + right
}

// cellsOf is what stands in each cell of a drawn line, "" in the second one of a
// wide character.
func cellsOf(line string, width int) []string {
	out := make([]string, 0, width)
	for s := ansi.Strip(line); s != ""; {
		c, w := ansi.FirstGraphemeCluster(s, ansi.WcWidth)
		if w > 0 {
			out = append(append(out, c), make([]string, w-1)...)
		}
		s = s[len(c):]
	}
	return append(out, slices.Repeat([]string{" "}, max(0, width-len(out)))...)
}

// columnBegins is the first cell from x on where a column's text begins: behind
// two blanks, or at the rule between the panes or behind it.
func columnBegins(under []string, x int, rule string) int {
	for ; x < len(under); x++ {
		switch {
		case under[x] == rule:
			return x
		case under[x] == " " || under[x] == "" || x < 2 || under[x-1] != " ":
		case under[x-2] == " " || under[x-2] == rule:
			return x
		}
	}
	return x
}
