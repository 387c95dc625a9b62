package joblist

import (
	"math"

	"lipdash/api"
	"lipdash/ui/kit/action"
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
	// Title is one line; Untitled draws it as an aside.
	Title    string
	Untitled bool
	Length   string
	Age      string
	Info     string
	InfoTone theme.Tone
	// Note is a quiet word after the info, left out where it does not fit.
	Note string
	// Fresh rows changed state a moment ago and are a little brighter.
	Fresh bool
	// Going rows are about to be deleted and are drawn faint.
	Going bool
}

// Narrow is the width below which a row is only status, title and info.
const Narrow = 60

// columns are the widths of a row's cells.
type columns struct{ word, title, length, age, info int }

// ampleTitle is the width from which on a title gives way to the info, and mostInfo
// how far.
const ampleTitle, mostInfo = 48, 60

// lead is the cells before the title: bar, mark, gap, glyph, gap, word, gap.
const lead = 5

func layout(w int) columns {
	c := columns{word: 8, length: 7, age: 5}
	if w < Narrow {
		c.word, c.length, c.age = 7, 0, 0
		rest := max(0, w-lead-c.word-1)
		c.info = min(18, rest*2/5)
		c.title = max(0, rest-c.info-1)
		return c
	}
	rest := w - lead - c.word - 1 - c.length - 1 - c.age - 3
	c.info = max(14, min(28, rest*2/5))
	// Where a title has room enough, a reason is read to its end.
	c.info += max(0, min(mostInfo-c.info, rest-c.info-1-ampleTitle))
	c.title = max(0, rest-c.info-1)
	return c
}

// facts are the cells of length and age, with the gaps around them.
func (c columns) facts() int {
	if c.age == 0 {
		return 0
	}
	return format.Width(c.right("", "")) + 2
}

// right are length and age, each at the right end of its column.
func (c columns) right(length, age string) string {
	s := format.FitRight(age, c.age+1)
	if c.length > 0 {
		s = format.FitRight(length, c.length+1) + s
	}
	return s
}

// leastTitle is the width that a title keeps beside long reasons, and looked how many
// rows are looked at.
const leastTitle, looked = 16, 200

// measured is what columns are measured for.
type measured struct {
	choice any
	w      int
}

// measure parts the cells of title and info so that as little as possible is cut; what
// is cut of a title counts twice. It is done once for a page or a filter and not again
// when a value changes or a row arrives, so that no column moves then.
func (l *List) measure(rows Rows) {
	of := measured{rows.Choice(), l.w}
	if rows.Len() == 0 {
		of = measured{}
	}
	if l.of == of {
		return
	}
	l.of, l.columns = of, layout(l.w)
	var titles, infos []int
	longest, failed := 0, true
	for i := range min(looked, rows.Len()) {
		r := rows.Row(i)
		titles, infos = append(titles, format.Width(format.Safe(r.Title))), append(infos, format.Width(format.Safe(r.Info)))
		longest, failed = max(longest, titles[i]), failed && r.Status == api.StatusFailed
	}
	least, both := math.MaxInt, l.columns.title+l.columns.info
	if failed && l.columns.length > 0 { // none of them will ever have a length
		both += l.columns.length + 1
		l.columns.length = 0
	}
	for title := l.columns.title; title >= min(leastTitle, longest); title-- {
		if cut := 2*over(titles, title) + over(infos, both-title); cut < least {
			least, l.columns.title, l.columns.info = cut, title, both-title
		}
	}
}

// over is how much of widths is more than there is.
func over(widths []int, w int) int {
	n := 0
	for _, x := range widths {
		n += max(0, x-w)
	}
	return n
}

// layout are the columns, also where there is no row to measure.
func (l *List) layout() columns {
	if l.of.w != l.w {
		return layout(l.w)
	}
	return l.columns
}

// View draws the pane, exactly as wide and high as it was told to be.
func (l *List) View(th theme.Theme, rows Rows, foot Foot) string {
	return l.List.View(rows, list.Drawing{
		Head: l.heading(th), Foot: l.foot(th, rows, foot), Empty: cells.Words(th.Muted, l.w, l.Room(), foot.Empty...),
		Row: func(i int, here bool) []string { return []string{l.row(th, here, rows.ID(i), rows.Row(i))} },
	})
}

func (l *List) heading(th theme.Theme) string {
	c := l.layout()
	s := "   " + format.FitWith("STATUS", 2+c.word+1, "") + format.FitWith("TITLE", c.title, "") +
		c.right("LENGTH", "AGE") + "   INFO"
	return list.Head(th, l.w, s)
}

func (l *List) row(th theme.Theme, here bool, id action.RowID, r Row) string {
	c, end := l.layout(), th.Glyphs.Ellipsis
	st := th.Status(r.Status)
	if r.State != nil {
		st = *r.State
	}
	title, info, facts := th.Text, th.Tone(r.InfoTone, th.Muted), th.Muted
	switch {
	case r.Untitled:
		title = th.Muted
	case here:
		title = title.Bold(true)
	}
	if r.Fresh {
		st.Style = st.Style.Bold(true)
	}
	if r.Going {
		st.Style, title, info, facts = th.Faint, th.Faint, th.Faint, th.Faint
	}
	line := list.Row(th, l.w, here, l.Marked(id))
	line.Put(st.Style, " "+st.Glyph+" "+string(format.FitWith(format.Safe(st.Word), c.word, end))+" ")
	line.Draw(title, format.FitWith(format.Safe(r.Title), c.title, end))
	words, free := r.words(l.w-lead-c.word-1-c.title-c.facts()-1), c.facts()
	switch missing := format.Width(words) + 1 - (line.Left() - free); {
	case r.Length+r.Age == "":
		line.Skip(free - max(0, min(missing, free))) // a reason takes the cells of what the row has not
	case free > 0:
		line.Put(facts, c.right(r.Length, r.Age)+"  ")
	}
	line.Skip(1)
	return line.DrawCut(info, words, line.Left(), end).String()
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
	if l.none() || l.CursorLine() >= l.h {
		return 0, 0, 0, false
	}
	c := l.layout()
	x = lead + c.word + 1
	for _, width = range []int{c.title, c.title + c.length + 1, c.title + c.facts() - 2, l.w - x} {
		if width >= least {
			break
		}
	}
	return l.CursorLine(), x, width, true
}
