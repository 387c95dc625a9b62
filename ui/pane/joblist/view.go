package joblist

import (
	"slices"
	"strings"

	"lipdash/api"
	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/list"
	"lipdash/ui/kit/theme"
)

// Row is one job as text, already safe to draw.
type Row struct {
	Status api.Status
	// State is how the state is shown when it is not one of a job's.
	State *theme.State
	// Title is one line; Quiet draws it as an aside.
	Title string
	Quiet bool
	// Mode, Length, Cost and Age are "" where they are not known.
	Mode, Length, Cost, Age string
	Info                    string
	InfoTone                theme.Tone
	// Note is a quiet word after the info, left out where it does not fit.
	Note string
	// Fresh rows changed state a moment ago and are a little brighter.
	Fresh bool
	// Going rows are about to be deleted and are drawn faint.
	Going bool
}

// Shown is the row's state, fit to be drawn.
func (r Row) Shown(th theme.Theme) theme.State {
	st := th.Status(r.Status)
	if r.State != nil {
		st = th.Shown(*r.State)
	}
	st.Word = string(format.Safe(st.Word))
	return st
}

// text is what a row has in a column of figures or one word.
func (r Row) text(c Column) string {
	return [len(all)]string{Mode: r.Mode, Length: r.Length, Cost: r.Cost, Age: r.Age}[c]
}

// has is what it fills of the columns: state and title it always has.
func (r Row) has() (out filled) {
	for c := range all {
		out[c] = width(r.text(Column(c)))
		if !all[c].figures && !all[c].spare {
			out[c] = whole
		}
	}
	if r.Info == "" && r.Note == "" {
		out[Info] = 0
	}
	return out
}

// View draws the pane, exactly as wide and high as it was told to be.
func (l *List) View(th theme.Theme, rows Rows, foot Foot) string {
	if !l.Headed() || format.Width(foot.Above) > l.news(foot) {
		foot.Aside, foot.Above = strings.TrimSuffix(foot.Above+"   "+foot.Aside, "   "), ""
	}
	ranged, n := l.Ranged(l.Cursor(), rows)
	return l.List.View(rows, list.Drawing{
		Head: l.heading(th, foot), Foot: l.foot(th, rows, foot, n), Empty: cells.Words(th, l.w, l.Room(), foot.Empty...),
		Row: func(i int, here bool) []string {
			id := rows.ID(i)
			return []string{l.row(th, here, l.Marked(id), ranged(i), rows.Row(i))}
		},
	})
}

// heading names the columns, which of them the rows are sorted by, and behind the title's what
// came in above.
func (l *List) heading(th theme.Theme, f Foot) string {
	r, arrow := cells.NewRow(l.w), th.Glyphs.Down
	if f.Up {
		arrow = th.Glyphs.Up
	}
	for _, c := range l.layout() {
		head, x, style := all[c.Column].head, c.x, th.Faint
		if all[c.Column].figures {
			x = max(c.x, c.end()-len(head))
		}
		if all[c.Column].name == f.Sorted {
			style = th.Text
			if all[c.Column].figures { // its end is where the figures end
				r.To(x-1).Put(style, arrow)
			} else {
				head += " " + arrow
			}
		}
		r.To(x).PutCut(style, head, c.end()-x, th.Glyphs.Ellipsis)
		if n := format.Width(f.Above); c.Column == Title && f.Above != "" && n <= l.news(f) {
			r.To(c.end()-1-n).Put(th.Accent, f.Above) // two cells before the next heading or its arrow
		}
	}
	return r.String()
}

// HeadAt is the name of the column whose heading is at a cell of the list, "" for none.
func (l *List) HeadAt(x, line int) string {
	for _, c := range l.layout() {
		if line == 0 && l.Headed() && x >= c.x-1 && x < c.end() {
			return all[c.Column].name
		}
	}
	return ""
}

// news is how many cells the heading has for what came in above, two cells from what is beside it.
func (l *List) news(f Foot) int {
	room := l.layout().of(Title).w - len("TITLE") - 3
	if f.Sorted == all[Title].name {
		room -= len(" ^")
	}
	return room
}

// row draws a row. marked tells of its mark, ranged that it is in an open range.
func (l *List) row(th theme.Theme, here, marked, ranged bool, r Row) string {
	end, st := th.Glyphs.Ellipsis, r.Shown(th)
	title, info, facts := th.Text, th.Tone(r.InfoTone, th.Muted), th.Muted
	switch {
	case here:
		title = title.Bold(true)
	case r.Quiet:
		title = th.Muted
	}
	if r.Fresh && !th.Still {
		st.Style = st.Style.Bold(true)
	}
	if r.Going {
		st.Style, title, info, facts = th.Faint, th.Faint, th.Faint, th.Faint
	}
	line := list.RowOn(th, l.w, here, here || ranged, marked || ranged)
	cs := l.layout()
	forTitle, forInfo := cs.rooms(width(r.Title), r.has())
	for _, c := range cs {
		switch c.Column {
		case Status:
			line.To(c.x).Put(st.Style, st.Glyph+" "+string(format.CutWith(format.Drawn(st.Word), c.w-2, end)))
		case Title:
			line.To(c.x).DrawCut(title, format.Safe(r.Title), forTitle, end)
		case Info:
			words := r.words(c.w)
			room := max(c.w, min(forInfo, format.Width(words)))
			line.To(c.end()-room).DrawCut(info, words, room, end)
		default:
			text := r.text(c.Column)
			if all[c.Column].figures {
				text = format.FitRight(text, c.w)
			}
			if r.text(c.Column) != "" {
				line.To(c.x).PutCut(facts, text, c.w, end)
			}
		}
	}
	return line.String()
}

// words are the info, and the note where there is room for both.
func (r Row) words(room int) format.Drawn {
	switch {
	case r.Note == "" || r.Going:
		return format.Safe(r.Info)
	case r.Info == "":
		return format.Safe(r.Note)
	}
	if both := format.Safe(r.Info + ", " + r.Note); format.Width(both) <= room {
		return both
	}
	return format.Safe(r.Info)
}

// TitleCell is where the title of the cursor's row is drawn, for the editor that is laid
// over it: its line within the pane, its first cell and its width, which reaches over
// whole columns until it is as wide as told.
func (l *List) TitleCell(least int) (line, x, width int, ok bool) {
	cs := l.layout()
	at := slices.IndexFunc(cs, func(c cell) bool { return c.Column == Title })
	if l.none() || l.CursorLine() >= l.h || at < 0 {
		return 0, 0, 0, false
	}
	x, width = cs[at].x, cs[at].w
	for i := at + 1; i < len(cs) && width < least; i++ {
		if width = cs[i].end() - x; i == len(cs)-1 {
			width = l.w - x
		}
	}
	return l.CursorLine(), x, width, true
}
