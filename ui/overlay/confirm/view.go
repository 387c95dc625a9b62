package confirm

import (
	"slices"
	"strings"

	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
)

// Room inside the block: the bar, and a margin on either side.
const (
	margin  = cells.PanelMargin
	minText = 34
)

// View draws the dialog as a block at most maxW cells wide, every line equally
// wide, for the root to lay over what is under it.
func (d *Dialog) View(th theme.Theme, maxW int) string {
	w := d.width(maxW)
	rows := d.fitted(th, w)
	out := make([]string, len(rows))
	for i, r := range rows {
		if r == nil {
			r = d.row(th, w)
		}
		out[i] = r.String()
	}
	return strings.Join(out, "\n")
}

// fitted are the rows for the height there is; a nil row is an empty one. Without room the
// empty rows go first, one at a time, then words that can be said shorter, then names, and
// only then the end of the text.
func (d *Dialog) fitted(th theme.Theme, w int) []*cells.Row {
	gap := func(r *cells.Row) bool { return r == nil }
	tail := d.tail(th, w)
	for _, how := range []words{whole, brief, nameless} {
		rows := slices.Concat([]*cells.Row{nil}, d.text(th, w, how), tail, []*cells.Row{nil})
		if rows = cells.DropGaps(rows, d.Height, gap); d.Height <= 0 || len(rows) <= d.Height {
			return rows
		}
	}
	text, tail := filled(d.text(th, w, nameless)), filled(tail)
	rows := text[:max(0, min(len(text), d.Height-len(tail)))]
	if cut := len(text) - len(rows); cut > 0 && len(rows) > 1 {
		// Who answers knows that there is more to know.
		more := format.Count(cut+1, "line needs", "lines need") + " a higher screen"
		rows[len(rows)-1] = d.put(th, w, th.Warn, "+"+more)
	}
	return append(rows, tail...)
}

// words is how much of the text is said.
type words int

const (
	whole words = iota
	brief
	nameless
)

// width is the widest thing the dialog says, within bounds.
func (d *Dialog) width(maxW int) int {
	w := max(minText, format.Width(format.Safe(d.spec.Title)), format.Width(format.Safe(d.spec.Footer)), d.inOneRow())
	for _, l := range d.spec.Lines {
		head, aside := parts(l.Text)
		w = max(w, format.Width(head), format.Width(l.names(most)))
		if aside != "" {
			w = max(w, d.asideAt()+format.Width(aside))
		}
	}
	return max(1, min(maxW, w+2*margin+1))
}

// asideAt is the column of the asides: behind the longest line that has one.
func (d *Dialog) asideAt() int {
	col := 0
	for _, l := range d.spec.Lines {
		if head, aside := parts(l.Text); aside != "" {
			col = max(col, format.Width(head)+len(gap))
		}
	}
	return col
}

// row starts a line of the block: the coloured bar, the ground, the margin.
func (d *Dialog) row(th theme.Theme, w int) *cells.Row {
	bar := th.Accent
	if d.spec.Danger {
		bar = th.Fail
	}
	return cells.Panel(th, bar, w)
}

func (d *Dialog) put(th theme.Theme, w int, s theme.Style, text string) *cells.Row {
	return d.row(th, w).PutCut(th.OnField(s), text, inner(w), th.Glyphs.Ellipsis)
}

// inner is the room for text in a block of w cells.
func inner(w int) int { return max(1, w-margin-1) }

// text is the part that may be cut: the title and what is at stake.
func (d *Dialog) text(th theme.Theme, w int, how words) []*cells.Row {
	var rows []*cells.Row
	for i, part := range format.Wrap(format.Safe(d.spec.Title), inner(w)) {
		if i < 2 {
			rows = append(rows, d.put(th, w, th.Text.Bold(true), string(part)))
		}
	}
	for _, l := range d.spec.Lines {
		if how >= brief && l.Brief != "" {
			l.Text = l.Brief
		}
		switch {
		case len(l.Names) == 0:
			rows = append(rows, d.line(th, w, l)...)
		case how < nameless:
			rows = append(rows, d.put(th, w, th.Tone(l.Tone, th.Text), l.names(inner(w))))
		}
	}
	return append(rows, nil)
}

