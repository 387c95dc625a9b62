package statusbar

import (
	"strings"

	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
)

// Tone is how a note is meant.
type Tone int

// The tones of a note.
const (
	Info Tone = iota
	Good
	Bad
	Warning
)

// Note is one short sentence about what happened.
type Note struct {
	Tone Tone
	Text string
}

// Line draws the note on a line of w cells with an aside at its right end.
func (n Note) Line(th theme.Theme, w int, aside string) string {
	glyph, style := n.sign(th)
	var left []piece
	if n.Text != "" {
		if glyph != "" {
			left = append(left, piece{glyph + " ", style})
		}
		room := w - 2 - format.Width(glyph) - 1 - format.Width(aside) - 2
		left = append(left, piece{string(format.CutWith(format.Safe(n.Text), max(8, room), th.Glyphs.Ellipsis)), th.Text})
	} else {
		left = append(left, piece{"", th.Text})
	}
	return spread(th, w, left, []piece{{aside, th.Faint}})
}

func (n Note) sign(th theme.Theme) (string, theme.Style) {
	switch n.Tone {
	case Good:
		return th.Glyphs.Done, th.Done
	case Bad:
		return th.Glyphs.Fail, th.Fail
	case Warning:
		return th.Glyphs.Stuck, th.Warn
	}
	return "", th.Text
}

// Hints draws the keys that work now on a line of w cells. The most used come
// first; what does not fit is dropped from the right, but the last one (help)
// is the last to go.
func Hints(th theme.Theme, w int, hints []keymap.Hint) string {
	if len(hints) == 0 {
		return strings.Repeat(" ", w)
	}
	room := w - 2
	last := hints[len(hints)-1]
	used := hintWidth(last)
	var shown []keymap.Hint
	for _, h := range hints[:len(hints)-1] {
		if used+hintWidth(h)+2 > room {
			break
		}
		used += hintWidth(h) + 2
		shown = append(shown, h)
	}
	shown = append(shown, last)
	parts := make([]string, len(shown))
	for i, h := range shown {
		parts[i] = th.Accent.Render(keymap.KeyName(h.Key)) + th.Muted.Render(" "+h.Text)
	}
	if used > room {
		return strings.Repeat(" ", w)
	}
	return " " + strings.Join(parts, "  ") + strings.Repeat(" ", w-1-used)
}

// Step moves the hints of keys that are known behind the others, before the last one, so that
// they are the first to go where it is narrow.
func Step(hints []keymap.Hint, known func(text string) bool) []keymap.Hint {
	var first, then []keymap.Hint
	for i, h := range hints {
		if i < len(hints)-1 && known(h.Text) {
			then = append(then, h)
			continue
		}
		if i == len(hints)-1 {
			first = append(first, then...)
		}
		first = append(first, h)
	}
	return first
}

func hintWidth(h keymap.Hint) int {
	return format.Width(keymap.KeyName(h.Key)) + 1 + format.Width(h.Text)
}
