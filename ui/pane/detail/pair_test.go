package detail_test

import (
	"strings"
	"testing"

	"lipdash/ui/kit/cells/cellstest"
)

func TestMoneyStandsBesideTheHistoryWhereThereIsRoom(t *testing.T) {
	d := done()
	d.Cost, d.CostWhy = "about $8.94", "2:14 × $0.0667 of 2026-07"
	for w, want := range map[int]bool{48: false, 78: true, 120: true} {
		p := pane(d, w, 40)
		view := shown(p)
		cellstest.Exact(t, p.View(plain(), now), w, 40)
		beside := false
		for _, l := range strings.Split(view, "\n") {
			beside = beside || strings.Contains(l, "SEEN FROM HERE") && strings.Contains(l, "MONEY")
		}
		if beside != want {
			t.Errorf("at %d cells they are beside each other: %v\n%s", w, beside, view)
		}
		for _, text := range []string{"08:52:07 created here", "08:58:48 done", "about $8.94", "2:14 × $0.0667 of 2026-07"} {
			if w >= 78 && !strings.Contains(view, text) {
				t.Errorf("at %d cells %q is cut:\n%s", w, text, view)
			}
		}
	}
}
