package theme

import (
	"fmt"
	"image/color"
	"math"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"lipdash/api"
)

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

func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	if x < y {
		x, y = y, x
	}
	return (x + 0.05) / (y + 0.05)
}

func TestEveryPairThatMeetsOnScreenIsReadable(t *testing.T) {
	for name, c := range map[string]struct {
		p      palette
		ground color.Color
	}{
		"dark":  {dark(), lipgloss.Color("#14161c")},
		"light": {light(), lipgloss.Color("#fafafa")},
	} {
		inks := map[string]color.Color{
			"text": c.p.text, "muted": c.p.muted, "faint": c.p.faint, "accent": c.p.accent,
			"run": c.p.run, "wait": c.p.wait, "done": c.p.done, "fail": c.p.fail, "warn": c.p.warn,
		}
		grounds := map[string]color.Color{"terminal": c.ground, "sel": c.p.sel, "field": c.p.field}
		for ink, fg := range inks {
			for on, bg := range grounds {
				if got := contrast(fg, bg); got < 4.5 {
					t.Errorf("%s: %s on %s has contrast %.2f", name, ink, on, got)
				}
			}
		}
		if got := contrast(c.p.onAccent, c.p.accent); got < 4.5 {
			t.Errorf("%s: on accent has contrast %.2f", name, got)
		}
	}
}

func all() map[string]Theme {
	return map[string]Theme{
		"dark": New(Options{Dark: true, Depth: Full}), "light": New(Options{Depth: Full}),
		"sixteen": New(Options{Depth: ANSI16}), "none": New(Options{}), "ascii": New(Options{ASCII: true}),
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

func TestNoColourThemeDrawsNoColour(t *testing.T) {
	th := New(Options{Depth: NoColor})
	for _, s := range []lipgloss.Style{th.Text, th.Accent, th.Fail, th.Button, th.OnSel(th.Text), th.OnField(th.Warn)} {
		got := s.Render("x")
		for _, bad := range []string{"38;", "48;", "\x1b[3", "\x1b[4m", "\x1b[9"} {
			if strings.Contains(got, bad) {
				t.Errorf("colour in %q", got)
			}
		}
	}
}

func TestEveryGlyphIsOneCellAndASCIIIsASCII(t *testing.T) {
	for _, ascii := range []bool{false, true} {
		for _, g := range strings.Split(strings.Trim(fmt.Sprintf("%v", glyphs(ascii)), "{}"), " ") {
			if ansi.StringWidth(g) != 1 || ansi.StringWidthWc(g) != 1 {
				t.Errorf("%q is not one cell", g)
			}
			if ascii && g[0] > 0x7e {
				t.Errorf("%q is not ASCII", g)
			}
		}
	}
}

func TestDimmedThemeHasOneInk(t *testing.T) {
	th := New(Options{Dark: true, Depth: Full}).Dimmed()
	want := th.Faint.Render("x")
	for _, s := range []lipgloss.Style{th.Text, th.Accent, th.Status(api.StatusFailed).Style, th.OnSel(th.Text)} {
		if got := s.Render("x"); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
