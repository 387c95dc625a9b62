package activity

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells/cellstest"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
	"lipdash/ui/uitest"
)

var th = theme.New(theme.Options{Dark: true, Depth: theme.Full})

var start = time.Date(2026, 11, 24, 9, 14, 2, 0, time.UTC)

// book is lines, the newest first.
type book []Line

func (b book) Len() int        { return len(b) }
func (b book) ID(i int) int    { return len(b) - i }
func (b book) Line(i int) Line { return b[i] }

// add is the book with one more line.
func (b book) add(l Line) book { return append(book{l}, b...) }

// day is a book with something of everything.
func day() book {
	at := func(s int) time.Time { return start.Add(time.Duration(s) * time.Second) }
	var b book
	for _, l := range []Line{
		{At: at(0), Kind: "new", Tone: theme.Run, Text: "ep018 German is on its way"},
		{At: at(0), Kind: "call", Tone: theme.Faint, Text: "GET /v3/lipsyncs/statuses  200  12 times", More: ", last " + format.Clock(at(11), start.Add(time.Minute)), Took: "40-84ms", Quiet: true, Request: "req-84"},
		{At: at(20), Kind: "ok", Tone: theme.Done, Text: "ep012 German finished in 6m41s"},
		{At: at(21), Kind: "get", Tone: theme.Run, Text: "out/字幕テスト 第三話.mp4 started"},
		{At: at(22), Kind: "call", Tone: theme.Fail, Text: "GET /v3/lipsyncs  503, again in 1.0s", Took: "1.2s", Request: "9f1c2d3e-aa11-4b5c-8d7e-0123456789ab"},
		{At: at(24), Kind: "call", Tone: theme.Fail, Text: "GET /v3/lipsyncs  no answer  try 2", Took: "30s"},
		{At: at(30), Kind: "off", Tone: theme.Warn, Text: "No answer from HeyGen: connection refused. Check the network."},
		{At: at(40), Kind: "429", Tone: theme.Warn, Text: "POST /v3/lipsyncs  429, again in 8.0s", Took: "80ms", Request: "req-7"},
		{At: at(50), Kind: "fail", Tone: theme.Alert, Text: "ep010 German failed: " + strings.Repeat("the audio is too long ", 12), Request: "req-8"},
	} {
		b = b.add(l)
	}
	return b
}

// noted is a book of so many notes.
func noted(n int) (b book) {
	for i := range n {
		b = b.add(Line{At: start, Kind: "note", Text: fmt.Sprintf("entry %02d", i)})
	}
	return b
}

func pane(w, h int, b book) *Pane {
	p := New(keymap.Default(), []string{"everything", "what happened", "calls", "problems"})
	p.SetSize(w, h)
	p.Show(b, start.Add(time.Minute))
	return p
}

func TestThePaneIsExactlyAsLargeAsItWasTold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(20, 220).Draw(t, "w"), rapid.IntRange(1, 40).Draw(t, "h")
		var l book
		if rapid.Bool().Draw(t, "full") {
			l = day()
		}
		p := pane(w, h, l)
		for _, k := range rapid.SliceOfN(rapid.SampledFrom([]string{"j", "k", "f", "G", "g", "ctrl+d", "/", "n", "字", "enter", "esc"}), 0, 12).Draw(t, "keys") {
			p.Key(uitest.Key(k))
			p.Show(l, start.Add(time.Minute))
		}
		cellstest.Exact(t, p.View(th), w, h)
	})
}

func TestTheCursorStaysOnItsEntryAndNewOnesComeOnTop(t *testing.T) {
	l := noted(60)
	p := pane(100, 12, l)
	for range 30 {
		p.Key(uitest.Key("j"))
	}
	id, line := p.list.Cursor(), p.list.CursorLine()
	for i := range 5 {
		l = l.add(Line{At: start, Kind: "note", Text: fmt.Sprintf("late %02d", i)})
		p.Show(l, start)
	}
	if p.list.Cursor() != id || p.list.CursorLine() != line || !strings.Contains(ansi.Strip(p.View(th)), "entry 29") {
		t.Fatalf("the cursor went to %d on line %d:\n%s", p.list.Cursor(), p.list.CursorLine(), ansi.Strip(p.View(th)))
	}
	p.Key(uitest.Key("g"))
	p.Show(l.add(Line{At: start, Kind: "note", Text: "newest"}), start)
	if s := ansi.Strip(p.View(th)); !strings.Contains(s, "newest") || p.list.CursorLine() != 2 {
		t.Fatalf("what is new is not on top:\n%s", s)
	}
}

