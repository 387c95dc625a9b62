package cells

import (
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"lipdash/ui/kit/format"
)

// What a click means is told by what is drawn, so that nothing has to be kept in step with
// it: the words on the line that was clicked, and where they stand.

// WordAt is which of some words a cell of a drawn line is in, -1 for none, and how many cells
// into it. They stand on the line in their order; those that do not are passed over.
func WordAt(line string, words []string, x int) (i, in int) {
	for i, s := range spans(line, words) {
		if s.from <= x && x < s.to {
			return i, x - s.from
		}
	}
	return -1, 0
}

// PartAt is the last of some words that begins at a cell or before it, -1 for none.
func PartAt(line string, words []string, x int) int {
	at := -1
	for i, s := range spans(line, words) {
		if s.to > s.from && s.from <= x {
			at = i
		}
	}
	return at
}

// Only tells whether there is nothing but words on a drawn line, at least one of them: no
// other letter and no figure.
func Only(line string, words []string) bool {
	plain, found := ansi.Strip(line), false
	for _, w := range words {
		if i := strings.Index(plain, w); i >= 0 && w != "" {
			plain, found = plain[:i]+" "+plain[i+len(w):], true
		}
	}
	return found && !strings.ContainsFunc(plain, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// span are the cells from one to before another.
type span struct{ from, to int }

// spans are where words stand on a drawn line, nowhere for one that is not there.
func spans(line string, words []string) []span {
	plain, at := ansi.Strip(line), 0
	out := make([]span, len(words))
	for i, w := range words {
		n := strings.Index(plain[at:], w)
		if n < 0 || w == "" {
			continue
		}
		out[i].from = format.Width(plain[:at+n])
		out[i].to = out[i].from + format.Width(w)
		at += n + len(w)
	}
	return out
}

// BlockAt is the cell at which LayBlock lays a block of so many lines and cells.
func BlockAt(lines, rows, cells, width int) (x, y int) {
	return max(0, (width-cells)/2), max(0, (lines-rows)/2)
}
