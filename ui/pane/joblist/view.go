package joblist

import (
	"strings"

	"charm.land/lipgloss/v2"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
)

// Tone is the weight of a row's info cell.
type Tone int

// The tones of an info cell.
const (
	// Plain info surrounds; News is worth a look; Bad needs a person; Odd is
	// out of the ordinary.
	Plain Tone = iota
	News
	Bad
	Odd
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
	InfoTone Tone
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

// rowsShown is how many rows fit: the heading and the foot take a line each
// where there is room for them.
func (l *List) rowsShown() int { return max(0, l.height-l.headLines()-l.footLines()) }

func (l *List) headLines() int { return cells.HeadLines(l.width, l.height, Narrow) }

func (l *List) footLines() int { return cells.FootLines(l.height) }

// View draws the pane, exactly as wide and high as it was told to be.
func (l *List) View(th theme.Theme, rows Rows, foot Foot) string {
	c := layout(l.width)
	lines := make([]string, 0, l.height)
	if l.headLines() == 1 {
		lines = append(lines, l.heading(th, c))
	}
	top := l.Above()
	for i := top; i < min(rows.Len(), top+l.rowsShown()); i++ {
		lines = append(lines, l.row(th, c, rows.ID(i), rows.Row(i)))
	}
	if rows.Len() == 0 {
		lines = append(lines, l.empty(th, foot.Empty)...)
	}
	for len(lines) < l.height-l.footLines() {
		lines = append(lines, strings.Repeat(" ", l.width))
	}
	if l.footLines() == 1 {
		lines = append(lines, l.foot(th, rows, foot))
	}
	return strings.Join(lines, "\n")
}

func (l *List) heading(th theme.Theme, c columns) string {
	s := strings.Repeat(" ", 3) + format.FitWith("STATUS", 2+c.word+1, th.Glyphs.Ellipsis) + format.FitWith("TITLE", c.title, th.Glyphs.Ellipsis) +
		format.FitRight("LENGTH", c.length+1) + format.FitRight("AGE", c.age+1) + "   " + format.FitWith("INFO", c.info, th.Glyphs.Ellipsis)
	return th.Faint.Render(format.FitWith(s, l.width, th.Glyphs.Ellipsis))
}

func (l *List) row(th theme.Theme, c columns, id action.RowID, r Row) string {
	here := id == l.cursor
	st := th.Status(r.Status)
	if r.State != nil {
		st = *r.State
	}
	on := func(s lipgloss.Style) lipgloss.Style {
		if r.Going {
			return th.Faint
		}
		return s
	}
	title := th.Text
	switch {
	case r.Untitled:
		title = th.Muted
	case here:
		title = title.Bold(true)
	}
	if r.Fresh {
		st.Style = st.Style.Bold(true)
	}
	var b strings.Builder
	b.WriteString(l.bar(th, here))
	b.WriteString(l.markCell(th, on, id))
	b.WriteString(on(st.Style).Render(" " + st.Glyph + " " + string(format.FitWith(format.Safe(st.Word), c.word, th.Glyphs.Ellipsis)) + " "))
	ground := on(title)
	if here {
		// The title alone has a ground: a whole row of it would be drawn twice
		// for each step of the cursor, which a slow link feels.
		ground = th.OnSel(ground)
	}
	b.WriteString(ground.Render(string(format.FitWith(format.Safe(r.Title), c.title, th.Glyphs.Ellipsis))))
	if c.length > 0 {
		b.WriteString(on(th.Muted).Render(format.FitRight(r.Length, c.length+1) + format.FitRight(r.Age, c.age+1)))
		b.WriteString(on(th.Muted).Render("  "))
	}
	b.WriteString(on(infoStyle(th, r.InfoTone)).Render(" " + string(format.FitWith(r.words(l.infoWidth(c)), l.infoWidth(c), th.Glyphs.Ellipsis))))
	return b.String()
}

// infoWidth is what is left of the line, so that a row fills the pane whatever
// the rounding of the columns.
func (l *List) infoWidth(c columns) int {
	used := lead + c.word + 1 + c.title + 1
	if c.length > 0 {
		used += c.length + 1 + c.age + 1 + 2
	}
	return max(0, l.width-used)
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

func (l *List) bar(th theme.Theme, here bool) string {
	if here {
		return th.Accent.Render(th.Glyphs.Bar)
	}
	return " "
}

func (l *List) markCell(th theme.Theme, on func(lipgloss.Style) lipgloss.Style, id action.RowID) string {
	if l.Marked(id) {
		return on(th.Accent.Bold(true)).Render(th.Glyphs.Mark)
	}
	return on(th.Text).Render(" ")
}

func infoStyle(th theme.Theme, t Tone) lipgloss.Style {
	switch t {
	case News:
		return th.Accent
	case Bad:
		return th.Fail
	case Odd:
		return th.Warn
	}
	return th.Muted
}

// TitleCell is where the cursor row's title is drawn: its line within the pane
// and its first cell and width, for the editor that is laid over it.
func (l *List) TitleCell() (line, x, width int, ok bool) {
	c := layout(l.width)
	if l.cursor == (action.RowID{}) || l.line >= l.rowsShown() {
		return 0, 0, 0, false
	}
	return l.headLines() + l.line, lead + c.word + 1, c.title, true
}