func TestTheFootNamesTheFilter(t *testing.T) {
	p := pane(120, 30, day())
	for i, want := range []string{"everything, 9 lines", "what happened, 9 lines", "calls, 9 lines", "problems, 9 lines", "everything, 9 lines"} {
		if s := ansi.Strip(p.View(th)); p.Filter() != i%4 || !strings.Contains(s, want) {
			t.Errorf("filter %d, want %q:\n%s", p.Filter(), want, s)
		}
		p.Key(uitest.Key("f"))
	}
	p.Show(book{}, start)
	if s := ansi.Strip(p.View(th)); !strings.Contains(s, "nothing of this kind so far") || !strings.Contains(s, "f  shows other kinds") {
		t.Error(s)
	}
}

func TestKeysMeanTheCursorsEntry(t *testing.T) {
	p := pane(100, 20, day())
	p.Key(uitest.Key("j"))
	id := p.list.Cursor()
	for key, want := range map[string]action.Action{
		"enter": action.ShowEntry{ID: id}, "y": action.CopyRequest{ID: id}, "Y": action.CopyCall{ID: id}, "z": action.Freeze{},
	} {
		if got, handled := p.Key(uitest.Key(key)); got != want || !handled {
			t.Errorf("%s: %#v", key, got)
		}
	}
	if act, _ := pane(100, 20, nil).Key(uitest.Key("enter")); act != nil {
		t.Error("an empty list has something to open")
	}
}

// here is the line the cursor is on.
func here(p *Pane) Line { return p.shown.Line(p.list.At()) }

func press(p *Pane, keys ...string) {
	for _, k := range keys {
		p.Key(uitest.Key(k))
	}
}

func TestASearchGoesToLinesAndLeavesTheListWhole(t *testing.T) {
	p := pane(120, 20, day())
	press(p, "/", "G", "e", "r", "m", "a", "n")
	if !p.Typing() || p.list.Cursor() != p.shown.ID(0) {
		t.Fatal("letters are commands while they are typed")
	}
	press(p, "enter", "n")
	if e := here(p); !strings.Contains(e.Text, "ep012") {
		t.Fatalf("n goes to %q", e.Text)
	}
	press(p, "N", "N")
	if e := here(p); !strings.Contains(e.Text, "ep018") || p.shown.Len() != 9 {
		t.Fatalf("N goes to %q of %d", e.Text, p.shown.Len())
	}
	press(p, "/", "r", "e", "q", "-", "7")
	if e := here(p); e.Request != "req-7" {
		t.Fatalf("it goes to %+v", e)
	}
	press(p, "q")
	if s := ansi.Strip(p.View(th)); !strings.Contains(s, "/req-7q") || !strings.Contains(s, "not in these lines") {
		t.Fatal(s)
	}
	press(p, "esc")
	if p.Typing() || here(p).Request == "req-7" {
		t.Fatal("esc does not go back")
	}
	if _, handled := p.Key(uitest.Key("esc")); handled {
		t.Fatal("esc stays in a search that is over")
	}
}

func TestASearchShowsNothingInvisible(t *testing.T) {
	p := pane(120, 20, day())
	press(p, "/")
	p.Paste("a\u200bb\u2060c\u00add")
	for _, keys := range [][]string{nil, {"enter"}} {
		press(p, keys...)
		if s := ansi.Strip(p.View(th)); strings.ContainsAny(s, "\u200b\u2060\u00ad") || !strings.Contains(s, "/abcd") {
			t.Errorf("after %v: %q", keys, s)
		}
	}
}

func TestActivityPictures(t *testing.T) {
	var b strings.Builder
	for _, w := range []int{40, 80, 120} {
		b.WriteString(ansi.Strip(pane(w, 13, day()).View(th)) + "\n")
	}
	cellstest.Golden(t, "activity", b.String())
	cellstest.Golden(t, "activity-colour", pane(80, 13, day()).View(th))
	cellstest.Golden(t, "activity-empty", ansi.Strip(pane(80, 6, nil).View(th)))
}

func BenchmarkAFrameOfAFullList(b *testing.B) {
	p := pane(120, 40, noted(4000))
	for b.Loop() {
		p.View(th)
	}
}
