package ui

import (
	"os"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/charmbracelet/x/ansi"

	"lipdash/ui/kit/cells/cellstest"
	"lipdash/ui/kit/format"
)

// The sizes that a screen may have, in cells.
const (
	narrowest, widest = 40, 250
	lowest, highest   = 10, 70
)

// titlesOfAllKinds are of every script and sign, long ones and runs of them among them.
func titlesOfAllKinds() []string {
	out := append([]string{"plain", strings.Repeat("long ", 30), strings.Repeat("字", 70), strings.Repeat("👨‍👩‍👧", 20), "שלום " + strings.Repeat("עולם ", 20)}, cellstest.Titles...)
	return append(out, strings.Join(cellstest.Titles, " "))
}

// TestEverySizeIsDrawnWhole goes through all widths and heights, each size with one of the
// scenes, and the list at each width; one width of seven unless LIPDASH_EVERY_SIZE is set, as
// it is in CI. Nothing falls, no line is wider than the screen or another, there are
// as many as the screen has, and the border between list and detail is in one column.
func TestEverySizeIsDrawnWhole(t *testing.T) {
	oneGoroutine(t)
	step := 7
	if os.Getenv("LIPDASH_EVERY_SIZE") != "" {
		step = 1
	}
	n := 0
	for i, s := range scenes {
		synctest.Test(t, func(t *testing.T) {
			m := onScene(t, false, s.enter, titlesOfAllKinds()...)
			for w := narrowest; w <= widest; w += step {
				for h := lowest; h <= highest; h++ {
					turn := w*(highest-lowest+1) + h
					if listed := s.name == "jobs" && (w+h)%10 == 0; !listed && turn%len(scenes) != i {
						continue
					}
					n++
					whole(t, s.name, sized(m, w, h))
					if t.Failed() {
						return
					}
				}
			}
		})
	}
	if all := (widest - narrowest + 1) * (highest - lowest + 1); step == 1 && n < all {
		t.Errorf("%d sizes of %d", n, all)
	}
}

// whole fails unless the screen is as large as the terminal.
func whole(t *testing.T, scene string, m *Model) {
	t.Helper()
	view := m.View().Content
	drawn := strings.Split(view, "\n")
	if len(drawn) != m.height {
		t.Errorf("%s has %d lines at %dx%d:\n%s", scene, len(drawn), m.width, m.height, ansi.Strip(view))
	}
	l := m.layout()
	border := -1
	for y, line := range drawn {
		if n := format.Width(line); n > m.width {
			t.Errorf("%s: line %d is %d cells wide at %dx%d: %q", scene, y, n, m.width, m.height, ansi.Strip(line))
		}
		if scene != "jobs" && scene != "jobs-waiting" || l.Side == 0 || y < l.Header+l.Rule+l.Banner || y >= l.Header+l.Rule+l.Banner+l.Body {
			continue
		}
		before, _, found := strings.Cut(ansi.Strip(line), m.theme.Glyphs.VRule)
		at := format.Width(before)
		if border < 0 {
			border = at
		}
		if !found || at != border {
			t.Errorf("%s: the border is at %d in line %d and at %d above, at %dx%d:\n%s", scene, at, y, border, m.width, m.height, ansi.Strip(view))
			return
		}
	}
}
