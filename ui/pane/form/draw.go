package form

import (
	"slices"
	"strings"

	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
)

// View draws the form as exactly w by h cells. It only reads.
func (f *Form) View(th theme.Theme) string {
	if f.w <= 0 || f.h <= 0 {
		return ""
	}
	l := f.look()
	lw := f.leftWidth(l)
	left := f.left(th, lw, l)
	if lw == f.w {
		return strings.Join(left, "\n")
	}
	right := f.review(th, f.w-lw-1, l)
	rule := th.Rule.Render(th.Glyphs.VRule)
	for i := range left {
		left[i] += rule + right[i]
	}
	return strings.Join(left, "\n")
}

// Sizes. With less than sideFrom columns there is no review beside the fields.
const (
	sideFrom = 100
	wideFrom = 60
	maxField = 60
	maxLeft  = 84
	minLabel = 7
	maxLabel = 12
)

// leftWidth is the share of the fields: more where there is a list of voices among them.
func (f *Form) leftWidth(l look) int {
	const share, shareOfVoices = 60, 65
	switch {
	case f.w < sideFrom:
		return f.w
	case len(l.Voices) > 0:
		return min(f.w*shareOfVoices/100, maxLeft)
	}
	return min(f.w*share/100, maxLeft)
}

// line is one drawn line, and whether it belongs to what has the focus.
type line struct {
	text  string
	focus bool
	// gap is not 0 for an empty line between two parts, help is true for what is said of what
	// has the focus.
	gap  gap
	help bool
}

// gap is an empty line between two parts. The least of them goes first where there is no room.
type gap int

const (
	noGap gap = iota
	beforeMore
	beforePart
	beforeVideo
	beforeTitle
	beforeMoney
	beforeMode
	beforeAudio
	beforeGeneral
	beforeOptions
	beforeButtons
)

// canvas collects the lines of the form from top to bottom.
type canvas struct {
	f     *Form
	th    theme.Theme
	w     int
	look  look
	lines []line
	at    columns
	// help is what is said of what has the focus.
	help string
	// voiceRows is how many voices are drawn at most.
	voiceRows int
}

// columns are where a row's parts start: the label, the bar, the box of a field
// and its width, and the mark behind it.
type columns struct{ label, bar, box, boxW, mark int }

func columnsFor(w, label, labelW int) columns {
	c := columns{label: label, bar: label + labelW + 1}
	c.box = c.bar + 1
	c.boxW = max(3, min(maxField, w-c.box-3-len(fromFile)))
	c.mark = c.box + c.boxW + 2
	if w < wideFrom {
		c.boxW = max(3, w-c.box-4)
		c.mark = c.box + c.boxW + 1
	}
	return c
}

func (f *Form) canvas(th theme.Theme, w int, l look, voiceRows int) *canvas {
	c := &canvas{f: f, th: th, w: w, look: l, voiceRows: voiceRows, at: f.columns(w)}
	c.sections()
	return c
}

// columns are where the parts of a row of w cells start.
func (f *Form) columns(w int) columns {
	if w < wideFrom {
		return columnsFor(w, 1, f.labelWidth())
	}
	return columnsFor(w, 2, f.labelWidth())
}

// rareColumns are those of the rare fields, which are set in.
func (f *Form) rareColumns(w int) columns {
	width := 0
	for i := range f.fields {
		if fd := &f.fields[i]; fd.section() == sectionRare {
			width = max(width, format.Width(fd.param.Label))
		}
	}
	return columnsFor(w, f.columns(w).box+1, width)
}

// labelWidth is the width of the label column.
func (f *Form) labelWidth() int {
	w := minLabel
	for i := range f.fields {
		switch fd := &f.fields[i]; fd.section() {
		case sectionSource, sectionText, sectionMode, sectionEnum:
			w = max(w, format.Width(fd.param.Label))
		}
	}
	return min(w, maxLabel)
}

func (c *canvas) row() *cells.Row { return cells.NewRow(c.w) }

func (c *canvas) add(r *cells.Row, focus bool) {
	c.lines = append(c.lines, line{text: r.String(), focus: focus})
}

// gap is an empty line where there is room for it.
func (c *canvas) gap(g gap) {
	c.lines = append(c.lines, line{text: c.row().String(), gap: g})
}

// focused are the first and the last line of what has the focus.
func (c *canvas) focused() (from, to int) {
	from = max(0, slices.IndexFunc(c.lines, func(l line) bool { return l.focus }))
	for i, l := range c.lines {
		if l.focus {
			to = i
		}
	}
	return from, to
}

// labelled starts a row with its label, in accent while it has the focus.
func (c *canvas) labelled(at columns, label string, focus bool) *cells.Row {
	style := c.th.Muted
	if focus {
		style = c.th.Accent.Bold(true)
	}
	return c.row().To(at.label).PutCut(style, label, at.bar-at.label-1, c.th.Glyphs.Ellipsis).To(at.bar)
}

// text adds wrapped lines under a field.
func (c *canvas) text(at columns, s theme.Style, text format.Drawn, most int, focus bool) {
	for i, part := range format.Wrap(text, max(1, c.w-at.box-2)) {
		if i < most {
			c.add(c.row().To(at.box+1).Draw(s, part), focus)
		}
	}
}
