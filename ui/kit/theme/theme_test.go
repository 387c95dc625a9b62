package theme

import (
	"fmt"
	"image/color"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"lipdash/api"
)

func all() map[string]Theme {
	return map[string]Theme{
		"dark": New(Options{Dark: true, Depth: Full}), "light": New(Options{Depth: Full}),
		"dark256": New(Options{Dark: true, Depth: ANSI256}), "light256": New(Options{Depth: ANSI256}),
		"sixteen": New(Options{Depth: ANSI16}), "none": New(Options{}), "ascii": New(Options{ASCII: true}),
		"high contrast dark": New(Options{Name: HighContrast, Dark: true, Depth: Full}), "high contrast light": New(Options{Name: HighContrast, Depth: Full}),
		"high contrast in 256": New(Options{Name: HighContrast, Dark: true, Depth: ANSI256}), "sixteen of many": New(Options{Name: Sixteen, Depth: Full}),
		"monochrome": New(Options{Name: Monochrome, Depth: Full}),
	}
}

func TestEveryStateIsToldApartWithoutColour(t *testing.T) {
	states := []api.Status{
		api.StatusPending, api.StatusRunning, api.StatusCompleted, api.StatusFailed,
		api.StatusGone, api.StatusUnknown, "reviewing",
	}
	for name, th := range all() {
		seen := map[string]api.Status{}
		for _, s := range states {
			st := th.Status(s)
			if ansi.StringWidth(st.Glyph) != 1 {
				t.Errorf("%s: glyph of %q is not one cell", name, s)
			}
			if other, ok := seen[st.Word]; ok {
				t.Errorf("%s: %q and %q are both %q", name, s, other, st.Word)
			}
			seen[st.Word] = s
		}
	}
}

// styles are all a theme has to draw with.
func styles(t Theme) map[string]Style {
	out := map[string]Style{
		"text": t.Text, "muted": t.Muted, "faint": t.Faint, "rule": t.Rule, "accent": t.Accent, "button": t.Button,
		"field": t.Field, "run": t.Run, "wait": t.Wait, "done": t.Done, "fail": t.Fail, "warn": t.Warn, "held": t.Held,
		"failed": t.Status(api.StatusFailed).Style, "cyan": t.Named("cyan"),
	}
	for name, s := range maps.Clone(out) {
		out[name+" on sel"], out[name+" on field"] = t.OnSel(s), t.OnField(s)
	}
	return out
}

var sgr = regexp.MustCompile("\x1b\\[([0-9;]*)m")

// parameters are the numbers of all SGR sequences of a text.
func parameters(s string) []string {
	var out []string
	for _, m := range sgr.FindAllStringSubmatch(s, -1) {
		out = append(out, strings.Split(m[1], ";")...)
	}
	return out
}

func TestNoColourThemeDrawsNoColour(t *testing.T) {
	for _, th := range []Theme{New(Options{}), New(Options{}).Dimmed()} {
		for name, s := range styles(th) {
			for _, p := range parameters(s.Render("x")) {
				if !slices.Contains([]string{"", "0", "1", "2", "4", "7"}, p) {
					t.Errorf("%s draws with %q", name, p)
				}
			}
		}
	}
}

func TestSixteenColourThemeUsesOnlyTheTerminalsOwn(t *testing.T) {
	th := New(Options{Depth: ANSI16})
	for name, s := range styles(th) {
		for _, p := range parameters(s.Render("x")) {
			// 90 is Solarized's background.
			if p == "38" || p == "48" || p == "90" || strings.HasPrefix(p, "4") && p != "4" {
				t.Errorf("%s draws with %q", name, p)
			}
		}
	}
	for name, c := range map[string]struct {
		style Style
		sgr   string
	}{
		"run": {th.Run, "34"}, "wait": {th.Wait, "33"}, "done": {th.Done, "32"}, "fail": {th.Fail, "31"},
		"accent": {th.Accent, "35"}, "rule": {th.Rule, "2"},
	} {
		if got := parameters(c.style.Render("● word")); !slices.Contains(got, c.sgr) {
			t.Errorf("%s draws with %q, want %s", name, got, c.sgr)
		}
	}
}

