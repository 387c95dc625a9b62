package theme

import (
	"image/color"

	"github.com/charmbracelet/x/ansi"
	"github.com/lucasb-eyer/go-colorful"
)

// fitted is a palette on the terminal's own ground, where it is nearer to the texts than
// the one that the palette is made for: the grounds keep their distance from it, and texts
// get the contrast they had. choose is which of the terminal's colours stands for one, the
// nearest that will do.
func (p palette) fitted(ground color.Color, dark bool, choose chooser) palette {
	if ground == nil || IsDark(ground) != dark {
		return p
	}
	end := color.Color(color.Black)
	if dark {
		end = color.White
	}
	from := p.ground
	p.ground = ground
	if Contrast(end, ground) >= Contrast(end, from) {
		return p
	}
	for _, c := range []*color.Color{&p.sel, &p.field, &p.rule} {
		*c = choose(moved(*c, from, ground), nil)
	}
	for _, g := range []*color.Color{&p.sel, &p.field} { // where nothing is readable on it there is none
		if Contrast(end, *g) < p.least {
			*g = nil
		}
	}
	for _, c := range p.texts() {
		*c = p.strengthened(*c, end, choose)
	}
	if Contrast(p.onAccent, p.accent) < p.least {
		p.onAccent = color.Black
		if IsDark(p.accent) {
			p.onAccent = color.White
		}
	}
	return p
}

// strengthened is a text on its way to black or white, as far as it needs to go.
func (p palette) strengthened(text, end color.Color, choose chooser) color.Color {
	enough := func(c color.Color) bool {
		for _, g := range []color.Color{p.ground, p.sel, p.field} {
			if g != nil && Contrast(c, g) < p.least {
				return false
			}
		}
		return true
	}
	if enough(text) {
		return text
	}
	const steps = 40
	from, to := rgb(text), rgb(end)
	for i := range steps {
		if c := from.BlendLab(to, float64(i+1)/steps).Clamped(); enough(c) {
			if best := choose(c, enough); enough(best) {
				return best
			}
		}
	}
	return end
}

// moved is a ground as far from another one as it was from the one it was made for.
func moved(c, from, to color.Color) color.Color {
	a, b, t := rgb(c), rgb(from), rgb(to)
	return colorful.Color{R: t.R + a.R - b.R, G: t.G + a.G - b.G, B: t.B + a.B - b.B}.Clamped()
}

func rgb(c color.Color) colorful.Color {
	out, _ := colorful.MakeColor(c)
	return out
}

// chooser is the colour of the terminal's that stands for one, of those that will do.
type chooser func(c color.Color, will func(color.Color) bool) color.Color

// exactly is for terminals with all colours.
func exactly(c color.Color, _ func(color.Color) bool) color.Color { return c }

// of256 is for terminals with 256 colours, of which 16 to 255 are the same everywhere.
func of256(c color.Color, will func(color.Color) bool) color.Color {
	if i, ok := c.(ansi.IndexedColor); ok {
		return i
	}
	best, least := color.Color(ansi.IndexedColor(16)), -1.0
	for i := 16; i < 256; i++ {
		candidate := color.Color(ansi.IndexedColor(i))
		if will != nil && !will(candidate) {
			continue
		}
		if d := rgb(candidate).DistanceLab(rgb(c)); least < 0 || d < least {
			best, least = candidate, d
		}
	}
	return best
}
