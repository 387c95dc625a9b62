package theme

import (
	"image/color"

	"charm.land/lipgloss/v2"
)

// New builds the theme for a terminal. Nothing is asked and nothing is cached:
// when the terminal says that it is light, the root makes another one.
func New(o Options) Theme {
	t := Theme{Glyphs: glyphs(o.ASCII)}
	switch {
	case o.Depth == NoColor:
		t.monochrome()
	case o.Depth == ANSI16:
		t.paint(ansi16())
		t.Faint, t.Rule, t.Held = t.Faint.Faint(), t.Rule.Faint(), t.Held.Faint()
		// Black on magenta is unreadable in many palettes; reverse video is as
		// readable as the accent is.
		t.Button = t.Accent.Reverse().Bold(true)
	case o.Depth == ANSI256 && o.Dark:
		t.paint(dark256())
	case o.Depth == ANSI256:
		t.paint(light256())
	case o.Dark:
		t.paint(dark())
	default:
		t.paint(light())
	}
	return t
}

// palette is one colour per token. A nil colour is the terminal's own.
type palette struct {
	text, muted, faint, rule, sel, field color.Color
	accent, onAccent                     color.Color
	run, wait, done, fail, warn          color.Color
	// cyan means nothing and is there to be chosen.
	cyan color.Color
}

func dark() palette {
	return palette{
		text: lipgloss.Color("#d6d9e0"), muted: lipgloss.Color("#a3a9b7"), faint: lipgloss.Color("#8a91a2"),
		rule: lipgloss.Color("#343a46"), sel: lipgloss.Color("#232838"), field: lipgloss.Color("#1b1f2a"),
		accent: lipgloss.Color("#a893f5"), onAccent: lipgloss.Color("#14161c"),
		run: lipgloss.Color("#6cb6ff"), wait: lipgloss.Color("#cdb37a"), done: lipgloss.Color("#86b98b"),
		fail: lipgloss.Color("#f0737a"), warn: lipgloss.Color("#e3a857"), cyan: lipgloss.Color("#6fc3c4"),
	}
}

// light has all text at a contrast of 4.5:1 at least. A sel a shade darker (#ebe7fb) would
// leave faint and warn short of it.
func light() palette {
	return palette{
		text: lipgloss.Color("#22262e"), muted: lipgloss.Color("#525966"), faint: lipgloss.Color("#646b79"),
		rule: lipgloss.Color("#d4d8e0"), sel: lipgloss.Color("#f0edfc"), field: lipgloss.Color("#f0f1f5"),
		accent: lipgloss.Color("#6a4fd0"), onAccent: lipgloss.Color("#ffffff"),
		run: lipgloss.Color("#0a68bd"), wait: lipgloss.Color("#84640c"), done: lipgloss.Color("#2a7435"),
		fail: lipgloss.Color("#c02c3c"), warn: lipgloss.Color("#9a5b00"), cyan: lipgloss.Color("#0f6b70"),
	}
}

// dark256 and light256 are not the tokens' nearest relatives everywhere: those of sel
// are a deep blue and those of some texts too weak on it, fail is a grey on light, and
// wait and warn are one colour.
func dark256() palette {
	return palette{
		text: lipgloss.Color("253"), muted: lipgloss.Color("248"), faint: lipgloss.Color("246"),
		rule: lipgloss.Color("237"), sel: lipgloss.Color("235"), field: lipgloss.Color("234"),
		accent: lipgloss.Color("141"), onAccent: lipgloss.Color("233"),
		run: lipgloss.Color("75"), wait: lipgloss.Color("180"), done: lipgloss.Color("108"),
		fail: lipgloss.Color("210"), warn: lipgloss.Color("215"), cyan: lipgloss.Color("116"),
	}
}

func light256() palette {
	return palette{
		text: lipgloss.Color("235"), muted: lipgloss.Color("239"), faint: lipgloss.Color("241"),
		rule: lipgloss.Color("252"), sel: lipgloss.Color("254"), field: lipgloss.Color("255"),
		accent: lipgloss.Color("56"), onAccent: lipgloss.Color("231"),
		run: lipgloss.Color("25"), wait: lipgloss.Color("58"), done: lipgloss.Color("22"),
		fail: lipgloss.Color("124"), warn: lipgloss.Color("94"), cyan: lipgloss.Color("23"),
	}
}

