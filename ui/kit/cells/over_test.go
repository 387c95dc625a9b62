package cells

import (
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"lipdash/ui/kit/cells/cellstest"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
)

func TestNothingTornShowsBesideABlock(t *testing.T) {
	row := "   x failed   promo_fr_v3, the second take      10m   audio is longer than it may be  | SEEN FROM HERE          "
	for _, c := range []struct {
		x, w        int
		left, right string
	}{
		// A cut text says so; on the right is only what begins there.
		{30, 20, "   x failed   promo_fr_v3, t~", "audio is longer than it may be  | SEEN FROM HERE"},
		{26, 24, "   x failed   promo_fr_v~", "audio is longer than it may be  | SEEN FROM HERE"},
		{38, 22, "   x failed   promo_fr_v3, the second", "| SEEN FROM HERE"},
		{40, 20, "   x failed   promo_fr_v3, the second ~", "| SEEN FROM HERE"},
		{40, 46, "   x failed   promo_fr_v3, the second ~", "SEEN FROM HERE"},
		{40, 50, "   x failed   promo_fr_v3, the second ~", ""},
		// Too little is left on either side to be worth reading.
		{12, 84, "", ""},
	} {
		got := layRow(row, strings.Repeat("#", c.w), c.x, len(row), "~", "|")
		if len(got) != len(row) {
			t.Errorf("%d+%d: %d cells", c.x, c.w, len(got))
		}
		left, right := strings.TrimRight(got[:c.x], " "), strings.TrimSpace(got[c.x+c.w:])
		if left != c.left || right != c.right {
			t.Errorf("%d+%d: %q # %q, want %q # %q", c.x, c.w, left, right, c.left, c.right)
		}
		if c.right != "" && strings.Index(got[c.x+c.w:], c.right)+c.x+c.w != strings.Index(row, c.right) {
			t.Errorf("%d+%d: a column moved: %q", c.x, c.w, got)
		}
	}
}

func TestABlockLeavesTheLineAsWideAsItWas(t *testing.T) {
	bold := theme.Style{}.Bold(true).Foreground(lipgloss.Color("#8a91a2"))
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(1, 120).Draw(t, "width")
		words := rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom([]string{"字幕テスト", "क्षत्रिय", "👨‍👩‍👧", "🇩🇪", "  ", "running", "|"}), rapid.String()), 0, 20).Draw(t, "words")
		line := bold.Render(string(format.FitWith(format.Safe(strings.Join(words, " ")), width, "…")))
		w := rapid.IntRange(1, width).Draw(t, "block")
		x := rapid.IntRange(0, width-w).Draw(t, "x")
		over := strings.Repeat("#", w)
		for _, got := range []string{Lay(line, over, x, width), layRow(line, over, x, width, "~", "|")} {
			cellstest.Exact(t, got, width, 1)
			if at := strings.Index(ansi.Strip(got), over); format.Width(ansi.Strip(got)[:at]) > x {
				t.Fatalf("the block is not at %d: %q", x, ansi.Strip(got))
			}
		}
	})
}
