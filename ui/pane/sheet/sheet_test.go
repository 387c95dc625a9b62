package sheet

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells/cellstest"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
)

var th = theme.New(theme.Options{Dark: true, Depth: theme.Full})

// some are rows that are all at hand.
type some []Row

func (s some) Len() int          { return len(s) }
func (s some) ID(i int) int      { return s[i].Line }
func (s some) Row(i int) Row     { return s[i] }
func (s some) Note(i int) string { return s[i].Note }
func (s some) Bad(i int) bool    { return s[i].State == Trouble || s[i].State == Same }
func (s some) Index(line int) (int, bool) {
	for i := range s {
		if s[i].Line == line {
			return i, true
		}
	}
	return 0, false
}

// week is a sheet with a row of each state.
func week() *Sheet {
	return &Sheet{
		Rows: some{
			{Line: 2, State: Ready, Word: "ready", Title: "ep001 German", Video: "in/ep001.mp4", Audio: "in/ep001_de.wav", Mode: "precision", Length: "2:01", Cost: "~8.07", Fault: "title", Label: "title", Text: "ep001 German"},
			{Line: 3, State: Trouble, Word: "trouble", Title: "字幕テスト 第三話 日本語版 完全収録", Video: "/media/本編/第三話/最終版/ep003.mp4", Audio: "in/ep003_de.wav", Mode: "precision", Note: "audio: no such file: /media/in/ep003_de.wav", Fault: "audio", Label: "audio", Text: "in/ep003_de.wav"},
			{Line: 4, State: Same, Word: "twice", Title: "ep004", Video: "in/ep001.mp4", Audio: "in/ep001_de.wav", Length: "2:01", Cost: "~8.07", Note: "the same as line 2", Fault: "audio", Label: "audio", Text: "in/ep001_de.wav"},
			{Line: 5, State: Warned, Word: "warning", Title: "👩‍💻 trailer", Video: "https://cdn.example/a/very/long/folder/trailer.mp4", Audio: "in/t.wav", Length: "12:31", Cost: "~50.07", Note: "audio: it is 12:31 and the video 2:14, more than 15 % apart: HeyGen may fail it", Fault: "audio", Label: "audio", Text: "in/t.wav"},
			{Line: 60, State: Out, Word: "left out", Title: "ep060", Video: "v.mp4", Audio: "a.wav", Length: "0:30", Cost: "~2.00"},
			{Line: 61, State: Checking, Word: "checking", Title: "ep061", Video: "v.mp4", Audio: "b.wav"},
		},
		About: "week47.csv: 6 rows, separated by semicolons, UTF-8", Notes: "not used: Series, 備考", Unit: "line", Measured: true,
		Counts: "1 being checked, 1 ready, 1 with a warning, 1 in trouble, 1 twice in the sheet, 1 left out",
		Over:   "the wallet has $10.00 for about $58.14: the first of 2 fits", Foot: "2 to send, about $58.14, 4 files to upload, 341.2 MB",
	}
}

// pane is a screen with the week's sheet on it.
func pane(w, h int) *Pane {
	p := New(keymap.Default())
	p.SetSize(w, h)
	p.Show(week(), false, "")
	p.Showing()
	return p
}

func press(p *Pane, keys ...string) (act action.Action) {
	for _, k := range keys {
		act, _ = p.Key(keymap.Pressed(k))
	}
	return act
}

func TestASheetLooksAsItDid(t *testing.T) {
	for _, w := range []int{40, 80, 120, 200} {
		p := pane(w, 20)
		text := p.View(th)
		press(p, "j", "enter")
		text += "\n" + p.View(th)
		p.Ask()
		text += "\n" + p.View(th)
		cellstest.Golden(t, fmt.Sprint(w), ansi.Strip(text))
	}
	cellstest.Golden(t, "colour", pane(120, 30).View(th))
}

func TestASheetIsExactlyAsLargeAsItWasTold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(1, 220).Draw(t, "w"), rapid.IntRange(1, 40).Draw(t, "h")
		p := pane(w, h)
		keys := rapid.SliceOfN(rapid.SampledFrom([]string{"j", "n", "N", "G", "enter", "x", "esc", "b", "tab", "space"}), 0, 12).Draw(t, "keys")
		press(p, keys...)
		if rapid.Bool().Draw(t, "completed") && p.Typing() {
			p.Completed(p.line().Text(), []string{"in/第三話.wav", "in/" + strings.Repeat("long", 90)})
		}
		cellstest.Exact(t, p.View(th), w, h)
	})
}

