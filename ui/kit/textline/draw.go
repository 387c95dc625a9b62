package textline

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
)

// Ground puts a style on the ground of a field: Theme.OnField, or Theme.OnSel
// where the field lies on a dialog.
type Ground func(theme.Style) theme.Style

// Draw is the line as exactly w cells on a ground. With focus the caret is one
// cell in reverse and the text scrolls so that it is visible; without, the text
// starts at its beginning and is cut at the right.
func (l *Line) Draw(th theme.Theme, on Ground, w int, focus bool) string {
	if w <= 0 {
		return ""
	}
	if !focus {
		return Still(th, on(th.Text), l.text, w)
	}
	text, note := l.split(w)
	before, under, after := l.window(text)
	return render(on(th.Text), before) + on(th.Accent).Reverse().Render(under) + render(on(th.Text), after) + render(on(th.Warn), note)
}

// split is how many of w cells are for the text, and what is said behind it.
func (l *Line) split(w int) (text int, note string) {
	if !l.tooLong {
		return w, ""
	}
	over := " too long, over " + strconv.Itoa(Longest)
	for _, note := range []string{over + " characters", over, " too long"} {
		if left := w - format.Width(note); left >= len(note) {
			return left, note
		}
	}
	return w, ""
}

// Edges are the cells before and behind a field: empty on a ground, brackets
// where the terminal has no ground to show how far the field goes.
func Edges(th theme.Theme) (left, right string) {
	if !th.HasGround() {
		return "[", "]"
	}
	return " ", " "
}

// Still is a text nobody edits, drawn as exactly w cells in a style.
func Still(th theme.Theme, s theme.Style, text string, w int) string {
	l := Line{text: text}
	all, _ := l.cells()
	shown, used := run(all, w)
	if width(all) > w {
		shown, used = run(all, w-1)
		shown, used = shown+th.Glyphs.Ellipsis, used+1
	}
	return render(s, shown+strings.Repeat(" ", max(0, w-used)))
}

func render(s theme.Style, text string) string {
	if text == "" {
		return ""
	}
	return s.Render(text)
}

// cell is what is drawn for one cluster.
type cell struct {
	text string
	w    int
}

// window is what w cells show of the line: before, under and behind the caret.
func (l *Line) window(w int) (before, under, after string) {
	cells, at := l.cells()
	start, caret := begins(cells, at, w)
	before, used := run(cells[start:at], w-caret.w)
	rest := ""
	if at < len(cells) {
		rest, _ = run(cells[at+1:], w-caret.w-used)
	}
	pad := max(0, w-caret.w-used-format.Width(rest))
	return before, caret.text, rest + strings.Repeat(" ", pad)
}

// begins is the first cell that a window of w cells shows, and what the caret stands on.
func begins(cells []cell, at, w int) (start int, caret cell) {
	caret = cell{" ", 1}
	if at < len(cells) && cells[at].w > 0 && cells[at].w <= w {
		caret = cells[at]
	}
	return from(cells, at, w-caret.w-ahead(cells, at, w)), caret
}

// Point puts the caret on a cell of the line as Draw draws it.
func (l *Line) Point(x, w int, focus bool) {
	cells, at := l.cells()
	i := 0
	if focus {
		text, _ := l.split(w)
		i, _ = begins(cells, at, text)
	}
	for ; i < len(cells) && x >= cells[i].w; i++ {
		x -= cells[i].w
	}
	l.at = 0
	for range i {
		l.at += len(first(l.text[l.at:]))
	}
}

// cells are the drawn clusters and the index of the caret's.
func (l *Line) cells() (cells []cell, caret int) {
	for i := 0; i < len(l.text); {
		if i < l.at {
			caret++
		}
		c := first(l.text[i:])
		i += len(c)
		cells = append(cells, draws(c))
	}
	return cells, caret
}

func width(cells []cell) int {
	w := 0
	for _, c := range cells {
		w += c.w
	}
	return w
}

// draws is the cell of a cluster, without a width where it draws nothing.
func draws(cluster string) cell {
	if r, _ := utf8.DecodeRuneInString(cluster); unicode.IsSpace(r) {
		return cell{" ", 1}
	}
	shown := string(format.Safe(cluster))
	return cell{shown, format.Width(shown)}
}

// ahead is how many cells behind the caret should stay visible while the text
// is longer than the window: a quarter of it, so that the middle of a long text
// can be edited with some of what follows in sight.
func ahead(cells []cell, at, w int) int {
	n := 0
	for i := at + 1; i < len(cells) && n < w/4; i++ {
		n += cells[i].w
	}
	return min(n, w/4)
}

// from is the first of the cells before the caret that fits into w cells.
func from(cells []cell, at, w int) int {
	start := at
	for start > 0 && w-cells[start-1].w >= 0 {
		start--
		w -= cells[start].w
	}
	return start
}

// run joins cells while they fit into w.
func run(cells []cell, w int) (text string, used int) {
	var b strings.Builder
	for _, c := range cells {
		if used+c.w > w {
			break
		}
		b.WriteString(c.text)
		used += c.w
	}
	return b.String(), used
}
