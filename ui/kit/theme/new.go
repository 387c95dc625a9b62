package theme

import "image/color"

// Options say what the terminal is like, and which theme is wanted.
type Options struct {
	// Name is a theme by Names, "" for Auto. Own are those of the user's.
	Name string
	Own  map[string]Own
	// Dark and Ground are the terminal's ground: nil while it is not known which exactly.
	Dark   bool
	Ground color.Color
	Depth  Depth
	// ASCII replaces every glyph outside ASCII, rules included.
	ASCII bool
	// Still is Theme.Still.
	Still bool
}

// New builds the theme for a terminal. Nothing is asked and nothing is cached:
// when the terminal says that it is light, the root makes another one.
func New(o Options) Theme {
	t := Theme{Glyphs: glyphs(o.ASCII), Still: o.Still}
	base, tokens := o.base()
	p, depth := o.palette(base)
	set := p.set(tokens, o.Depth)
	switch depth {
	case NoColor:
		t.monochrome()
	case ANSI16:
		t.paint(p)
		t.sixteen(set)
	default:
		t.paint(p)
	}
	return t
}

// palette is that of a theme as the terminal can show it, and in how many colours.
func (o Options) palette(base string) (palette, Depth) {
	switch {
	case base == Monochrome || o.Depth == NoColor:
		return palette{}, NoColor
	case base == Sixteen || o.Depth == ANSI16:
		return ansi16(), ANSI16
	}
	isDark := base == Dark || base == HighContrastDark
	if o.Depth == ANSI256 {
		return paletteOf(base, true).fitted(o.Ground, isDark, of256), ANSI256
	}
	return paletteOf(base, false).fitted(o.Ground, isDark, exactly), Full
}

func (t *Theme) paint(p palette) {
	t.Text, t.Muted, t.Faint, t.Rule = fg(p.text), fg(p.muted), fg(p.faint), fg(p.rule)
	t.Accent = fg(p.accent)
	t.Button = on(fg(p.onAccent), p.accent).Bold(true)
	t.Run, t.Wait, t.Done, t.Fail, t.Warn, t.Held = fg(p.run), fg(p.wait), fg(p.done), fg(p.fail), fg(p.warn), fg(p.held)
	t.named = map[string]Style{
		"red": t.Fail, "green": t.Done, "yellow": t.Wait, "blue": t.Run, "magenta": t.Accent, "cyan": fg(p.cyan),
	}
	t.sel, t.field = p.sel, p.field
	t.Field = t.OnField(t.Text)
	t.quiet = t.Faint
}

// sixteen makes the theme of the terminal's own sixteen colours. Words are in its own, so
// they are as readable as all else there; colour is on the signs. There are no grounds but
// the button's, which is the terminal's colours exchanged. set are the tokens that the user
// chose a colour for.
func (t *Theme) sixteen(set map[string]bool) {
	for token, s := range map[string]*Style{"accent": &t.Accent, "run": &t.Run, "wait": &t.Wait, "done": &t.Done, "fail": &t.Fail, "warn": &t.Warn, "held": &t.Held} {
		if !set[token] {
			*s = s.Signs(map[bool]string{true: "", false: "·*!?."}[token == "accent"]) // keys are no signs
		}
	}
	var plain Style
	t.Accent = t.Accent.Bold(true)
	if !set["rule"] {
		t.Rule = plain.Faint()
	}
	if !set["accent"] {
		t.Button = plain.Reverse().Bold(true)
	}
	if !set["faint"] {
		t.quiet = plain.Faint()
	}
}

func fg(c color.Color) Style {
	if c == nil {
		return Style{}
	}
	return Style{}.Foreground(c)
}

// monochrome tells everything apart by words, glyphs and weight; reverse video
// is left for the one thing that has no glyph, the default button. Faint is for what
// lies under a dialog and for lines: it is too weak to be read on many terminals.
func (t *Theme) monochrome() {
	var plain Style
	t.Text, t.Muted, t.Faint, t.Field = plain, plain, plain, plain
	t.Rule, t.quiet = plain.Faint(), plain.Faint()
	t.Accent = plain.Bold(true)
	t.Button = plain.Reverse().Bold(true)
	t.Run, t.Wait, t.Done, t.Fail, t.Warn, t.Held = plain, plain, plain, plain, plain, plain
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
	f := t.quiet
	f.level = true
	t.Text, t.Muted, t.Faint, t.Accent = f, f, f, f
	t.Run, t.Wait, t.Done, t.Fail, t.Warn, t.Held = f, f, f, f, f, f
	t.Button, t.Field = f, f
	t.sel, t.field, t.named = nil, nil, nil
	return t
}

func glyphs(ascii bool) Glyphs {
	if ascii {
		return Glyphs{
			Run: "*", Wait: "o", Done: "+", Fail: "x", Stuck: "!", Held: ".", Unknown: "?",
			Bar: ">", Mark: "+", HRule: "-", VRule: "|",
			On: "(*)", Off: "( )", Checked: "[x]", Unchecked: "[ ]", Live: "*", Times: "x", Ellipsis: "~",
			BarFull: "#", BarRest: ".", Up: "^", Down: "v",
		}
	}
	return Glyphs{
		Run: "●", Wait: "○", Done: "✓", Fail: "✗", Stuck: "◆", Held: "·", Unknown: "?",
		Bar: "▌", Mark: "+", HRule: "─", VRule: "│",
		On: "◉", Off: "○", Checked: "▣", Unchecked: "▢", Live: "●", Times: "×", Ellipsis: "…",
		BarFull: "━", BarRest: "─", Up: "↑", Down: "↓",
	}
}