// ansi16 are the terminal's own colours in the same roles. Text keeps the
// terminal's foreground, and there are no grounds: none of the sixteen is
// known to be readable under all others. What is quiet is faint (SGR 2) and has no
// colour: bright black is the background in Solarized.
func ansi16() palette {
	return palette{
		accent: lipgloss.Magenta,
		run:    lipgloss.Blue, wait: lipgloss.Yellow, done: lipgloss.Green, fail: lipgloss.Red, warn: lipgloss.Yellow,
		cyan: lipgloss.Cyan,
	}
}

func (t *Theme) paint(p palette) {
	t.Text, t.Muted, t.Faint, t.Rule = fg(p.text), fg(p.muted), fg(p.faint), fg(p.rule)
	t.Accent = fg(p.accent)
	t.Button = on(fg(p.onAccent), p.accent).Bold(true)
	t.Run, t.Wait, t.Done, t.Fail, t.Warn = fg(p.run), fg(p.wait), fg(p.done), fg(p.fail), fg(p.warn)
	t.named = map[string]Style{
		"red": t.Fail, "green": t.Done, "yellow": t.Wait, "blue": t.Run, "magenta": t.Accent, "cyan": fg(p.cyan),
	}
	t.Held = t.Faint
	t.sel, t.field = p.sel, p.field
	t.Field = t.OnField(t.Text)
}

func fg(c color.Color) Style { return Style{}.Foreground(c) }

// monochrome tells everything apart by words, glyphs and weight; reverse video
// is left for the one thing that has no glyph, the default button.
func (t *Theme) monochrome() {
	var plain Style
	t.Text, t.Muted, t.Rule = plain, plain, plain
	t.Faint = plain.Faint()
	t.Accent = plain.Bold(true)
	t.Button = plain.Reverse().Bold(true)
	t.Run, t.Wait, t.Done, t.Fail, t.Warn, t.Held = plain, plain, plain, plain, plain, t.Faint
	t.Field = plain
}

// OnSel is a style on the cursor row's ground. Where colours are few there is no
// ground: the bar and bold say which row it is.
func (t Theme) OnSel(s Style) Style { return on(s, t.sel) }

// OnField is a style on the ground of inputs and dialogs.
func (t Theme) OnField(s Style) Style { return on(s, t.field) }

// HasGround says whether fields have a ground of their own to be told by.
func (t Theme) HasGround() bool { return t.field != nil }

func on(s Style, ground color.Color) Style {
	if ground == nil {
		return s
	}
	return s.On(ground)
}

// Dimmed is the theme of what lies under a dialog: everything faint, nothing
// to act on.
func (t Theme) Dimmed() Theme {
	f := t.Faint
	t.Text, t.Muted, t.Accent = f, f, f
	t.Run, t.Wait, t.Done, t.Fail, t.Warn, t.Held = f, f, f, f, f, f
	t.Button, t.Field = f, f
	t.sel, t.field, t.named = nil, nil, nil
	t.flat = true
	return t
}

func glyphs(ascii bool) Glyphs {
	if ascii {
		return Glyphs{
			Run: "*", Wait: "o", Done: "+", Fail: "x", Stuck: "!", Held: ".", Unknown: "?",
			Bar: ">", Mark: "+", HRule: "-", VRule: "|",
			On: "*", Off: "o", Checked: "x", Unchecked: "-", Live: "*", Times: "x", Ellipsis: "~",
			BarFull: "#", BarRest: ".",
		}
	}
	return Glyphs{
		Run: "●", Wait: "○", Done: "✓", Fail: "✗", Stuck: "◆", Held: "·", Unknown: "?",
		Bar: "▌", Mark: "+", HRule: "─", VRule: "│",
		On: "◉", Off: "○", Checked: "▣", Unchecked: "▢", Live: "●", Times: "×", Ellipsis: "…",
		BarFull: "━", BarRest: "─",
	}
}
