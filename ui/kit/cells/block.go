package cells

import (
	"slices"
	"strings"

	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
)

// Block is h lines of w cells: lines, each already w wide, cut or filled up with
// empty ones.
func Block(lines []string, w, h int) string {
	lines = lines[:min(len(lines), max(0, h))]
	blank := strings.Repeat(" ", max(0, w))
	return strings.Join(append(slices.Clip(lines), slices.Repeat([]string{blank}, max(0, h)-len(lines))...), "\n")
}

// PanelMargin is the bar at the edge of a panel, and the gap behind it.
const PanelMargin = 4

// Panel begins a row of a block that lies over the screen: its ground, and the bar.
func Panel(th theme.Theme, bar theme.Style, w int) *Row {
	return On(th.Field, w).Put(th.OnField(bar), th.Glyphs.Bar).To(min(PanelMargin, w))
}

// PanelLine is a row of a panel with one text.
func PanelLine(th theme.Theme, s theme.Style, text string, w int) string {
	return Panel(th, th.Accent, w).PutCut(th.OnField(s), text, w-PanelMargin-1, th.Glyphs.Ellipsis).String()
}

// Window is where a window of room lines over n must start so that lines from
// to to (inclusive) are in it, near its middle. It depends on nothing else, so a
// view can be drawn twice and be the same.
func Window(n, room, from, to int) int {
	if n <= room {
		return 0
	}
	height := to - from + 1
	if height >= room {
		return max(0, min(from, n-room))
	}
	return max(0, min(from-(room-height)/2, n-room))
}

// Words are lines of w cells at most h lines high, a third of which are left empty
// above: what is said in place of something, the first of it brighter, and what to press as a
// key, two blanks and what it does.
func Words(th theme.Theme, w, h int, texts ...string) []string {
	out, first := make([]string, max(0, h/3)), max(0, h/3)
	for _, t := range texts {
		for _, part := range format.Wrap(format.SafeLines(t), max(10, w-8)) {
			out = append(out, string(part))
		}
		if t == "" {
			out = append(out, "")
		}
	}
	out = out[:min(len(out), max(0, h))]
	for i, text := range out {
		r, style := NewRow(w).Skip(4), th.Muted
		if i == first {
			style = th.Text
		}
		if key, does, ok := strings.Cut(text, "  "); ok && !strings.Contains(key, " ") {
			r.Put(th.Accent, key)
			text = "  " + does
		}
		out[i] = r.Put(style, text).String()
	}
	return out
}

// Rule is a thin line of w cells.
func Rule(th theme.Theme, w int) string { return th.Rule.Render(strings.Repeat(th.Glyphs.HRule, w)) }

// SideBySide puts two blocks of the same height beside each other, parted by one rule,
// which says whether the right one has the keys.
func SideBySide(th theme.Theme, left, right string, focused bool) string {
	lines, others := strings.Split(left, "\n"), strings.Split(right, "\n")
	rule := th.Rule
	if focused {
		rule = th.Accent
	}
	for i := range lines {
		lines[i] += rule.Render(th.Glyphs.VRule) + " " + others[i]
	}
	return strings.Join(lines, "\n")
}

// PanelBlock is a block that lies over the screen, of lines of w cells, "" for an empty one; at
// most h lines high as far as leaving out empty ones does it, 0 for no limit.
func PanelBlock(th theme.Theme, lines []string, w, h int) string {
	lines = DropGaps(lines, h, func(l string) bool { return l == "" })
	for i, l := range lines {
		if l == "" {
			lines[i] = Panel(th, th.Accent, w).String()
		}
	}
	return strings.Join(lines, "\n")
}

// DropGaps makes a block at most h lines high by leaving out its empty lines, one at a time,
// as long as there are any: those at its edges first, then from the top, so that what is at
// the bottom, where a dialog has its buttons, stays apart the longest. With h = 0 there is no
// limit.
func DropGaps[T any](lines []T, h int, gap func(T) bool) []T {
	lines = slices.Clone(lines)
	if h <= 0 {
		return lines
	}
	if last := len(lines) - 1; last >= h && gap(lines[last]) {
		lines = lines[:last]
	}
	for len(lines) > h {
		i := slices.IndexFunc(lines, gap)
		if i < 0 {
			break
		}
		lines = slices.Delete(lines, i, i+1)
	}
	return lines
}
