package cells

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"lipdash/ui/kit/format"
)

// LayBlock lays a block over the middle of drawn lines that are width cells wide. What is
// under it shows beside it as far as nothing is torn: cut with the ellipsis, and from where
// a column begins, or the rule between two panes.
//
// Lip Gloss has layers and a canvas for this; they measure by another rule than the rest of
// the screen and know no columns, so that half words show beside a block.
func LayBlock(lines []string, block string, width int, ellipsis, rule string) {
	rows := strings.Split(block, "\n")
	x, y := BlockAt(len(lines), len(rows), format.Width(rows[0]), width)
	for i, r := range rows {
		if y+i < len(lines) {
			lines[y+i] = layRow(lines[y+i], r, x, width, ellipsis, rule)
		}
	}
}

// Lay puts drawn text over a drawn line at a cell. A wide character cut in
// half by the edge is replaced by a space.
func Lay(line, over string, x, width int) string {
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

// layRow is Lay for a row of a block: what is under it shows beside it as far
// as nothing is torn. On the left the text is cut as every column cuts its own, on
// the right it is whole columns.
func layRow(line, over string, x, width int, ellipsis, rule string) string {
	end := x + format.Width(over)
	under := cellsOf(line, width)
	left, right := strings.Repeat(" ", x), strings.Repeat(" ", max(0, width-end))
	if n := x - 1; x > worthReading {
		if under[n-1] == " " || under[n] == " " {
			ellipsis = ""
		}
		left = upTo(format.CutWith(upTo(line, x), n, ellipsis), x)
	}
	if n := columnBegins(under, end+1, rule); width-end > worthReading && n < width {
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
