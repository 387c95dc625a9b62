package theme

import (
	"image/color"

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

func dark() palette {
	return palette{
		text: lipgloss.Color("#d6d9e0"), muted: lipgloss.Color("#a3a9b7"), faint: lipgloss.Color("#8a91a2"), held: lipgloss.Color("#8a91a2"),
		rule: lipgloss.Color("#343a46"), sel: lipgloss.Color("#232838"), field: lipgloss.Color("#1b1f2a"),
		accent: lipgloss.Color("#a893f5"), onAccent: lipgloss.Color("#14161c"),
		run: lipgloss.Color("#6cb6ff"), wait: lipgloss.Color("#cdb37a"), done: lipgloss.Color("#86b98b"),
		fail: lipgloss.Color("#f0737a"), warn: lipgloss.Color("#e3a857"), cyan: lipgloss.Color("#6fc3c4"),
		ground: lipgloss.Color("#14161c"), least: legible,
	}
}

// light has faint, held and warn a shade darker than they were drawn at first: on sel they
// were at 4.4:1.
func light() palette {
	return palette{
		text: lipgloss.Color("#22262e"), muted: lipgloss.Color("#525966"), faint: lipgloss.Color("#606774"), held: lipgloss.Color("#606774"),
		rule: lipgloss.Color("#d4d8e0"), sel: lipgloss.Color("#ebe7fb"), field: lipgloss.Color("#f0f1f5"),
		accent: lipgloss.Color("#6a4fd0"), onAccent: lipgloss.Color("#ffffff"),
		run: lipgloss.Color("#0a64b5"), wait: lipgloss.Color("#7d5f0b"), done: lipgloss.Color("#2a7435"),
		fail: lipgloss.Color("#c02c3c"), warn: lipgloss.Color("#925500"), cyan: lipgloss.Color("#0f6b70"),
		ground: lipgloss.Color("#fafafa"), least: legible,
	}
}

func contrastDark() palette {
	return palette{
		text: lipgloss.Color("#ffffff"), muted: lipgloss.Color("#e4e7ee"), faint: lipgloss.Color("#cdd3e0"), held: lipgloss.Color("#cdd3e0"),
		rule: lipgloss.Color("#8d94a5"), sel: lipgloss.Color("#273063"), field: lipgloss.Color("#1a1d27"),
		accent: lipgloss.Color("#cfc3ff"), onAccent: lipgloss.Color("#000000"),
		run: lipgloss.Color("#9fd2ff"), wait: lipgloss.Color("#ffe08f"), done: lipgloss.Color("#a4eba9"),
		fail: lipgloss.Color("#ffb3b8"), warn: lipgloss.Color("#ffc566"), cyan: lipgloss.Color("#8fe8ea"),
		ground: lipgloss.Color("#000000"), least: high,
	}
}

func contrastLight() palette {
	return palette{
		text: lipgloss.Color("#000000"), muted: lipgloss.Color("#22262e"), faint: lipgloss.Color("#343a45"), held: lipgloss.Color("#343a45"),
		rule: lipgloss.Color("#6b7280"), sel: lipgloss.Color("#dcd5fb"), field: lipgloss.Color("#eceef3"),
		accent: lipgloss.Color("#3f22a6"), onAccent: lipgloss.Color("#ffffff"),
		run: lipgloss.Color("#003f80"), wait: lipgloss.Color("#4d3900"), done: lipgloss.Color("#0b4a17"),
		fail: lipgloss.Color("#85000f"), warn: lipgloss.Color("#663000"), cyan: lipgloss.Color("#004a4f"),
		ground: lipgloss.Color("#ffffff"), least: high,
	}
}

// dark256 and light256 are not the tokens' nearest relatives everywhere: those of sel
// are a deep blue and those of some texts too weak on it, fail is a grey on light, and
// wait and warn are one colour.
func dark256() palette {
	return palette{
		text: lipgloss.Color("253"), muted: lipgloss.Color("248"), faint: lipgloss.Color("246"), held: lipgloss.Color("246"),
		rule: lipgloss.Color("237"), sel: lipgloss.Color("235"), field: lipgloss.Color("234"),
		accent: lipgloss.Color("141"), onAccent: lipgloss.Color("233"),
		run: lipgloss.Color("75"), wait: lipgloss.Color("180"), done: lipgloss.Color("108"),
		fail: lipgloss.Color("210"), warn: lipgloss.Color("215"), cyan: lipgloss.Color("116"),
		ground: lipgloss.Color("#14161c"), least: legible,
	}
}

func light256() palette {
	return palette{
		text: lipgloss.Color("235"), muted: lipgloss.Color("239"), faint: lipgloss.Color("241"), held: lipgloss.Color("241"),
		rule: lipgloss.Color("252"), sel: lipgloss.Color("254"), field: lipgloss.Color("255"),
		accent: lipgloss.Color("56"), onAccent: lipgloss.Color("231"),
		run: lipgloss.Color("25"), wait: lipgloss.Color("58"), done: lipgloss.Color("22"),
		fail: lipgloss.Color("124"), warn: lipgloss.Color("94"), cyan: lipgloss.Color("23"),
		ground: lipgloss.Color("#fafafa"), least: legible,
	}
}

func contrastDark256() palette {
	return palette{
		text: lipgloss.Color("231"), muted: lipgloss.Color("254"), faint: lipgloss.Color("252"), held: lipgloss.Color("252"),
		rule: lipgloss.Color("245"), sel: lipgloss.Color("18"), field: lipgloss.Color("234"),
		accent: lipgloss.Color("183"), onAccent: lipgloss.Color("16"),
		run: lipgloss.Color("117"), wait: lipgloss.Color("229"), done: lipgloss.Color("157"),
		fail: lipgloss.Color("217"), warn: lipgloss.Color("221"), cyan: lipgloss.Color("159"),
		ground: lipgloss.Color("#000000"), least: high,
	}
}

// contrastLight256 has white grounds: on any other of the 256 no green is dark enough.
func contrastLight256() palette {
	return palette{
		text: lipgloss.Color("16"), muted: lipgloss.Color("235"), faint: lipgloss.Color("237"), held: lipgloss.Color("237"),
		rule: lipgloss.Color("243"), sel: lipgloss.Color("231"), field: lipgloss.Color("231"),
		accent: lipgloss.Color("54"), onAccent: lipgloss.Color("231"),
		run: lipgloss.Color("19"), wait: lipgloss.Color("23"), done: lipgloss.Color("22"),
		fail: lipgloss.Color("124"), warn: lipgloss.Color("52"), cyan: lipgloss.Color("17"),
		ground: lipgloss.Color("#ffffff"), least: high,
	}
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
