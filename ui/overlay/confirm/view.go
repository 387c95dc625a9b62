package confirm

import (
	"slices"
	"strings"

	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/textline"
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
	tail := d.tail(th, w)
	text := d.text(th, w)
	if d.height > 0 && len(filled(text))+len(tail) > d.height {
		tail = filled(tail)
	}
	rows := shorten(text, d.height, len(tail))
	if cut := len(filled(text)) - len(filled(rows)); cut > 0 && len(rows) > 1 {
		// Who answers knows that there is more to know.
		more := format.Count(cut+1, "line needs", "lines need") + " a higher screen"
		rows[len(rows)-1] = d.put(th, w, th.Warn, "+"+more)
	}
	rows = append(rows, tail...)
	if d.height <= 0 || len(rows)+2 <= d.height {
		rows = append(append([]*cells.Row{nil}, rows...), nil)
	}
	out := make([]string, len(rows))
	for i, r := range rows {
		if r == nil {
			r = d.row(th, w)
		}
		out[i] = r.String()
	}
	return strings.Join(out, "\n")
}

// width is the widest thing the dialog says, within bounds.
func (d *Dialog) width(maxW int) int {
	w := max(minText, format.Width(format.Safe(d.spec.Title)), format.Width(format.Safe(d.spec.Footer)))
	for _, l := range d.spec.Lines {
		head, aside := parts(l.Text)
		w = max(w, format.Width(head))
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
func inner(w int) int { return max(1, w-margin-2) }

// text is the part that may be cut: the title and what is at stake. A nil row
// is an empty one.
func (d *Dialog) text(th theme.Theme, w int) []*cells.Row {
	var rows []*cells.Row
	for i, part := range format.Wrap(format.Safe(d.spec.Title), inner(w)) {
		if i < 2 {
			rows = append(rows, d.put(th, w, th.Text.Bold(true), string(part)))
		}
	}
	for _, l := range d.spec.Lines {
		rows = append(rows, d.line(th, w, l)...)
	}
	return append(rows, nil)
}

func (d *Dialog) line(th theme.Theme, w int, l Line) []*cells.Row {
	head, aside := parts(l.Text)
	if at := d.asideAt(); aside != "" && at+format.Width(aside) <= inner(w) {
		return []*cells.Row{d.put(th, w, th.Tone(l.Tone, th.Text), head).To(margin+at).Put(th.OnField(th.Warn), aside)}
	}
	var rows []*cells.Row
	for _, part := range format.Wrap(head, inner(w)) {
		rows = append(rows, d.put(th, w, th.Tone(l.Tone, th.Text), part))
	}
	for _, part := range format.Wrap(aside, max(1, inner(w)-2)) {
		rows = append(rows, d.put(th, w, th.Warn, "  "+part))
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
	left, right := textline.Edges(th)
	edge := th.OnSel(th.Faint)
	r.Put(edge, left).Raw(d.typed.Draw(th, th.OnSel, room, !d.satisfied()), room).Put(edge, right)
	if d.satisfied() {
		r.Put(th.OnField(th.Done), " "+th.Glyphs.Done)
	}
	return r
}

// buttons are laid out from left to right, on as many lines as they need.
func (d *Dialog) buttons(th theme.Theme, w int) []*cells.Row {
	r := d.row(th, w)
	rows := []*cells.Row{r}
	fresh := true
	for i, b := range d.spec.Buttons {
		label := " " + format.Safe(b.Label) + " "
		if !fresh && format.Width(label)+1 > r.Left()-1 {
			r = d.row(th, w)
			rows = append(rows, r)
			fresh = true
		}
		if !fresh {
			r.Put(th.Field, " ")
		}
		r.DrawCut(d.buttonStyle(th, i), label, inner(w), th.Glyphs.Ellipsis)
		fresh = false
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

// shorten cuts the text so that it and tail rows fit into a height (0: no
// limit): first its empty rows go, then its end.
func shorten(rows []*cells.Row, height, tail int) []*cells.Row {
	if height <= 0 || len(rows)+tail <= height {
		return rows
	}
	rows = filled(rows)
	return rows[:max(0, min(len(rows), height-tail))]
}

// filled are the rows that are not empty.
func filled(rows []*cells.Row) []*cells.Row {
	return slices.DeleteFunc(slices.Clone(rows), func(r *cells.Row) bool { return r == nil })
}
