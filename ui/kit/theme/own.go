package theme

import (
	"image/color"
	"slices"
	"sort"
	"strconv"

	"charm.land/lipgloss/v2"
)

// The themes there are. Auto and HighContrast are dark or light as the terminal is.
const (
	Auto              = "auto"
	Dark              = "dark"
	Light             = "light"
	HighContrast      = "high-contrast"
	HighContrastDark  = "high-contrast-dark"
	HighContrastLight = "high-contrast-light"
	Monochrome        = "monochrome"
	Sixteen           = "16"
)

// Names are the themes to choose from: lipdash's, then the user's.
func (o Options) Names() []string {
	names := []string{Auto, Dark, Light, HighContrast, Monochrome, Sixteen}
	var own []string
	for name := range o.Own {
		if !slices.Contains(names, name) {
			own = append(own, name)
		}
	}
	slices.Sort(own)
	return append(names, own...)
}

// Own is a theme of the user's.
type Own struct {
	// Base is the theme it changes, "" for the one of its own name, else Auto.
	Base string
	// Tokens are its colours: "#d6d9e0", "0" to "255", or "" for the terminal's own.
	Tokens map[string]string
}

// Tokens are the names of what a theme of the user's can set.
func Tokens() []string {
	var p palette
	var out []string
	for name := range p.tokens() {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// base is the theme of lipdash's that is drawn with, and the colours that the user changed
// in it. What is changed in a theme of lipdash's own name counts also where Auto chose it.
func (o Options) base() (name string, tokens map[string]string) {
	own, is := o.Own[o.Name]
	switch {
	case !is:
		name = o.resolved(o.Name)
		own, is = o.Own[name]
	case own.Base == "":
		name = o.resolved(o.Name)
	}
	if is && own.Base != "" {
		name = o.resolved(own.Base)
	}
	return name, own.Tokens
}

// resolved is what a theme is on this terminal; one that does not exist is Auto.
func (o Options) resolved(name string) string {
	switch name {
	case Dark, Light, HighContrastDark, HighContrastLight, Monochrome, Sixteen:
		return name
	case HighContrast:
		if o.Dark {
			return HighContrastDark
		}
		return HighContrastLight
	}
	if o.Dark {
		return Dark
	}
	return Light
}

// set puts the user's colours into a palette, as far as the terminal can show them, and
// tells which those are.
func (p *palette) set(tokens map[string]string, depth Depth) map[string]bool {
	set := map[string]bool{}
	at := p.tokens()
	for token, text := range tokens {
		c, shown := colored(text, depth)
		if at[token] != nil && shown {
			*at[token], set[token] = c, true
		}
	}
	if set["faint"] && !set["held"] {
		p.held = p.faint
	}
	return set
}

// colored is a colour as the terminal shows it, if it can; nil is the terminal's own.
func colored(text string, depth Depth) (c color.Color, shown bool) {
	if text == "" {
		return nil, true
	}
	n, err := strconv.Atoi(text)
	basic := err == nil && n < 16
	switch c = lipgloss.Color(text); {
	case depth == NoColor, depth == ANSI16 && !basic:
		return nil, false
	case depth == ANSI256 && err != nil:
		return of256(c, nil), true
	}
	return c, true
}

// Weak are the pairs of a theme of the user's that have less contrast than 4.5:1 on the
// grounds its base is made for, the weakest first.
func (o Own) Weak(name string) []Pair {
	var out []Pair
	for _, dark := range []bool{true, false} {
		all := Options{Name: name, Own: map[string]Own{name: o}, Dark: dark, Depth: Full}
		base, tokens := all.base()
		p, _ := all.palette(base)
		p.set(tokens, Full)
		for _, w := range p.weak() {
			if !slices.Contains(out, w) {
				out = append(out, w)
			}
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Contrast < out[j].Contrast })
	return out
}

// Follows tells whether the theme is dark or light as the terminal is.
func (o Options) Follows() bool {
	other := o
	other.Dark = !o.Dark
	here, _ := o.base()
	there, _ := other.base()
	return here != there
}
