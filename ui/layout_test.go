package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/calls"
	"lipdash/ui/layout"
)

func TestTheLineBetweenThePanesIsMovedAndRemembered(t *testing.T) {
	m := opened(t, &counting{page: someJobs(2)})
	mem := remembering(m)
	before := m.layout().List
	drain(m, key(m, ">"))
	drain(m, key(m, ">"))
	drain(m, key(m, "<"))
	if got := m.layout().List; got != before+4 || mem.kept != m.split || m.split == 0 {
		t.Errorf("from %d it is moved to %d, and %d of %d is kept", before, got, mem.kept, m.split)
	}
	m.split = 0
	arrive(m, calls.MemoryOpened{Memory: mem, Split: mem.kept})
	if got := m.layout().List; got != before+4 {
		t.Errorf("at the next start it is at %d", got)
	}
	for range 100 {
		drain(m, key(m, "<"))
	}
	if l := m.layout(); l.List < 1 || l.List+l.Side+2 != l.Width {
		t.Errorf("pushed to the edge it is %+v", l)
	}
}

func TestWideScreensHaveBlocksUnderTheDetail(t *testing.T) {
	m := opened(t, &counting{page: someJobs(2)})
	remembering(m)
	for _, c := range []struct {
		w, h int
		has  bool
	}{{159, 50, false}, {160, 50, true}, {200, 50, true}, {200, 18, false}} {
		m.Update(tea.WindowSizeMsg{Width: c.w, Height: c.h})
		for _, name := range []string{"TRANSFERS", "ACTIVITY", "TODAY"} {
			if got := strings.Contains(seen(m), name); got != c.has {
				t.Errorf("%dx%d: %s %v\n%s", c.w, c.h, name, got, seen(m))
			}
		}
	}
}

func TestAKeyThatIsAboutTwoPanesSaysWhereThereIsOne(t *testing.T) {
	for _, k := range []string{"tab", ">", "<"} {
		m := opened(t, &counting{page: someJobs(3)})
		sized(m, 80, 24)
		if drain(m, key(m, k)); m.note().Text != layout.OnePane {
			t.Errorf("%s says %q", k, m.note().Text)
		}
		sized(m, 120, 40)
		m.toast.Clear()
		if drain(m, key(m, k)); m.note().Text != "" {
			t.Errorf("beside the list %s says %q", k, m.note().Text)
		}
	}
}
