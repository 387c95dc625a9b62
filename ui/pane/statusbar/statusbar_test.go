package statusbar

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"lipdash/api"
	"lipdash/ui/kit/cells/cellstest"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
)

var th = theme.New(theme.Options{Dark: true, Depth: theme.Full})

func header() Header {
	return Header{
		Profile: "acme-prod", KeyTail: "4f2a", Balance: "$476.78", Tabs: []Tab{{Name: "Jobs", On: true}, {Name: "Transfers", N: 2}, {Name: "Activity"}},
		Pulse:   Pulse{Text: []string{"live 4s, next 6s", "live 4s"}},
		Tallies: []Tally{{8, api.StatusRunning}, {14, api.StatusPending}, {3, api.StatusFailed}, {75, api.StatusCompleted}},
		Of:      "of 100 loaded",
	}
}

func TestTheFrameIsExactlyAsWideAsTheScreen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := rapid.IntRange(20, 250).Draw(t, "w")
		h := header()
		h.Tabs = nil
		h.Title = rapid.String().Draw(t, "title")
		cellstest.Exact(t, h.Lines(th, w), w, 2)
		cellstest.Exact(t, h.Line(th, w), w, 1)
		cellstest.Exact(t, Note{Tone: Bad, Text: h.Title + strings.Repeat("word ", 60)}.Line(th, w, "09:14"), w, 1)
		cellstest.Exact(t, Hints(th, w, keymap.Default().Hints([]keymap.Scope{keymap.Jobs, keymap.Global}, keymap.Open, keymap.Create, keymap.Delete, keymap.Help)), w, 1)
	})
}

func TestTheAgeStaysWhenTheScreenIsNarrow(t *testing.T) {
	for _, w := range []int{40, 60, 80, 120} {
		for _, line := range []string{header().Line(th, w), header().Lines(th, w)} {
			if !strings.Contains(ansi.Strip(line), "live 4s") {
				t.Errorf("%d columns: %q", w, ansi.Strip(line))
			}
		}
	}
}

func TestHelpIsTheLastHintToGo(t *testing.T) {
	hints := []keymap.Hint{{Key: "enter", Text: "open"}, {Key: "c", Text: "create"}, {Key: "x", Text: "delete"}, {Key: "?", Text: "help"}}
	for w, want := range map[int]string{60: "enter open  c create  x delete  ? help", 30: "enter open  c create  ? help", 12: "? help", 5: ""} {
		if got := strings.TrimSpace(ansi.Strip(Hints(th, w, hints))); got != want {
			t.Errorf("%d columns: %q", w, got)
		}
	}
}

func TestHeaderPictures(t *testing.T) {
	demo := header()
	demo.Demo = true
	odd := header()
	odd.Pulse = Pulse{Mood: Odd, Text: []string{"offline 2m10, next try in 14s", "offline 2m10, 14s", "offline, 14s"}}
	var b strings.Builder
	for _, w := range []int{40, 80, 120} {
		for _, h := range []Header{header(), demo, odd} {
			b.WriteString(ansi.Strip(h.Lines(th, w)) + "\n" + ansi.Strip(h.Line(th, w)) + "\n")
		}
	}
	cellstest.Golden(t, "headers", b.String())
	cellstest.Golden(t, "header-colour", odd.Lines(th, 80))
}

func TestADaysLimitThatIsReachedStandsOut(t *testing.T) {
	th := theme.New(theme.Options{Dark: true, Depth: theme.Full})
	h := Header{Balance: "$476.78", Spent: "~$101.20", SpentOf: "over $100 today"}
	for _, over := range []bool{false, true} {
		h.Over = over
		if got := strings.Contains(h.Lines(th, 120), th.Warn.Bold(true).Render("   ~$101.20")+th.Warn.Render(" over $100 today")); got != over {
			t.Errorf("over %v: in the colour of warnings %v", over, got)
		}
	}
}
