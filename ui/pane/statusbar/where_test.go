package statusbar

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"lipdash/api"
	"lipdash/ui/kit/cells/cellstest"
)

func TestTalliesAreSaidShorterBeforeATabGoes(t *testing.T) {
	h := header()
	h.Tallies = []Tally{{6, api.StatusRunning}, {0, api.StatusPending}, {9, api.StatusFailed}, {85, api.StatusCompleted}}
	for w, want := range map[int][2]string{
		120: {"Jobs   Transfers 2   Activity", "6 running  0 pending  9 failed  85 done  of 100 loaded"},
		80:  {"Jobs   Transfers 2   Activity", "6 running  9 failed  85 done  of 100 loaded"},
		70:  {"Jobs   Transfers 2   Activity", "6 running  9 failed  85 done +"},
		60:  {"Jobs   Transfers 2   Activity", "●6  ✗9  ✓85 +"},
		41:  {"Jobs   Transfers 2   Activity", "●6 ✗9"},
		36:  {"Jobs  Transfers 2  Activity", "●6 ✗9"},
		34:  {"Jobs", "●6  ✗9  ✓85 +"},
	} {
		got := strings.TrimSpace(ansi.Strip(h.where(th, w)))
		if !strings.HasPrefix(got, want[0]+" ") || !strings.HasSuffix(got, " "+want[1]) {
			t.Errorf("%d columns: %q", w, got)
		}
	}
}

func TestWhatIsHeldIsCountedAtEveryWidth(t *testing.T) {
	h := header()
	h.Tallies = []Tally{{6, api.StatusRunning}, {0, api.StatusPending}, {9, api.StatusFailed}, {85, api.StatusCompleted}}
	h.Here = []Here{{3, "held"}, {1, "upload"}}
	for w, want := range map[int]string{
		140: "6 running  0 pending  3 held  1 upload  9 failed  85 done  of 100 loaded",
		95:  "6 running  3 held  1 upload  9 failed  85 done  of 100 loaded",
		78:  "6 running  4 waiting  9 failed  85 done +",
		60:  "●6  ·4  ✗9  ✓85 +",
		44:  "●6 ·4 ✗9",
	} {
		if got := strings.TrimSpace(ansi.Strip(h.where(th, w))); !strings.HasSuffix(got, "  "+want) {
			t.Errorf("%d columns: %q", w, got)
		}
	}
	if got := ansi.Strip(h.Line(th, 60)); !strings.Contains(got, "  ·4  ●6") {
		t.Errorf("on a low screen it is %q", got)
	}
	h.Tallies, h.Of = nil, "" // no list was loaded yet
	if got := ansi.Strip(h.where(th, 80)); !strings.HasSuffix(got, "  3 held  1 upload ") {
		t.Errorf("without a list it is %q", got)
	}
}

func TestAllThatIsCountedIsNotCalledAPart(t *testing.T) {
	h := header()
	h.Of = ""
	for w := 40; w < 120; w++ {
		if got := ansi.Strip(h.where(th, w)); strings.Contains(got, "+") {
			t.Errorf("%d columns: %q", w, got)
		}
	}
}

func TestAnAsideLosesItsEndBeforeATabGoes(t *testing.T) {
	h := header()
	h.Aside = "up 1.2 MB/s   down 3.4 MB/s   120 GB free in /home/somebody/out"
	for w, want := range map[int]string{120: h.Aside, 80: "up 1.2 MB/s   down 3.4 MB/s", 44: "up 1.2 MB/s"} {
		if got := strings.TrimSpace(ansi.Strip(h.where(th, w))); !strings.HasSuffix(got, "Activity"+strings.Repeat(" ", w-2-29-len(want))+want) {
			t.Errorf("%d columns: %q", w, got)
		}
	}
	h.Aside = "120 GB free in /home/somebody/a/long/way/down/out"
	if got := strings.TrimSpace(ansi.Strip(h.where(th, 60))); !strings.HasSuffix(got, "Activity") {
		t.Errorf("a tab goes for it: %q", got)
	}
}

func TestTheSecondLineIsExactlyAsWideAsTheScreen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := header()
		for i := range h.Tallies {
			h.Tallies[i].N = rapid.SampledFrom([]int{0, 1, 14, 512, 100_000}).Draw(t, "n")
		}
		h.Tabs[1].N = rapid.SampledFrom([]int{0, 7, 5_000}).Draw(t, "transfers")
		h.Here, h.Slots = []Here{{rapid.SampledFrom([]int{1, 3, 1200}).Draw(t, "held"), "held"}, {1, "upload"}}[:rapid.IntRange(0, 2).Draw(t, "here")], rapid.SampledFrom([]string{"", "10/10 slots"}).Draw(t, "slots")
		h.Of = rapid.SampledFrom([]string{"", "of 100,000 loaded"}).Draw(t, "of")
		h.Aside = rapid.SampledFrom([]string{"", rapid.String().Draw(t, "aside")}).Draw(t, "which")
		if rapid.Bool().Draw(t, "title") {
			h.Tabs, h.Title = nil, rapid.String().Draw(t, "text")
		}
		w := rapid.IntRange(20, 250).Draw(t, "w")
		cellstest.Exact(t, h.Lines(th, w), w, 2)
	})
}

func TestWhatJustFitsIsSaidWhole(t *testing.T) {
	h := header()
	h.Aside = "up 1.2 MB/s   down 3.4 MB/s"
	w := 3 + 29 + len(h.Aside)
	for over, want := range map[int]string{0: h.Aside, 1: "up 1.2 MB/s"} {
		if got := strings.TrimSpace(ansi.Strip(h.where(th, w-over))); !strings.HasSuffix(got, " "+want) {
			t.Errorf("%d columns: %q", w-over, got)
		}
	}
}
