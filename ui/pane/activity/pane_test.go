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
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
	"lipdash/ui/uitest"
)

var th = theme.New(theme.Options{Dark: true, Depth: theme.Full})

// day is a log with something of everything.
func day() *Log {
	l := &Log{}
	at := func(s int) time.Time { return start.Add(time.Duration(s) * time.Second) }
	l.Happened(Entry{At: at(0), Kind: Made, Text: "ep018 German is on its way"})
	for i := range 12 {
		l.Called(at(i), poll("/v3/lipsyncs/statuses", 40+4*i), nil)
	}
	l.Happened(Entry{At: at(20), Kind: Good, Text: "ep012 German finished in 6m41s"})
	l.Happened(Entry{At: at(21), Kind: Get, Text: "out/字幕テスト 第三話.mp4 started"})
	l.Called(at(22), Call{Method: "GET", Path: "/v3/lipsyncs", Status: 503, Attempt: 1, RequestID: "9f1c2d3e-aa11-4b5c-8d7e-0123456789ab", Least: 1200 * time.Millisecond, Most: 1200 * time.Millisecond, Wait: time.Second, Failed: true}, nil)
	l.Called(at(24), Call{Method: "GET", Path: "/v3/lipsyncs", Attempt: 2, Least: 30 * time.Second, Most: 30 * time.Second, Failed: true}, nil)
	l.Happened(Entry{At: at(30), Kind: Offline, Text: "No answer from HeyGen: connection refused. Check the network.", Problem: &Problem{What: "No answer."}})
	l.Called(at(40), Call{Method: "POST", Path: "/v3/lipsyncs", Status: 429, Attempt: 1, RequestID: "req-7", Least: 80 * time.Millisecond, Most: 80 * time.Millisecond, Wait: 8 * time.Second, Failed: true}, nil)
	l.Happened(Entry{At: at(50), Kind: Bad, Text: "ep010 German failed: " + strings.Repeat("the audio is too long ", 12), Problem: &Problem{What: "failed", RequestID: "req-8"}})
	return l
}

func pane(w, h int, l *Log) *Pane {
	p := New(keymap.Default())
	p.SetSize(w, h)
	p.Show(l, start.Add(time.Minute))
	return p
}

func TestThePaneIsExactlyAsLargeAsItWasTold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(20, 220).Draw(t, "w"), rapid.IntRange(1, 40).Draw(t, "h")
		l := &Log{}
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
	l := &Log{}
	for i := range 60 {
		l.Happened(Entry{At: start, Kind: Note, Text: fmt.Sprintf("entry %02d", i)})
	}
	p := pane(100, 12, l)
	for range 30 {
		p.Key(uitest.Key("j"))
	}
	id, line := p.list.Cursor(), p.list.CursorLine()
	for i := range 5 {
		l.Happened(Entry{At: start, Kind: Note, Text: fmt.Sprintf("late %02d", i)})
		p.Show(l, start)
	}
	if p.list.Cursor() != id || p.list.CursorLine() != line || !strings.Contains(ansi.Strip(p.View(th)), "entry 29") {
		t.Fatalf("the cursor went to %d on line %d:\n%s", p.list.Cursor(), p.list.CursorLine(), ansi.Strip(p.View(th)))
	}
	p.Key(uitest.Key("g"))
	l.Happened(Entry{At: start, Kind: Note, Text: "newest"})
	p.Show(l, start)
	if s := ansi.Strip(p.View(th)); !strings.Contains(s, "newest") || p.list.CursorLine() != 2 {
		t.Fatalf("what is new is not on top:\n%s", s)
	}
}

func TestAHeldPaneShowsNothingNew(t *testing.T) {
	l := day()
	p := pane(100, 20, l)
	before := p.View(th)
	l.Happened(Entry{At: start, Kind: Note, Text: "newest"})
	l.Called(start, poll("/v3/lipsyncs/statuses", 1), nil)
	if p.View(th) != before || p.Waiting(l) != 2 {
		t.Fatalf("%d wait", p.Waiting(l))
	}
}

func TestFiltersTakeAwayWhatTheyDoNotName(t *testing.T) {
	l := day()
	p := pane(120, 30, l)
	for _, c := range []struct {
		filter    Filter
		has, lack string
	}{
		{WhatHappened, "finished", "/v3/lipsyncs"},
		{Calls, "12 times", "finished"},
		{Problems, "503", "finished"},
		{All, "finished", "never"},
	} {
		p.Key(uitest.Key("f"))
		p.Show(l, start)
		if s := ansi.Strip(p.View(th)); p.Filter() != c.filter || !strings.Contains(s, c.has) || strings.Contains(s, c.lack) {
			t.Errorf("%s:\n%s", p.Filter().Word(), s)
		}
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
	if p.Entry(id) == nil || p.Entry(id).RequestID() != "req-7" || p.Entry(9999) != nil {
		t.Errorf("%+v", p.Entry(id))
	}
	if act, _ := pane(100, 20, &Log{}).Key(uitest.Key("enter")); act != nil {
		t.Error("an empty list has something to open")
	}
}

func press(p *Pane, keys ...string) {
	for _, k := range keys {
		p.Key(uitest.Key(k))
	}
}

func TestASearchGoesToLinesAndLeavesTheListWhole(t *testing.T) {
	p := pane(120, 20, day())
	press(p, "/", "G", "e", "r", "m", "a", "n")
	if !p.Typing() || p.list.Cursor() != p.shown[0].ID {
		t.Fatal("letters are commands while they are typed")
	}
	press(p, "enter", "n")
	if e := p.Entry(p.list.Cursor()); !strings.Contains(e.Text, "ep012") {
		t.Fatalf("n goes to %q", e.Text)
	}
	press(p, "N", "N")
	if e := p.Entry(p.list.Cursor()); !strings.Contains(e.Text, "ep018") || len(p.shown) != 9 {
		t.Fatalf("N goes to %q of %d", e.Text, len(p.shown))
	}
	press(p, "/", "r", "e", "q", "-", "7")
	if e := p.Entry(p.list.Cursor()); e.RequestID() != "req-7" {
		t.Fatalf("it goes to %+v", e)
	}
	press(p, "q")
	if s := ansi.Strip(p.View(th)); !strings.Contains(s, "/req-7q") || !strings.Contains(s, "not in these lines") {
		t.Fatal(s)
	}
	press(p, "esc")
	if p.Typing() || p.Entry(p.list.Cursor()).RequestID() == "req-7" {
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
	cellstest.Golden(t, "activity-empty", ansi.Strip(pane(80, 6, &Log{}).View(th)))
}

func BenchmarkAFrameOfAFullLog(b *testing.B) {
	l := &Log{}
	for i := range 2 * kept {
		l.Happened(Entry{At: start, Text: fmt.Sprint(i)})
		l.Called(start, Call{Method: "GET", Path: fmt.Sprint(i), Failed: true}, nil)
	}
	p := pane(120, 40, l)
	for b.Loop() {
		p.View(th)
	}
}
