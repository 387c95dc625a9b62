package ui

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"lipdash/ui/kit/format"
	"lipdash/ui/kit/stack"
	"lipdash/ui/kit/theme"
)

// drawLayers lays what is open over the drawn lines, the layer on top last.
func (m *Model) drawLayers(lines []string, l layout) []string {
	for _, o := range m.layers.Layers() {
		th := m.theme
		if o != m.layers.Top() {
			th = th.Dimmed()
		}
		switch place := o.Place(l.width); place.At {
		case stack.Block:
			layBlock(th.Glyphs, lines, o.View(th, place.Width), l.width)
		case stack.Body:
			if from := l.header + l.rule + l.banner; l.body > 0 && from+l.body <= len(lines) {
				copy(lines[from:from+l.body], strings.Split(o.View(th, l.width), "\n"))
			}
		case stack.Title:
			if x, y, w := m.titleCell(l, len(lines)); y >= 0 && y < len(lines) {
				lines[y] = lay(lines[y], o.View(th, w), x, l.width)
			}
		}
	}
	return lines
}

// titleCell is where the title of the chosen job is: on its row, or on the note line when
// the row is not on screen.
func (m *Model) titleCell(l layout, lines int) (x, y, w int) {
	if m.screen == screenJobs {
		if line, left, room, ok := m.list.TitleCell(40); ok {
			return left, l.header + l.rule + l.banner + line, room
		}
	}
	return 1, lines - 1 - l.hints, l.width - 2
}

// layBlock lays a block over the middle of the drawn lines.
func layBlock(g theme.Glyphs, lines []string, block string, width int) {
	rows := strings.Split(block, "\n")
	y := max(0, (len(lines)-len(rows))/2)
	x := max(0, (width-format.Width(rows[0]))/2)
	for i, r := range rows {
		if y+i < len(lines) {
			lines[y+i] = layRow(g, lines[y+i], r, x, width)
		}
	}
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

// layRow is lay for a row of a block: what is under it shows beside it as far
// as nothing is torn. On the left the text is cut as every column cuts its own, on
// the right it is whole columns.
func layRow(g theme.Glyphs, line, over string, x, width int) string {
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
