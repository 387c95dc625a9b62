package statusbar

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"lipdash/ui/kit/cells/cellstest"
	"lipdash/ui/kit/keymap"
)

func refusedBanner() Banner {
	return Banner{
		Text: "HeyGen refused the key. Set another one in HEYGEN_API_KEY, or run heygen auth login.", More: "!",
		Keys: []keymap.Hint{{Key: "E", Text: "paste another key"}, {Key: "r", Text: "look again"}},
	}
}

func TestABannerHasItsKeysBeforeItsTextAndNeverCutsThem(t *testing.T) {
	for w, want := range map[int]string{
		40:  " ◆ E paste another key  r look again    ",
		80:  " ◆ E paste another key  r look again   HeyGen refused the key. Set…  ! says all ",
		160: " ◆ E paste another key  r look again   HeyGen refused the key. Set another one in HEYGEN_API_KEY, or run heygen auth login.",
	} {
		got := ansi.Strip(refusedBanner().Line(th, w))
		if !strings.HasPrefix(got, want) {
			t.Errorf("%d cells:\n%q\nwant\n%q", w, got, want)
		}
	}
}

func TestABannerIsExactlyAsWideAsTheScreen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := rapid.IntRange(20, 250).Draw(t, "w")
		b := refusedBanner()
		b.Text = rapid.String().Draw(t, "text")
		cellstest.Exact(t, b.Line(th, w), w, 1)
	})
}
