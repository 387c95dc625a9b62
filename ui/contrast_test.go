package ui

import (
	"fmt"
	"image/color"
	"strings"
	"testing"
	"unicode"

	"charm.land/lipgloss/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"lipdash/ui/kit/theme"
)

// lines are the signs that only part and measure: nothing is read from their colour.
const lines = "─│━▌▐█▁▂▃▄▅▆▇"

// TestEveryTextOnEveryScreenIsReadable looks at each cell of each screen, in each theme and
// depth: what is written has the contrast that its theme promises with what is behind it.
func TestEveryTextOnEveryScreenIsReadable(t *testing.T) {
	oneGoroutine(t)
	type worn struct {
		look   theme.Options
		ground string
		least  float64
	}
	var all []worn
	grounds := []string{"#000000", "#ffffff", "#14161c", "#fafafa", "#002b36", "#fdf6e3", "#2e3440"}
	if testing.Short() {
		grounds = grounds[:2]
	}
	for _, depth := range []theme.Depth{theme.Full, theme.ANSI256} {
		for _, ground := range grounds {
			g := lipgloss.Color(ground)
			all = append(all, worn{theme.Options{Dark: theme.IsDark(g), Ground: g, Depth: depth}, ground, 4.5})
			if ground == "#000000" || ground == "#ffffff" {
				all = append(all, worn{theme.Options{Name: theme.HighContrast, Dark: theme.IsDark(g), Ground: g, Depth: depth}, ground, 7})
			}
		}
	}
	eachScene(t, false, func(t *testing.T, scene string, m *Model) {
		for _, w := range all {
			seen := pairs(wear(m, w.look), w.ground)
			if len(seen) < 3 {
				t.Errorf("%s has %d colours", scene, len(seen))
			}
			for pair, at := range seen {
				switch what := fmt.Sprintf("%s, theme %q on %s in depth %d: %q", scene, w.look.Name, w.ground, w.look.Depth, at); {
				case pair.text == nil:
					t.Errorf("%s is in the terminal's own colour on the ground %v", what, pair.ground)
				case theme.Contrast(pair.text, pair.ground) < w.least:
					t.Errorf("%s has contrast %.2f, %v on %v", what, theme.Contrast(pair.text, pair.ground), pair.text, pair.ground)
				}
			}
		}
	})
}

// pair is a colour of text, nil for the terminal's own on a ground of lipdash's, on a ground.
type pair struct{ text, ground color.Color }

// pairs are those on screen, and a text that has each.
func pairs(m *Model, ground string) map[pair]string {
	out, own := map[pair]string{}, lipgloss.Color(ground)
	b := drawn(m)
	for y := range b.Height() {
		row := b.Line(y)
		for x, c := range row {
			if strings.TrimSpace(c.Content) == "" || strings.Contains(lines, c.Content) {
				continue
			}
			fg, bg := c.Style.Fg, c.Style.Bg
			if c.Style.Attrs&uv.AttrReverse != 0 {
				fg, bg = bg, fg
			}
			if fg == nil && bg == nil {
				continue // as readable as the terminal's own
			}
			if bg == nil {
				bg = own
			}
			out[pair{fg, bg}] = near(row, x)
		}
	}
	return out
}

// near is the text around a cell.
func near(row uv.Line, x int) string {
	var b strings.Builder
	for i := max(0, x-12); i < min(len(row), x+12); i++ {
		b.WriteString(row[i].Content)
	}
	return strings.TrimSpace(b.String())
}

// TestInSixteenColoursAndNoneWordsAreTheTerminalsOwn is the promise of these themes: no
// palette makes a word less readable than all else in that terminal. Weak ones lie under a
// dialog.
func TestInSixteenColoursAndNoneWordsAreTheTerminalsOwn(t *testing.T) {
	oneGoroutine(t)
	eachScene(t, false, func(t *testing.T, scene string, m *Model) {
		for _, look := range []theme.Options{
			{Name: theme.Sixteen, Dark: true, Depth: theme.Full}, {Name: theme.Monochrome, Depth: theme.Full}, {Depth: theme.ANSI16}, {Depth: theme.NoColor},
		} {
			b := drawn(wear(m, look))
			for y := range b.Height() {
				for x, c := range b.Line(y) {
					letter := strings.ContainsFunc(c.Content, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
					switch {
					case c.Style.Bg != nil:
						t.Fatalf("%s has a ground: %q", scene, near(b.Line(y), x))
					case letter && c.Style.Fg != nil:
						t.Fatalf("%s: %q is in %v", scene, near(b.Line(y), x), c.Style.Fg)
					case letter && c.Style.Attrs&uv.AttrFaint != 0 && !m.layers.Dims():
						t.Fatalf("%s: %q is faint", scene, near(b.Line(y), x))
					case look.Name == theme.Monochrome && c.Style.Fg != nil:
						t.Fatalf("%s: monochrome draws %q in %v", scene, near(b.Line(y), x), c.Style.Fg)
					}
				}
			}
		}
	})
}

// TestTheTerminalsOwnTextIsReadable is what the sixteen-colour theme relies on. Solarized's
// light text is a little under 4.5:1 by its author's choice, and as readable as all else there.
func TestTheTerminalsOwnTextIsReadable(t *testing.T) {
	for name, c := range map[string]struct {
		text, ground string
		least        float64
	}{
		"xterm": {"#e5e5e5", "#000000", 4.5}, "Tango": {"#d3d7cf", "#2e3436", 4.5}, "Windows": {"#cccccc", "#0c0c0c", 4.5},
		"Solarized dark": {"#839496", "#002b36", 4.5}, "Solarized light": {"#657b83", "#fdf6e3", 4.1},
	} {
		if got := theme.Contrast(lipgloss.Color(c.text), lipgloss.Color(c.ground)); got < c.least {
			t.Errorf("%s: %.2f", name, got)
		}
	}
}