func (d *Dialog) line(th theme.Theme, w int, l Line) []*cells.Row {
	head, aside := parts(l.Text)
	note := th.Warn
	if l.Tone == theme.Muted {
		note = th.Text
	}
	if at := d.asideAt(); aside != "" && at+format.Width(aside) <= inner(w) {
		return []*cells.Row{d.put(th, w, th.Tone(l.Tone, th.Text), head).To(margin+at).Put(th.OnField(note), aside)}
	}
	var rows []*cells.Row
	for _, part := range format.Wrap(head, inner(w)) {
		rows = append(rows, d.put(th, w, th.Tone(l.Tone, th.Text), part))
	}
	for _, part := range format.Wrap(aside, max(1, inner(w)-2)) {
		rows = append(rows, d.put(th, w, note, "  "+part))
	}
	if len(rows) == 0 {
		rows = append(rows, nil)
	}
	return rows
}

// gap parts a line from its aside.
const gap = "   "

func parts(text string) (head, aside string) {
	head, aside, _ = strings.Cut(text, gap)
	return string(format.Safe(head)), string(format.Safe(aside))
}

// tail is the part that is never cut: the field, the buttons, the footer.
func (d *Dialog) tail(th theme.Theme, w int) []*cells.Row {
	var rows []*cells.Row
	if d.spec.Typed != "" {
		rows = append(rows, d.field(th, w), nil)
	}
	rows = append(rows, d.buttons(th, w)...)
	for _, part := range format.Wrap(format.Safe(d.spec.Footer), inner(w)) {
		rows = append(rows, d.put(th, w, th.Faint, string(part)))
	}
	return rows
}

// field is where the text is typed. Its ground is the cursor row's, because it
// lies on the field ground already.
func (d *Dialog) field(th theme.Theme, w int) *cells.Row {
	want := format.Safe(d.spec.Typed)
	r := d.put(th, w, th.Text, string("Type "+want+" to go on  "))
	room := max(1, min(format.Width(want)+1, r.Left()-5))
	d.typed.Box(r, th, th.OnSel, room, !d.satisfied())
	if d.satisfied() {
		r.Put(th.OnField(th.Done), " "+th.Glyphs.Done)
	}
	return r
}

// apart are the cells between two buttons, each of which has a cell of air on either side.
const apart = 2

// inOneRow is how wide the buttons are side by side.
func (d *Dialog) inOneRow() int {
	w := -apart
	for _, b := range d.spec.Buttons {
		w += format.Width(format.Safe(b.Label)) + 2 + apart
	}
	return w
}

// buttons are laid out from left to right, close together where they would not fit else, and
// then on as many lines as they need.
func (d *Dialog) buttons(th theme.Theme, w int) []*cells.Row {
	r, between := d.row(th, w), apart
	if d.inOneRow() > inner(w) {
		between = 0
	}
	rows := []*cells.Row{r}
	for i, b := range d.spec.Buttons {
		label := " " + format.Safe(b.Label) + " "
		switch {
		case i == 0:
		case format.Width(label)+between > r.Left():
			r = d.row(th, w)
			rows = append(rows, r)
		default:
			r.Skip(between)
		}
		r.DrawCut(d.buttonStyle(th, i), label, inner(w), th.Glyphs.Ellipsis)
	}
	return rows
}

func (d *Dialog) buttonStyle(th theme.Theme, i int) theme.Style {
	switch {
	case i == d.focus:
		return th.Button
	case !d.reachable(i):
		return th.OnField(th.Faint)
	}
	return th.OnField(th.Text)
}

// filled are the rows that are not empty.
func filled(rows []*cells.Row) []*cells.Row {
	return slices.DeleteFunc(slices.Clone(rows), func(r *cells.Row) bool { return r == nil })
}
