package joblist

import (
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
)

// Foot is the line under the rows: what they are, more about that, and at the
// right end what can be done.
type Foot struct {
	Page, More, Aside string
	// Line takes the place of all that: a line that is being typed, already drawn
	// as wide as the list.
	Line string
	// Empty is what stands in place of the rows when there are none.
	Empty []string
}

func (l *List) foot(th theme.Theme, rows Rows, f Foot) string {
	if f.Line != "" {
		return f.Line
	}
	e := th.Glyphs.Ellipsis
	marks := format.CutWith(l.marksText(rows), max(0, l.width-2), e)
	room := max(0, l.width-2-format.Width(marks))
	page := string(format.CutWith(format.SafeLines(f.Page), room, e))
	room -= format.Width(page)
	more := ""
	if f.More != "" && room > leastMore {
		more = " " + string(format.CutWith(format.SafeLines(f.More), room-1, e))
	}
	aside := ""
	if space := room - format.Width(more) - 4; space >= leastMore {
		aside = format.CutWith(f.Aside, space, e)
	}
	gap := max(0, room-format.Width(more)-format.Width(aside))
	left := " " + styled(th.Text, page) + styled(th.Muted, more) + styled(th.Accent, marks)
	return left + strings.Repeat(" ", gap) + styled(th.Accent, aside) + " "
}

func styled(s lipgloss.Style, text string) string {
	if text == "" {
		return ""
	}
	return s.Render(text)
}

// leastMore is the room below which a part is left out.
const leastMore = 8

func (l *List) marksText(rows Rows) string {
	s := ""
	if n := len(l.marks); n > 0 {
		s = "   " + strconv.Itoa(n) + " marked"
		if hidden := l.Hidden(rows); hidden > 0 {
			s += ", " + strconv.Itoa(hidden) + " not shown"
		}
	}
	if l.anchor != (action.RowID{}) {
		s += "   range: v ends it"
	}
	return s
}

// empty is what is said in place of rows.
func (l *List) empty(th theme.Theme, texts []string) []string {
	var out []string
	for range max(0, l.rowsShown()/3) {
		out = append(out, "")
	}
	for _, t := range texts {
		for _, part := range format.Wrap(format.SafeLines(t), max(10, l.width-8)) {
			out = append(out, th.Muted.Render("    "+string(part)))
		}
		if t == "" {
			out = append(out, "")
		}
	}
	for i, s := range out {
		out[i] = s + strings.Repeat(" ", max(0, l.width-format.Width(s)))
	}
	return out[:min(len(out), l.rowsShown())]
}
