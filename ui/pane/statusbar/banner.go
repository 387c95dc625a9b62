package statusbar

import (
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
)

// Banner is the line over the body while something needs a person: the keys that do
// something about it, and then what it is.
type Banner struct {
	Keys []keymap.Hint
	Text string
	// More is the key that says all of it where Text is cut.
	More string
}

// Shown tells whether there is one.
func (b Banner) Shown() bool { return b.Text != "" }

// textFrom is how many cells the text is worth.
const textFrom = 16

// Line draws it on a line of w cells. The keys are never cut, as long as there is room for
// one: whoever reads it wants out.
func (b Banner) Line(th theme.Theme, w int) string {
	glyph := th.Glyphs.Stuck
	left := []piece{{glyph + " ", th.Warn}}
	used, gap := 1+format.Width(glyph)+1, ""
	for _, h := range b.Keys {
		if used+len(gap)+hintWidth(h) > w-1 {
			break
		}
		left = append(left, piece{gap, th.Text}, piece{keymap.KeyName(h.Key), th.Accent}, piece{" " + h.Text, th.Muted})
		used += len(gap) + hintWidth(h)
		gap = "  "
	}
	text, room := string(format.Safe(b.Text)), w-used-4
	aside := ""
	if format.Width(text) > room && b.More != "" {
		aside = b.More + " says all"
		room -= format.Width(aside) + 2
	}
	if room < textFrom {
		return spread(th, w, left, nil)
	}
	if len(b.Keys) > 0 {
		text = "   " + text
		room += 3
	}
	left = append(left, piece{format.CutWith(text, room, th.Glyphs.Ellipsis), th.Text})
	return spread(th, w, left, []piece{{aside, th.Faint}})
}
