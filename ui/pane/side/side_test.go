package side

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"lipdash/ui/kit/cells/cellstest"
	"lipdash/ui/kit/theme"
)

var (
	th   = theme.New(theme.Options{Dark: true, Depth: theme.Full})
	noon = time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC)
)

func data() Data {
	d := Data{
		Now: noon, Up: "↑ 3.1 MB/s", Down: "↓ 11 MB/s", Free: "41.2 GB free",
		Files: []File{
			{Up: true, Name: "in/ep018.mp4", Done: 62, Size: 100, Speed: "3.1 MB/s"},
			{Name: "out/ep012 German.mp4", Done: 88, Size: 100, Speed: "6.2 MB/s"},
			{Name: "out/日本語のとても長い名前のファイルでどこかで切られるもの.mp4", Size: -1, Speed: "waits"},
			{Name: "out/Interview Tanaka.mp4", Done: 73, Size: 100, Speed: "failed", Trouble: true},
		},
		Calls:  "9 calls in the last minute",
		Events: []Event{{noon.Add(-time.Minute), "done", theme.Done, "ep012 German finished in 6m41s"}, {noon.Add(-2 * time.Minute), "failed", theme.Alert, "3 jobs: audio too long"}},
		Counts: "71 made   64 done   4 failed",
		Modes:  []Mode{{"speed", "22 jobs", "3m10s", "6m02s", "$81.10"}, {"precision", "49 jobs", "", "", "$604.40"}},
	}
	for hour := range 13 {
		d.Made[hour] = hour
	}
	d.Failed[9] = 1
	return d
}

func TestTheBlocksArePicturedWideAndNarrow(t *testing.T) {
	var b strings.Builder
	for _, c := range []struct {
		w, h int
		th   theme.Theme
		d    Data
	}{{78, 44, th, data()}, {54, 32, th, data()}, {78, 44, theme.New(theme.Options{ASCII: true}), data()}, {60, 44, th, Data{Now: noon}}} {
		b.WriteString(ansi.Strip(View(c.th, c.w, Split(c.h), c.d)) + "\n\n")
	}
	cellstest.Golden(t, "blocks", b.String())
}

func TestTheBlocksAreExactlyAsLargeAsTheyAreTold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(narrow, 120).Draw(t, "w"), rapid.IntRange(1, 80).Draw(t, "h")
		d := data()
		for i := range d.Files {
			d.Files[i].Name = rapid.String().Draw(t, "name")
		}
		d.Events[0].Text, d.Modes[0].Cost = rapid.String().Draw(t, "text"), rapid.SampledFrom([]string{"", "$1.00", "$1,234,567.00"}).Draw(t, "cost")
		hs := Split(h)
		high := over(hs.Files) + over(hs.Events) + over(hs.Day)
		if hs.Detail+high != h || hs.Detail < min(h, leastDetail) {
			t.Fatalf("%d lines are parted into %+v", h, hs)
		}
		if high > 0 {
			cellstest.Exact(t, View(th, w, hs, d), w, high)
		}
	})
}

func TestTheSplitIsKeptInProportion(t *testing.T) {
	const rest = 60
	for _, w := range []int{100, 133, 160, 200, 250} {
		for column := rest; column <= w-narrow; column++ {
			if got := Width(w, rest, SplitAt(w, rest, column)); got != w-column {
				t.Errorf("of %d cells, from column %d on: %d", w, column, got)
			}
		}
	}
	at := SplitAt(200, rest, 100)
	if got := Width(120, rest, at); got != 60 {
		t.Errorf("half of a screen is %d of 120", got)
	}
	for _, column := range []int{-5, 0, 500} {
		if got := Width(120, rest, SplitAt(120, rest, column)); got < narrow || got > 120-rest {
			t.Errorf("dragged to %d it is %d wide", column, got)
		}
	}
}
