package list

import (
	"strings"

	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
)

// The heights from which there is a heading over the rows, and a foot under them.
const (
	headFrom = 8
	footFrom = 4
)

func (l *List[ID]) headLines() int {
	if l.w < l.narrow || l.h < headFrom {
		return 0
	}
	return 1
}

// Headed tells whether there is a heading over the rows.
func (l *List[ID]) Headed() bool { return l.headLines() > 0 }

func (l *List[ID]) footLines() int {
	if l.h < footFrom {
		return 0
	}
	return 1
}

// Room is the lines for rows.
func (l *List[ID]) Room() int { return max(1, l.h-l.headLines()-l.footLines()) }

// CursorLine is the line of the list that the cursor's row begins on.
func (l *List[ID]) CursorLine() int { return l.headLines() + l.line }

// Drawing is what a list is drawn from. Its lines are as wide as the list.
type Drawing struct {
	Head, Foot string
	// Row are the lines of the row at a place.
	Row func(i int, here bool) []string
	// Empty are the lines in place of rows when there are none.
	Empty []string
}

// View draws the list, exactly as wide and high as it was told to be.
func (l *List[ID]) View(rows Rows[ID], d Drawing) string {
	lines := make([]string, 0, l.h)
	if l.headLines() == 1 {
		lines = append(lines, d.Head)
	}
	from, to := l.Visible(rows)
	for i := from; i < to; i++ {
		lines = append(lines, d.Row(i, i == l.at)...)
	}
	if rows.Len() == 0 {
		lines = append(lines, d.Empty...)
	}
	body := cells.Block(lines, l.w, l.h-l.footLines())
	if l.footLines() == 0 {
		return body
	}
	return body + "\n" + d.Foot
}

// Row begins a row of a list: the bar on the cursor's row and the mark, each in a cell
// of its own. On the cursor's row all that is put into it is on the cursor's ground.
func Row(th theme.Theme, w int, here, marked bool) *cells.Row {
	return RowOn(th, w, here, here, marked)
}

// RowOn is Row where others than the cursor's row are on its ground too.
func RowOn(th theme.Theme, w int, here, lit, marked bool) *cells.Row {
	lift := func(s theme.Style) theme.Style { return s }
	bar := " "
	if lit {
		lift = th.OnSel
	}
	if here {
		bar = th.Accent.Render(th.Glyphs.Bar)
	}
	r := cells.Lift(lift, w).Raw(bar, 1)
	if marked {
		return r.Put(th.Accent.Bold(true), th.Glyphs.Mark)
	}
	return r.To(2)
}

// Under begins another line of the same row, so many cells in: the cursor's ground covers all
// of its row.
func Under(th theme.Theme, w int, here bool, in int) *cells.Row {
	if !here {
		return cells.NewRow(w).Skip(in)
	}
	return cells.Lift(th.OnSel, w).Raw(" ", 1).To(in)
}

// Head is the line over a list's rows.
func Head(th theme.Theme, w int, text string) string {
	return cells.NewRow(w).PutCut(th.Faint, text, w, th.Glyphs.Ellipsis).String()
}

// Foot is the line under a list's rows, with what can be done at its right end. Of a text in
// parts, with three blanks between them, the last ones are left out where not all fit.
func Foot(th theme.Theme, w int, text, aside string) string {
	for at := strings.LastIndex(text, "   "); at > 0 && format.Width(text) > w-2; at = strings.LastIndex(text, "   ") {
		text = text[:at]
	}
	r := cells.NewRow(w).Skip(1).PutCut(th.Muted, text, w-2, th.Glyphs.Ellipsis)
	if n := format.Width(aside); aside != "" && n < r.Left()-1 {
		r.To(w-1-n).Put(th.Accent, aside)
	}
	return r.String()
}
