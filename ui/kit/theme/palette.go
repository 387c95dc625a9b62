package theme

import (
	"image/color"
	"strings"

	"charm.land/lipgloss/v2"
)

// palette is one colour per token. A nil colour is the terminal's own.
type palette struct {
	text, muted, faint, rule, sel, field color.Color
	accent, onAccent                     color.Color
	run, wait, done, fail, warn, held    color.Color
	// cyan means nothing and is there to be chosen.
	cyan color.Color
	// ground is the terminal's own that the colours are made for.
	ground color.Color
	// least is the contrast that each text has on each ground it is drawn on.
	least float64
}

// The least contrasts, as of WCAG 2: AA, and AAA for high contrast.
const (
	legible = 4.5
	high    = 7
)

// palettes are the colours of each theme, all of them and out of 256.
//
// Those of 256 are not the nearest relatives everywhere: those of sel are a deep blue and
// those of some texts too weak on it, fail is a grey on light, and wait and warn are one
// colour. Those of high-contrast-light have white grounds: on any other no green is dark
// enough. Faint, held and warn of light are a shade darker than they were drawn at first:
// on sel they were at 4.4:1.
var palettes = map[string][2]string{
	//  text    muted   faint   rule    sel     field   accent  onAccent run     wait    done    fail    warn    cyan    ground
	Dark: {
		"#d6d9e0 #a3a9b7 #8a91a2 #343a46 #232838 #1b1f2a #a893f5 #14161c  #6cb6ff #cdb37a #86b98b #f0737a #e3a857 #6fc3c4 #14161c",
		"253     248     246     237     235     234     141     233      75      180     108     210     215     116     #14161c",
	},
	Light: {
		"#22262e #525966 #606774 #d4d8e0 #ebe7fb #f0f1f5 #6a4fd0 #ffffff  #0a64b5 #7d5f0b #2a7435 #c02c3c #925500 #0f6b70 #fafafa",
		"235     239     241     252     254     255     56      231      25      58      22      124     94      23      #fafafa",
	},
	HighContrastDark: {
		"#ffffff #e4e7ee #cdd3e0 #8d94a5 #273063 #1a1d27 #cfc3ff #000000  #9fd2ff #ffe08f #a4eba9 #ffb3b8 #ffc566 #8fe8ea #000000",
		"231     254     252     245     18      234     183     16       117     229     157     217     221     159     #000000",
	},
	HighContrastLight: {
		"#000000 #22262e #343a45 #6b7280 #dcd5fb #eceef3 #3f22a6 #ffffff  #003f80 #4d3900 #0b4a17 #85000f #663000 #004a4f #ffffff",
		"16      235     237     243     231     231     54      231      19      23      22      124     52      17      #ffffff",
	},
}

// paletteOf is that of a theme, out of 256 colours or of all; held is as faint.
func paletteOf(theme string, indexed bool) palette {
	p := palette{least: legible}
	if theme == HighContrastDark || theme == HighContrastLight {
		p.least = high
	}
	names := strings.Fields(palettes[theme][map[bool]int{true: 1}[indexed]])
	for i, token := range []*color.Color{
		&p.text, &p.muted, &p.faint, &p.rule, &p.sel, &p.field, &p.accent, &p.onAccent,
		&p.run, &p.wait, &p.done, &p.fail, &p.warn, &p.cyan, &p.ground,
	} {
		*token = lipgloss.Color(names[i])
	}
	p.held = p.faint
	return p
}

// ansi16 are the terminal's own colours, for signs alone (Style.signs): none of the sixteen
// is readable as text under all palettes, and bright black is the background in Solarized.
func ansi16() palette {
	return palette{
		accent: lipgloss.Magenta,
		run:    lipgloss.Blue, wait: lipgloss.Yellow, done: lipgloss.Green, fail: lipgloss.Red, warn: lipgloss.Yellow,
		cyan: lipgloss.Cyan,
	}
}

// texts are the tokens that text is drawn in on each ground of the palette, by their names.
func (p *palette) texts() map[string]*color.Color {
	return map[string]*color.Color{
		"text": &p.text, "muted": &p.muted, "faint": &p.faint, "held": &p.held, "accent": &p.accent,
		"run": &p.run, "wait": &p.wait, "done": &p.done, "fail": &p.fail, "warn": &p.warn, "cyan": &p.cyan,
	}
}

// tokens are those that a theme of the user's can set.
func (p *palette) tokens() map[string]*color.Color {
	all := p.texts()
	delete(all, "cyan")
	all["rule"], all["sel"], all["field"], all["on_accent"] = &p.rule, &p.sel, &p.field, &p.onAccent
	return all
}