func TestAKeyMeansTheRowOrTheSheet(t *testing.T) {
	p := pane(100, 20)
	for _, c := range []struct {
		keys []string
		want action.Action
		line int
	}{
		{[]string{"n"}, nil, 3},
		{[]string{"n"}, nil, 4},
		{[]string{"n"}, nil, 3}, // around the end
		{[]string{"N"}, nil, 4},
		{[]string{"g"}, nil, 2},
		{[]string{"space"}, action.ToggleRow{Line: 2}, 3},
		{[]string{"ctrl+x"}, action.AskSend{}, 3},
		{[]string{"e"}, action.EditSheet{}, 3},
		{[]string{"r"}, action.ReadSheet{}, 3},
		{[]string{"b"}, action.AskSheet{}, 3},
		{[]string{"G", "enter"}, action.EditSheet{}, 61}, // nothing in it to mend
	} {
		if got := press(p, c.keys...); got != c.want || p.list.Cursor() != c.line {
			t.Errorf("%v: %#v on line %d, want %#v on %d", c.keys, got, p.list.Cursor(), c.want, c.line)
		}
	}
}

func TestACellIsMendedWithItsReasonInSightAndCompleted(t *testing.T) {
	p := pane(80, 20)
	press(p, "n", "enter")
	if s := ansi.Strip(p.View(th)); !p.Typing() || !strings.Contains(s, "audio in/ep003_de.wav") || !strings.Contains(s, "no such file") {
		t.Fatalf("it is not edited, or without its reason:\n%s", s)
	}
	press(p, "ctrl+u")
	p.Paste("in/ep00")
	if got := press(p, "tab"); got != (action.CompleteCell{Prefix: "in/ep00"}) {
		t.Errorf("%#v", got)
	}
	p.Completed("in/ep00", []string{"in/ep003_fr.wav", "in/ep003_it.wav"})
	if s := ansi.Strip(p.View(th)); p.line().Text() != "in/ep003_" || !strings.Contains(s, "ep003_fr.wav, ep003_it.wav") {
		t.Errorf("%q:\n%s", p.line().Text(), s)
	}
	p.Completed("something older", []string{"x"})
	p.Paste("fr.wav ")
	if got := press(p, "enter"); got != (action.FixCell{Line: 3, Param: "audio", Text: "in/ep003_fr.wav"}) || p.Typing() {
		t.Errorf("%#v", got)
	}
	press(p, "enter", "x")
	if got := press(p, "esc"); got != nil || p.Typing() {
		t.Errorf("esc leaves the cell as it was: %#v", got)
	}
}

func TestThePathIsAskedForUntilASheetIsThere(t *testing.T) {
	p := New(keymap.Default())
	p.SetSize(80, 20)
	p.Show(nil, false, "none.csv: no such file")
	if s := ansi.Strip(p.View(th)); !strings.Contains(s, "none.csv: no such file") || !strings.Contains(s, "paired by name") {
		t.Errorf("%s", s)
	}
	if got := press(p, "enter"); got != nil {
		t.Errorf("an empty path is opened: %#v", got)
	}
	p.Paste(" week47.csv ")
	if got := press(p, "enter"); got != (action.OpenSheet{Path: "week47.csv"}) {
		t.Errorf("%#v", got)
	}
	if got := press(p, "esc"); got != (action.Back{}) {
		t.Errorf("%#v", got)
	}
	p.Show(week(), false, "")
	p.Showing()
	press(p, "b")
	p.Ask()
	if _, handled := p.Key(tea.KeyPressMsg{Code: tea.KeyEscape}); !handled || p.Typing() {
		t.Error("esc goes back to the rows that are there")
	}
}

func TestALinkInASheetIsReadByItsHostAndFile(t *testing.T) {
	for in, want := range map[string]format.Drawn{
		"https://media.acme.example/a_de.wav":                  "media.acme.example/a_de.wav",
		"https://media.acme.example/in/a_de.wav":               "media.acme.example/…/a_de.wav",
		"https://m.example/a_de.wav":                           "https://m.example/a_de.wav", // it fits
		"/home/me/season 4/German, all of it/audio/ep1_de.wav": "…an, all of it/audio/ep1_de.wav",
	} {
		if got := source(in, 31, "…"); got != want {
			t.Errorf("%q is %q, not %q", in, got, want)
		}
	}
}

func TestLengthAndCostAreNoColumnsWhereNoRowHasThem(t *testing.T) {
	for measured, want := range map[bool]int{true: 2, false: 0} {
		p, s := pane(120, 20), week()
		s.Measured = measured
		p.Show(s, false, "")
		view := ansi.Strip(p.View(th))
		if got := strings.Count(view, "LENGTH") + strings.Count(view, "COST"); got != want {
			t.Errorf("measured %t: %d of two headings:\n%s", measured, got, view)
		}
	}
}
