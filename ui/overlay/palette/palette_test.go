package palette

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells/cellstest"
	"lipdash/ui/kit/find"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
	"lipdash/ui/uitest"
)

var th = theme.New(theme.Options{Dark: true, Depth: theme.Full})

func some() []Entry {
	press := func(k string) action.Action { return action.Press{Key: k} }
	return []Entry{
		{Text: "open", Long: "open the job", Key: "enter", Action: press("enter")},
		{Text: "delete", Long: "delete the job or the marked jobs", Key: "x", Action: press("x")},
		{Text: "download", Long: "fetch its video and captions", Key: "d", Action: press("d")},
		{Text: "edit+again", Long: "open its inputs in the form", Key: "D", Action: press("D")},
		{Text: "tell me", Long: "tell me when it is done", Key: "w", Action: press("w")},
		{Text: "next page", Long: "next page of the list", Key: "n", Action: press("n")},
		{Text: "quit", Long: "quit from anywhere", Key: "ctrl+c", Words: []string{"q", "quit"}, Action: press("ctrl+c")},
		{Text: "save", Long: "nothing to save", Words: []string{"w"}, Hidden: true, Action: action.Say{Text: "nothing"}},
	}
}

func opened(text string) *Palette {
	p := New(keymap.Default(), some())
	for _, r := range text {
		p.Key(uitest.Key(string(r)))
	}
	return p
}

func found(p *Palette) string {
	var out []string
	for _, e := range p.found {
		out = append(out, e.Text)
	}
	return strings.Join(out, " | ")
}

func TestTypingNarrowsTheBestFirst(t *testing.T) {
	for text, want := range map[string]string{
		"":     "open | delete | download | edit+again | tell me | next page | quit",
		"del":  "delete",
		"d":    "download | delete | edit+again | open | tell me | next page | quit",
		"D":    "edit+again | delete | download | open | tell me | next page | quit",
		"dwn":  "download",
		"form": "edit+again",
		"q":    "quit",
		"w":    "save | tell me | download | open | delete | edit+again",
	} {
		got := found(opened(text))
		if text == "d" || text == "D" || text == "w" {
			got, want = strings.Join(strings.Split(got, " | ")[:2], " | "), strings.Join(strings.Split(want, " | ")[:2], " | ")
		}
		if got != want {
			t.Errorf("%q finds %s, want %s", text, got, want)
		}
	}
}

func TestEnterRunsTheChosenOneAndEscLeaves(t *testing.T) {
	p := opened("")
	p.Key(uitest.Key("ctrl+n"))
	p.Key(uitest.Key("down"))
	p.Key(uitest.Key("ctrl+p"))
	if act, done := p.Key(uitest.Key("enter")); !done || act != (action.Press{Key: "x"}) {
		t.Errorf("%#v", act)
	}
	if act, done := opened("del").Key(uitest.Key("esc")); !done || act != nil {
		t.Errorf("esc runs %#v", act)
	}
	p = opened("de")
	if _, done := p.Key(uitest.Key("backspace")); done || found(p) == "delete" {
		t.Error("backspace leaves with text, or does not widen")
	}
	p = opened("")
	if _, done := p.Key(uitest.Key("backspace")); !done {
		t.Error("backspace on nothing stays")
	}
	p = opened("")
	for range 30 {
		p.Key(uitest.Key("up"))
	}
	if p.at != 0 {
		t.Errorf("up goes to %d", p.at)
	}
}

func TestUnknownTextOffersTheNearestAndRunsNoneByItself(t *testing.T) {
	p := opened("dleete")
	if !p.far || p.found[0].Text != "delete" || len(p.found) != find.Nearest {
		t.Fatalf("far %v: %s", p.far, found(p))
	}
	if act, done := p.Key(uitest.Key("enter")); done || act != nil {
		t.Fatal("something was run that nobody named")
	}
	p.Key(uitest.Key("down"))
	if act, done := p.Key(uitest.Key("enter")); !done || act != (action.Press{Key: "x"}) {
		t.Fatalf("%#v", act)
	}
	if p := New(keymap.Default(), nil); !strings.Contains(ansi.Strip(p.View(th, 60)), "nothing is called that") {
		t.Fatal("an empty list says nothing")
	}
}

func TestTheBlockIsAsWideAsToldAndDoesNotChangeItsHeight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(20, 120).Draw(t, "w"), rapid.IntRange(8, 40).Draw(t, "h")
		p := New(keymap.Default(), some())
		p.SetSize(0, h)
		height := strings.Count(p.View(th, w), "\n") + 1
		if height > h {
			t.Fatalf("%d lines in %d", height, h)
		}
		for _, k := range rapid.SliceOfN(rapid.SampledFrom([]string{"d", "z", "字", "down", "up", "backspace"}), 0, 12).Draw(t, "keys") {
			p.Key(uitest.Key(k))
			cellstest.Exact(t, p.View(th, w), w, height)
		}
	})
}

func TestPalettePictures(t *testing.T) {
	var b strings.Builder
	for _, w := range []int{36, 76} {
		for _, text := range []string{"", "do", "dleete"} {
			p := opened(text)
			p.SetSize(0, 14)
			b.WriteString(ansi.Strip(p.View(th, w)) + "\n\n")
		}
	}
	cellstest.Golden(t, "palette", b.String())
	cellstest.Golden(t, "palette-colour", opened("do").View(th, 60))
}

func TestWhatACommandDoesIsReadWholeOnAnyScreen(t *testing.T) {
	long := "change the title, or those of the marked jobs by a pattern"
	p := New(keymap.Default(), []Entry{{Text: "rename", Long: long, Key: "e"}, {Text: "previous page", Long: "previous page of the list", Key: "p"}})
	p.SetSize(0, 10)
	for _, w := range []int{64, 80, 88} {
		if s := ansi.Strip(p.View(th, w)); !strings.Contains(s, long) {
			t.Errorf("%d cells:\n%s", w, s)
		}
	}
	p.Key(uitest.Key("down"))
	if s := ansi.Strip(p.View(th, 40)); strings.Count(s, "…") != 0 || !strings.Contains(s, "previous page of the list") {
		t.Errorf("40 cells:\n%s", s)
	}
}
