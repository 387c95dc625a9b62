// Package keep is the choice where a pasted key is kept. It is drawn as a row of words, of
// which one is chosen, and a line that says what that one means.
package keep

import (
	"slices"
	"strings"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/theme"
)

// Choice is the places, and the one that is chosen.
type Choice struct {
	places action.KeyPlaces
	keep   action.Keep
}

// New is the choice with the usual place chosen.
func New(p action.KeyPlaces) Choice { return Choice{p, p.Usual()} }

// Any tells whether there is something to choose.
func (c *Choice) Any() bool { return c.places.Any() }

// Keep is the chosen place.
func (c *Choice) Keep() action.Keep { return c.keep }

// Step goes to the next place, or to the one before.
func (c *Choice) Step(by int) {
	all := c.places.All()
	c.keep = all[(slices.Index(all, c.keep)+by+len(all))%len(all)]
}

// Label stands before the choice.
const Label = "Keep"

// Click chooses the place that is drawn at a cell of a line, and tells whether there is one.
func (c *Choice) Click(x int, line string) bool {
	all := c.places.All()
	if !c.Any() || !strings.HasPrefix(strings.TrimSpace(line), Label) {
		return false
	}
	for _, word := range []func(action.Keep) string{action.Keep.Word, action.Keep.Short} {
		words := make([]string, len(all))
		for i, k := range all {
			words[i] = " " + word(k)
		}
		if i, _ := cells.WordAt(line, words, x); i >= 0 {
			c.keep = all[i]
			return true
		}
	}
	return false
}

// Draw puts the places at the end of a row, in short words where there is little room. On puts
// a style on the row's ground.
func (c *Choice) Draw(r *cells.Row, th theme.Theme, on func(theme.Style) theme.Style, focus bool) *cells.Row {
	all, word := c.places.All(), action.Keep.Word
	const signs = len("| o ") // the bar, the glyph and the blanks around them
	need := -1
	for _, k := range all {
		need += signs + len(k.Word())
	}
	if need > r.Left() {
		word = action.Keep.Short
	}
	for _, k := range all {
		bar, glyph, sign, text := " ", th.Glyphs.Off, th.Faint, th.Muted
		if k == c.keep {
			glyph, sign, text = th.Glyphs.On, th.Accent, th.Text
			if focus {
				bar, text = th.Glyphs.Bar, th.Text.Bold(true)
			}
		}
		r.Put(on(th.Accent), bar).Put(on(sign), glyph).Put(on(text), " "+word(k)).Put(on(th.Muted), " ")
	}
	return r
}

// Says is what is chosen, in one line, and why there is no keyring, which may be "".
func (c *Choice) Says() (chosen, missing string) {
	if c.Any() {
		missing = c.places.NoKeyring
	}
	return c.places.Says(c.keep), missing
}
