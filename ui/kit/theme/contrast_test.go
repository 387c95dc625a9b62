package theme

import (
	"image/color"
	"slices"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
)

// everyPalette are those in colours that are the same on every terminal.
func everyPalette() map[string]palette {
	all := map[string]palette{}
	for name := range palettes {
		all[name], all[name+" in 256"] = paletteOf(name, false), paletteOf(name, true)
	}
	return all
}

// grounds are those of terminals and themes of many users.
var grounds = map[string]string{
	"black": "#000000", "look": "#14161c", "Solarized dark": "#002b36", "Gruvbox dark": "#282828", "Dracula": "#282a36", "Nord": "#2e3440",
	"One dark": "#282c34", "Monokai": "#272822", "Tokyo night": "#1a1b26", "Tango": "#2e3436", "Ubuntu": "#300a24", "grey": "#444444", "mid grey": "#6f6f6f",
	"white": "#ffffff", "look, light": "#fafafa", "Solarized light": "#fdf6e3", "Gruvbox light": "#fbf1c7", "Nord light": "#e5e9f0", "silver": "#c0c0c0",
}

// least is the least contrast of the texts of a palette on its grounds, and what has it.
func least(p palette) (Pair, float64) {
	worst := Pair{Contrast: 21}
	for text, c := range p.texts() {
		for name, g := range map[string]color.Color{"ground": p.ground, "sel": p.sel, "field": p.field} {
			if g == nil {
				continue
			}
			if got := Contrast(*c, g); got < worst.Contrast {
				worst = Pair{text, name, got}
			}
		}
	}
	if got := Contrast(p.onAccent, p.accent); got < worst.Contrast {
		worst = Pair{"on accent", "accent", got}
	}
	return worst, p.least
}

func TestEveryTextIsReadableOnEveryGroundOfItsTheme(t *testing.T) {
	for name, p := range everyPalette() {
		if worst, want := least(p); worst.Contrast < want {
			t.Errorf("%s: %s, at least %.1f", name, worst, want)
		}
	}
}

// TestEveryThemeIsReadableOnTheTerminalsOwnGround is about terminals whose ground is not the
// one that the colours are made for.
func TestEveryThemeIsReadableOnTheTerminalsOwnGround(t *testing.T) {
	for ground, text := range grounds {
		own := lipgloss.Color(text)
		for _, name := range []string{Auto, HighContrast} {
			for _, depth := range []Depth{ANSI256, Full} {
				o := Options{Name: name, Ground: own, Dark: IsDark(own), Depth: depth}
				base, _ := o.base()
				p, _ := o.palette(base)
				if p.ground != own {
					t.Errorf("%s on %s is made for %v", base, ground, p.ground)
				}
				worst, want := least(p)
				if most := max(Contrast(color.White, own), Contrast(color.Black, own)); want > most {
					want = most // nothing has more
				}
				if worst.Contrast < want {
					t.Errorf("%s on %s in %d: %s, at least %.1f", base, ground, depth, worst, want)
				}
			}
		}
	}
}

func TestAGroundThatSuitsChangesNoColour(t *testing.T) {
	for _, text := range []string{"#000000", "#0c0c0c", "#14161c"} {
		if p := paletteOf(Dark, false).fitted(lipgloss.Color(text), true, exactly); p.sel != paletteOf(Dark, false).sel || p.faint != paletteOf(Dark, false).faint {
			t.Errorf("%s changes dark", text)
		}
	}
	if p := paletteOf(Dark, false).fitted(color.White, true, exactly); p != paletteOf(Dark, false) {
		t.Error("dark is fitted to a white terminal")
	}
}

func TestAnOwnThemeChangesItsBaseByToken(t *testing.T) {
	own := map[string]Own{
		"mine":  {Base: Light, Tokens: map[string]string{"accent": "#123456", "faint": "30", "sel": ""}},
		"dark":  {Tokens: map[string]string{"accent": "#abcdef"}},
		"plain": {Tokens: map[string]string{"accent": "5"}},
	}
	for name, c := range map[string]struct {
		o    Options
		want func(*palette)
		base palette
	}{
		"base": {Options{Name: "mine", Dark: true, Depth: Full}, func(p *palette) {
			p.accent, p.faint, p.held, p.sel = lipgloss.Color("#123456"), lipgloss.Color("30"), lipgloss.Color("30"), nil
		}, paletteOf(Light, false)},
		"lipdash's name": {Options{Name: Auto, Dark: true, Depth: Full}, func(p *palette) { p.accent = lipgloss.Color("#abcdef") }, paletteOf(Dark, false)},
		"the other":      {Options{Name: Auto, Depth: Full}, func(*palette) {}, paletteOf(Light, false)},
		"no base":        {Options{Name: "plain", Depth: Full}, func(p *palette) { p.accent = lipgloss.Color("5") }, paletteOf(Light, false)},
		"few colours":    {Options{Name: "mine", Depth: ANSI16}, func(p *palette) { p.sel = nil }, ansi16()},
		"no such":        {Options{Name: "gone", Depth: Full}, func(*palette) {}, paletteOf(Light, false)},
	} {
		c.o.Own = own
		base, tokens := c.o.base()
		got, _ := c.o.palette(base)
		got.set(tokens, c.o.Depth)
		want := c.base
		if c.want(&want); got != want {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}

func TestWeakPairsOfAnOwnThemeAreTold(t *testing.T) {
	weak := Own{Base: Dark, Tokens: map[string]string{"faint": "#444444", "accent": "4"}}.Weak("mine")
	if len(weak) == 0 || !strings.HasPrefix(weak[0].String(), "faint on sel 1.") {
		t.Errorf("%v", weak)
	}
	if slices.ContainsFunc(weak, func(p Pair) bool { return p.Text != "faint" && p.Text != "held" }) {
		t.Errorf("what is known of no terminal, or is fine, is weak: %v", weak)
	}
	if weak := (Own{Tokens: map[string]string{"run": "#6cb6ff"}}).Weak("both"); len(weak) == 0 {
		t.Error("on a light ground it is not looked at")
	}
	if weak := (Own{Base: HighContrast, Tokens: map[string]string{"rule": "#123123"}}).Weak("x"); len(weak) > 0 {
		t.Errorf("%v", weak)
	}
}

// TestInSixteenColoursWordsAreTheTerminalsOwn is what makes them readable under every
// palette: colour is on signs.
func TestInSixteenColoursWordsAreTheTerminalsOwn(t *testing.T) {
	th := New(Options{Name: Sixteen, Depth: Full})
	for name, s := range styles(th) {
		for _, text := range []string{"word", "12", "● word", "▌x", "! word"} {
			drawn := s.Render(text)
			at := strings.IndexFunc(drawn, func(r rune) bool { return r == 'w' || r == '1' && !strings.Contains(drawn, "[1m1") || r == 'x' })
			open := drawn[:max(0, at)]
			if i := strings.LastIndex(open, "\x1b[m"); i >= 0 {
				open = open[i+len("\x1b[m"):]
			}
			for _, p := range parameters(open) {
				if !slices.Contains([]string{"", "1", "7"}, p) && name != "rule" && !strings.HasPrefix(name, "rule ") && !strings.HasPrefix(name, "cyan") {
					t.Errorf("%s draws the words of %q with %q", name, text, p)
				}
			}
		}
	}
	if got := th.Run.Render(" ● running"); got != "\x1b[34m ●\x1b[m running" {
		t.Errorf("running is %q", got)
	}
}
