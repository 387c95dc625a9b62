package output

import (
	"slices"
	"strings"

	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
)

// Table is how one kind of thing is printed.
type Table[T any] struct {
	// Columns are all there are; Shown are the names of those that a table has unasked,
	// all when nil.
	Columns []Column[T]
	Shown   []string
	// Object is what a thing is as JSON: raw JSON goes out as it is. The thing itself
	// when nil.
	Object func(T) any
	// Fields are the names of all fields that an object may have, where one without any
	// values lacks some, such as HeyGen's; nil where it has them. With a dot at its end it is
	// a field with more fields in it.
	Fields []string
	// ID is what --quiet prints.
	ID func(T) string
	// Empty is the sentence for nothing at all.
	Empty string
	// Wraps goes on in the next line with what does not fit, which else is cut.
	Wraps bool
}

// Column is one of a table's.
type Column[T any] struct {
	// Name is the API's own for what comes from there.
	Name string
	// Also is another name that is taken for it, the one that a kindred command's column has.
	Also string
	// Right aligns numbers; Wide gives way where the terminal is narrow.
	Right, Wide bool
	// Theirs is a field of HeyGen's objects: where one lacks it programs get nothing. Of
	// what is no field of the object they get the text.
	Theirs bool
	// Text is the value for people; it may be foreign.
	Text func(T) string
	// Look is how it is drawn on a terminal; as text when nil.
	Look func(T, theme.Theme) Look
}

// Look is the sign in front of a text, "" for none, and the style of both.
type Look struct {
	Glyph string
	Style theme.Style
}

func (t table) column(name string) (Column[any], bool) {
	i := slices.IndexFunc(t.Columns, func(c Column[any]) bool { return c.Name == name || c.Also != "" && c.Also == name })
	if i < 0 {
		return Column[any]{}, false
	}
	return t.Columns[i], true
}

// shown are the columns of a table by name; those without a column are fields of the
// object, whose values are told as they are.
func (t table) shown(names []string) []Column[any] {
	if names == nil {
		names = t.Shown
	}
	if names == nil {
		return t.Columns
	}
	out := make([]Column[any], len(names))
	for i, name := range names {
		c, ok := t.column(name)
		if !ok {
			c = Column[any]{Name: name, Wide: true, Text: func(v any) string { text, _ := bare(t.object(v), name); return text }}
		}
		out[i] = c
	}
	return out
}

// gap is between two columns.
const gap = 2

// drawn is a table on a terminal. It is drawn in parts as its rows come, and its
// columns keep their places from part to part, but for a text that needs more.
type drawn struct {
	columns []Column[any]
	wraps   bool
	widths  []int
	headed  bool
	// all tells that there are no further rows and that nobody asked for these columns:
	// those without any text are left out.
	all bool
}

// draw is the next part.
func (d *drawn) draw(p *Printer, rows []any) string {
	if d.all {
		d.columns = slices.DeleteFunc(slices.Clone(d.columns), func(c Column[any]) bool {
			return !slices.ContainsFunc(rows, func(v any) bool { return c.Text(v) != "" })
		})
	}
	texts := d.expect(p, rows)
	var b strings.Builder
	write := func(cells []string) {
		b.WriteString(strings.TrimRight(strings.Join(cells, strings.Repeat(" ", gap)), " ") + "\n")
	}
	if !d.headed {
		d.headed = true
		write(d.heads(p.o.Theme))
	}
	for i, v := range rows {
		for _, line := range d.lines(texts[i]) {
			write(d.cells(v, line, p.o.Theme))
		}
	}
	return b.String()
}

// expect makes columns as wide as some rows need, whose texts it returns.
func (d *drawn) expect(p *Printer, rows []any) [][]string {
	texts := make([][]string, len(rows))
	for i, v := range rows {
		texts[i] = d.texts(v, p.o.Theme)
	}
	d.measure(texts, p.o.Width)
	return texts
}

func (d *drawn) texts(v any, look theme.Theme) []string {
	out := make([]string, len(d.columns))
	for i, c := range d.columns {
		out[i] = string(format.Shown(c.Text(v)))
		if glyph := c.look(v, look).Glyph; glyph != "" {
			out[i] = glyph + " " + out[i]
		}
	}
	return out
}

func (c Column[T]) look(v T, t theme.Theme) Look {
	if c.Look == nil {
		return Look{Style: t.Text}
	}
	return c.Look(v, t)
}

// least is what a column that gives way keeps.
const least = 12

// measure makes columns as wide as what is in them, and narrows those that give way
// where the terminal is too narrow.
func (d *drawn) measure(texts [][]string, width int) {
	if d.widths == nil {
		d.widths = make([]int, len(d.columns))
		for i, c := range d.columns {
			d.widths[i] = format.Width(c.Name)
		}
	}
	sum, wide := gap*(len(d.columns)-1), 0
	for i, c := range d.columns {
		for _, row := range texts {
			d.widths[i] = max(d.widths[i], format.Width(row[i]))
		}
		sum += d.widths[i]
		if c.Wide {
			wide++
		}
	}
	if d.wraps {
		d.level(width - gap*(len(d.columns)-1))
		return
	}
	for i, c := range d.columns {
		if over := sum - width; c.Wide && over > 0 {
			less := min((over+wide-1)/wide, max(0, d.widths[i]-least))
			d.widths[i] -= less
			sum -= less
			wide--
		}
	}
}

func (d *drawn) cells(v any, texts []string, look theme.Theme) []string {
	out := make([]string, len(texts))
	for i, c := range d.columns {
		out[i] = c.look(v, look).Style.Render(d.fit(i, texts[i], look))
	}
	return out
}

// fit is a text as wide as its column; nothing follows that of the last.
func (d *drawn) fit(i int, text string, look theme.Theme) string {
	text = format.CutWith(text, d.widths[i], look.Glyphs.Ellipsis)
	space := strings.Repeat(" ", max(0, d.widths[i]-format.Width(text)))
	switch {
	case d.columns[i].Right:
		return space + text
	case i == len(d.columns)-1:
		return text
	}
	return text + space
}

func (d *drawn) heads(look theme.Theme) []string {
	out := make([]string, len(d.columns))
	for i, c := range d.columns {
		out[i] = look.Faint.Render(d.fit(i, strings.ToUpper(strings.ReplaceAll(c.Name, "_", " ")), look))
	}
	return out
}
