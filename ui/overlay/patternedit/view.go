package patternedit

import (
	"slices"
	"strings"

	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
)

const (
	margin = cells.PanelMargin
	// examples is how many changes are shown where there is room for them.
	examples = 5
	help     = "{title} {n} {n:03} {id} {date} {mode}, or s/old/new/"
	arrow    = "->"
	// twoFrom is the width from which there are always titles before and after.
	twoFrom = 60
)

// View draws the dialog as a block of w cells. Its height depends on the height
// it has, not on what is typed, so that nothing jumps under the fingers.
func (e *Editor) View(th theme.Theme, w int) string {
	var helps []string
	for _, part := range format.Wrap(help, max(1, w-margin-1)) {
		helps = append(helps, e.put(th, w, part, 2))
	}
	// The title, the field, how many change, and below the examples how many more there are.
	const always = 4
	left := examples + 1
	if e.Height > 0 {
		helps = helps[:max(1, min(len(helps), e.Height-always))]
		left = e.Height - always - len(helps)
	}
	shown, counts := max(0, min(examples, left)), 1
	if left > examples {
		counts = 2
	}
	const gap = ""
	out := []string{gap, e.put(th, w, string(format.Safe(e.title)), 0), gap, e.field(th, w), gap}
	out = append(append(out, e.changes(th, w, shown)...), gap)
	out = append(append(append(out, e.counts(th, w, counts)...), helps...), gap)
	return cells.PanelBlock(th, out, w, e.Height)
}

// put is a line of text: a heading, or quieter with every level.
func (e *Editor) put(th theme.Theme, w int, text string, level int) string {
	style := th.Text.Bold(true)
	switch level {
	case 1:
		style = th.Muted
	case 2:
		style = th.Faint
	}
	return cells.PanelLine(th, style, text, w)
}

func (e *Editor) field(th theme.Theme, w int) string {
	r := cells.Panel(th, th.Accent, w)
	return e.Line.Box(r, th, th.OnSel, max(1, r.Left()-margin-1), true).String()
}

// changes are the first few titles before and after, in two columns, and how
// many more there are; always n+1 lines. Where two columns would cut what changes off
// there is one, of what comes.
func (e *Editor) changes(th theme.Theme, w, n int) []string {
	col := max(1, (w-2*margin-len(arrow)-2)/2)
	var out []string
	shown := e.now.Changes[:min(n, len(e.now.Changes))]
	alone := w < twoFrom && slices.ContainsFunc(shown, func(c Change) bool { return format.Width(format.Safe(c.New)) > col })
	for _, c := range shown {
		old := format.Safe(c.Old)
		if old == "" {
			old = "(untitled)"
		}
		r := cells.Panel(th, th.Accent, w)
		if alone {
			col = w - margin - len(arrow) - 2
		} else {
			r.DrawCut(th.OnField(th.Muted), old, col, th.Glyphs.Ellipsis).To(margin + col + 1)
		}
		r.Put(th.OnField(th.Faint), arrow).Skip(1).DrawCut(th.OnField(th.Text), format.Safe(c.New), col, th.Glyphs.Ellipsis)
		out = append(out, r.String())
	}
	if more := len(e.now.Changes) - n; more > 0 {
		out = append(out, e.put(th, w, "and "+format.Count(more, "more", "more"), 2))
	}
	if len(out) == 0 && e.now.Problem == "" {
		out = append(out, e.put(th, w, "what becomes of the titles shows here while you type", 2))
	}
	for len(out) < n+1 {
		out = append(out, cells.Panel(th, th.Accent, w).String())
	}
	return out
}

// counts are how many change and what else is to be minded, or what is wrong, in n lines.
func (e *Editor) counts(th theme.Theme, w, n int) []string {
	style := th.Muted
	text := strings.Join(append([]string{format.Count(len(e.now.Changes), "title changes", "titles change")}, e.now.Notes...), ", ")
	if p := e.now.Problem; p != "" {
		style, text = th.Warn, string(format.Safe(p))
	}
	lines := []string{text}
	if n > 1 {
		lines = append(format.Wrap(text, max(1, w-margin-1)), "")
		lines = []string{lines[0], strings.Join(lines[1:], " ")}
	}
	for i, l := range lines {
		lines[i] = cells.PanelLine(th, style, l, w)
	}
	return lines
}