func TestWhatNeedsAPersonAndTheButtonStandOutInEveryTheme(t *testing.T) {
	for name, th := range all() {
		text := th.Text.Render("x")
		for what, s := range map[string]Style{"failed": th.Status(api.StatusFailed).Style, "button": th.Button, "accent": th.Accent} {
			if s.Render("x") == text {
				t.Errorf("%s: %s looks like text", name, what)
			}
		}
		if th.Button.Render("x") == th.Accent.Render("x") {
			t.Errorf("%s: the button looks like a link", name)
		}
	}
}

func TestEveryGlyphIsOneCellAndASCIIIsASCII(t *testing.T) {
	for _, ascii := range []bool{false, true} {
		all := glyphs(ascii)
		if ascii { // a tick of one letter reads as a word or as a state
			for _, g := range []*string{&all.On, &all.Off, &all.Checked, &all.Unchecked} {
				if len(*g) != 3 {
					t.Errorf("%q is not as wide as the others of a choice", *g)
				}
				*g = "x"
			}
		}
		for _, g := range strings.Split(strings.Trim(fmt.Sprintf("%v", all), "{}"), " ") {
			if ansi.StringWidth(g) != 1 || ansi.StringWidthWc(g) != 1 {
				t.Errorf("%q is not one cell", g)
			}
			if ascii && g[0] > 0x7e {
				t.Errorf("%q is not ASCII", g)
			}
		}
	}
}

func TestDimmedThemeHasOneInkAndNoGround(t *testing.T) {
	for name, th := range all() {
		dim := th.Dimmed()
		want := dim.Faint.Render("x")
		for token, s := range styles(dim) {
			if got := s.Bold(true).Render("x"); !strings.HasPrefix(token, "rule") && got != want {
				t.Errorf("%s: %s is %q, want %q", name, token, got, want)
			}
		}
	}
}

// TestColoursThatMeanSomethingAreToldApart is about terminals of 256 colours, where
// two tokens can become one colour, or a grey.
func TestColoursThatMeanSomethingAreToldApart(t *testing.T) {
	for name, p := range everyPalette() {
		seen := map[color.Color]string{}
		for token, c := range map[string]color.Color{
			"accent": p.accent, "run": p.run, "wait": p.wait, "done": p.done, "fail": p.fail, "warn": p.warn,
		} {
			r, g, b, _ := c.RGBA()
			if spread := (max(r, g, b) - min(r, g, b)) >> 8; spread < 40 {
				t.Errorf("%s: %s is the grey %v", name, token, c)
			}
			if other := seen[c]; other != "" {
				t.Errorf("%s: %s and %s are both %v", name, token, other, c)
			}
			seen[c] = token
		}
	}
}

func TestWithA256ColourThemeNothingIsMappedAnyMore(t *testing.T) {
	for _, dark := range []bool{true, false} {
		for name, s := range styles(New(Options{Dark: dark, Depth: ANSI256})) {
			for _, m := range sgr.FindAllStringSubmatch(s.Render("x"), -1) {
				if strings.Contains(m[1], "8;2;") {
					t.Errorf("%s draws with %q", name, m[1])
				}
			}
		}
	}
}

func TestAStateIsDimmedWithTheTheme(t *testing.T) {
	th := New(Options{})
	stuck := State{Word: "stuck?", Style: th.Warn.Bold(true)}
	if got := th.Dimmed().Shown(stuck).Style.Render("x"); got != th.Dimmed().Text.Render("x") || th.Shown(stuck).Style.Render("x") == got {
		t.Errorf("dimmed it is %q", got)
	}
}
