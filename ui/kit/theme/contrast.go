package theme

import (
	"cmp"
	"fmt"
	"image/color"
	"math"
	"sort"

	"github.com/charmbracelet/x/ansi"
)

// luminance is the relative one of WCAG 2, from 0 to 1.
func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	lin := func(v uint32) float64 {
		f := float64(v) / 0xffff
		if f <= 0.03928 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 0.2126*lin(r) + 0.7152*lin(g) + 0.0722*lin(b)
}

// Contrast is that of two colours as of WCAG 2, from 1 to 21.
func Contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	if x < y {
		x, y = y, x
	}
	return (x + 0.05) / (y + 0.05)
}

// IsDark tells whether white is easier to read on a ground than black.
func IsDark(ground color.Color) bool {
	return Contrast(color.White, ground) >= Contrast(color.Black, ground)
}

// Pair is a colour of text on a ground, by their tokens, with their contrast.
type Pair struct {
	Text, Ground string
	Contrast     float64
}

// String is the pair in words: "faint on sel 3.2:1".
func (p Pair) String() string { return fmt.Sprintf("%s on %s %.1f:1", p.Text, p.Ground, p.Contrast) }

// weak are the pairs with less contrast than 4.5:1, the weakest first. Colours that the
// terminal chooses itself have none that is known.
func (p palette) weak() (out []Pair) {
	look := func(text, ground string, fg, bg color.Color) {
		if !known(fg) || !known(bg) {
			return
		}
		if c := Contrast(fg, bg); c < legible {
			out = append(out, Pair{text, ground, c})
		}
	}
	for name, c := range p.texts() {
		look(name, "the terminal's ground", *c, p.ground)
		look(name, "sel", *c, p.sel)
		look(name, "field", *c, p.field)
	}
	look("on_accent", "accent", p.onAccent, p.accent)
	sort.Slice(out, func(i, j int) bool {
		a, b := &out[i], &out[j]
		return cmp.Or(cmp.Compare(a.Contrast, b.Contrast), cmp.Compare(a.Text, b.Text), cmp.Compare(a.Ground, b.Ground)) < 0
	})
	return out
}

// known tells whether a colour is the same on every terminal.
func known(c color.Color) bool {
	_, basic := c.(ansi.BasicColor)
	return c != nil && !basic
}
