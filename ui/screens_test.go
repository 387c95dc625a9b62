package ui

import (
	"fmt"
	"image/color"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"lipdash/ui/kit/cells/cellstest"
	"lipdash/ui/kit/theme"
)

// worn are the looks that screens are kept in.
var worn = []struct {
	name string
	look theme.Options
}{
	{"dark", theme.Options{Dark: true, Depth: theme.Full}},
	{"light", theme.Options{Depth: theme.Full}},
	{"none", theme.Options{Depth: theme.NoColor}},
}

// TestScreens holds every scene, at four sizes and in three looks, against a file of its text
// and one of its styles (-update writes both).
func TestScreens(t *testing.T) {
	oneGoroutine(t)
	for _, s := range scenes {
		t.Run(s.name, func(t *testing.T) {
			var text, styles string
			synctest.Test(t, func(t *testing.T) { text, styles = kept(t, onScene(t, false, s.enter)) })
			cellstest.Golden(t, "screens/"+s.name, strings.TrimSuffix(text, "\n"))
			cellstest.Golden(t, "screens/"+s.name+".styles", strings.TrimSuffix(styles, "\n"))
		})
	}
}

// kept are a scene's text and its styles at each size.
func kept(t *testing.T, m *Model) (text, styles string) {
	t.Helper()
	legend := &legend{letters: map[string]string{}}
	for _, size := range [][2]int{{40, 10}, {80, 24}, {120, 40}, {200, 50}} {
		sized(m, size[0], size[1])
		var looks []*uv.Buffer
		var said []string
		for _, w := range worn {
			said, looks = append(said, textOf(wear(m, w.look))), append(looks, drawn(m))
		}
		if said[0] != said[1] {
			t.Errorf("it reads otherwise in light at %v:\n%s\n%s", size, said[1], said[0])
		}
		head := fmt.Sprintf("== %dx%d", size[0], size[1])
		text += head + "\n" + said[0]
		if said[2] != said[0] { // where there are no grounds, fields have edges
			text += head + " without colour\n" + said[2]
		}
		styles += head + "\n" + legend.rows(looks)
	}
	return text, strings.Join(legend.lines, "") + styles
}

// textOf is what is on screen as text.
func textOf(m *Model) string {
	var b strings.Builder
	for line := range strings.SplitSeq(ansi.Strip(m.View().Content), "\n") {
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	return b.String()
}

// legend names how cells look, in all looks at once.
type legend struct {
	letters map[string]string
	lines   []string
}

// letter is that of cells in each look.
func (l *legend) letter(cells []*uv.Cell) string {
	var b strings.Builder
	for i, c := range cells {
		fmt.Fprintf(&b, " %s %s", worn[i].name, styleText(c))
	}
	how, known := l.letters[b.String()]
	if !known {
		const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
		how = letters[len(l.letters)%len(letters):][:1]
		l.letters[b.String()] = how
		l.lines = append(l.lines, how+b.String()+"\n")
	}
	return how
}

// rows are the letters of each row, with how many cells have one; rows that are alike are
// told once, with how many there are.
func (l *legend) rows(looks []*uv.Buffer) string {
	var rows []string
	for y := range looks[0].Height() {
		var b strings.Builder
		n, was := 0, ""
		for x := range looks[0].Width() {
			var at []*uv.Cell
			for _, look := range looks {
				at = append(at, look.CellAt(x, y))
			}
			how := l.letter(at)
			if n > 0 && blank(at) {
				how = was // of which nothing is seen
			}
			if how != was && n > 0 {
				fmt.Fprintf(&b, "%d%s ", n, was)
				was, n = how, 0
			} else {
				was = how
			}
			n++
		}
		fmt.Fprintf(&b, "%d%s", n, was)
		rows = append(rows, b.String())
	}
	var b strings.Builder
	for i := 0; i < len(rows); {
		n := 1
		for i+n < len(rows) && rows[i+n] == rows[i] {
			n++
		}
		if n > 1 {
			fmt.Fprintf(&b, "%dx ", n)
		}
		b.WriteString(rows[i] + "\n")
		i += n
	}
	return b.String()
}

// blank tells whether a cell shows nothing in any look.
func blank(cells []*uv.Cell) bool {
	return !slices.ContainsFunc(cells, func(c *uv.Cell) bool { return c != nil && (strings.TrimSpace(c.Content) != "" || styleText(c) != "-") })
}

// styleText is a cell's style in words, - for the terminal's own. A blank shows its ground alone.
func styleText(c *uv.Cell) string {
	if c == nil {
		return "-"
	}
	var words []string
	style := c.Style
	if strings.TrimSpace(c.Content) == "" && style.Attrs&uv.AttrReverse == 0 {
		style.Fg, style.Attrs = nil, 0
	}
	for name, attr := range map[string]uint8{"bold": uv.AttrBold, "faint": uv.AttrFaint, "reverse": uv.AttrReverse} {
		if style.Attrs&attr != 0 {
			words = append(words, name)
		}
	}
	slices.Sort(words)
	if style.Fg != nil {
		words = append(words, hex(style.Fg))
	}
	if style.Bg != nil {
		words = append(words, "on "+hex(style.Bg))
	}
	if style.Underline != ansi.UnderlineNone {
		words = append(words, "underlined")
	}
	if len(words) == 0 {
		return "-"
	}
	return strings.Join(words, " ")
}

func hex(c color.Color) string {
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}
