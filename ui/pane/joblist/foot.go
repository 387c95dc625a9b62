package joblist

import (
	"strconv"
	"strings"

	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
)

// Foot is the line under the rows: what they are, more about that, and at the
// right end what can be done.
type Foot struct {
	Page, More, Aside string
	// Above tells of rows that came in above, where they come in.
	Above string
	// Sorted is the name of the column that the rows are sorted by, "" for none, which its heading
	// shows; Up tells that the lowest is first.
	Sorted string
	Up     bool
	// Line takes the place of all that: a line that is being typed, already drawn
	// as wide as the list.
	Line string
	// Empty is what stands in place of the rows when there are none.
	Empty []string
}

func (l *List) foot(th theme.Theme, rows Rows, f Foot, ranged int) string {
	if f.Line != "" {
		return f.Line
	}
	e := th.Glyphs.Ellipsis
	marks := format.CutWith(l.marksText(rows, ranged), max(0, l.w-2), e)
	r := cells.NewRow(l.w).Skip(1)
	page, more := format.SafeLines(f.Page), format.SafeLines(f.More)
	if marks != "" && format.Width(page) > r.Left()-1-format.Width(marks) {
		page, more, marks = "", "", strings.TrimLeft(marks, " ")
	}
	r.DrawCut(th.Text, page, r.Left()-1-format.Width(marks), e)
	room := r.Left() - 1 - format.Width(marks)
	if n := format.Width(f.Aside); n > 0 && n+4 <= room && 1+format.Width(more) > room-n-4 {
		more = "" // what can be done is not cut for it
	}
	if more != "" && room > leastMore {
		r.Skip(1).DrawCut(th.Muted, more, room-1, e)
	}
	r.Put(th.Accent, marks)
	if room := r.Left() - 1 - 4; room >= leastMore {
		aside := format.CutWith(f.Aside, room, e)
		r.To(l.w-1-format.Width(aside)).Put(th.Accent, aside)
	}
	return r.String()
}

// leastMore is the room below which a part is left out.
const leastMore = 8

// marksText tells of the marks, and of an open range of so many rows.
func (l *List) marksText(rows Rows, ranged int) string {
	s := ""
	if n := l.Marks(); n > 0 {
		s = "   " + strconv.Itoa(n) + " marked"
		if hidden := l.Hidden(rows); hidden > 0 {
			s += ", " + strconv.Itoa(hidden) + " not shown"
		}
	}
	if l.InRange() {
		s += "   range"
		if ranged > 1 {
			s += " of " + strconv.Itoa(ranged)
		}
		s += ": " + l.keys.Of(keymap.Range, keymap.Jobs) + " ends it"
	}
	return s
}
