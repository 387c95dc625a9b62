package batches

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"lipdash/api/record"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells/cellstest"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
)

var th = theme.New(theme.Options{Dark: true, Depth: theme.Full})

// some are rows that are all at hand, by their names.
type some []Row

func (s some) Len() int                { return len(s) }
func (s some) ID(i int) record.BatchID { return record.BatchID(s[i].Name) }
func (s some) Row(i int) Row           { return s[i] }
func (s some) Index(id record.BatchID) (int, bool) {
	for i := range s {
		if s.ID(i) == id {
			return i, true
		}
	}
	return 0, false
}

func rows() some {
	return some{
		{State: th.Status("running"), Name: "week 47 第三話", Done: 40, Failed: 1, Total: 100, Cost: "~$741.00", Left: "about 48m", Age: "2h", Note: "1 failed: audio too long", Wanted: true},
		{State: th.Status("completed"), Name: strings.Repeat("night ", 40), Done: 3, Total: 3, Note: "all results are here"},
		{State: th.Status("pending"), Name: "empty"},
	}
}

func TestThePanesAreExactlyAsLargeAsTheyWereTold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(20, 220).Draw(t, "w"), rapid.IntRange(1, 40).Draw(t, "h")
		p := New(keymap.Default())
		p.SetSize(w, h)
		p.Show(rows()[:rapid.IntRange(0, 3).Draw(t, "n")], "3 batches")
		q := NewItems(keymap.Default())
		q.SetSize(w, h)
		q.Show(itemsOf(rapid.IntRange(0, 60).Draw(t, "items")), "")
		for range rapid.IntRange(0, 6).Draw(t, "down") {
			p.Key("j")
			q.Key("j")
		}
		if rapid.Bool().Draw(t, "only") {
			q.Key("f")
		}
		cellstest.Exact(t, p.View(th), w, h)
		cellstest.Exact(t, q.View(th), w, h)
	})
}

func itemsOf(n int) (out []Item) {
	for i := range n {
		it := Item{Number: i + 1, Row: action.JobRow("ls_x"), State: th.Status("completed"), Title: fmt.Sprintf("ep%02d 字幕テスト", i), Input: "row 3", Cost: "~$13.40"}
		if i%7 == 3 {
			it.State, it.Failed, it.Info, it.InfoTone = th.Status("failed"), true, "audio too long", theme.Fail
		}
		out = append(out, it)
	}
	return out
}

func TestAFailureIsSeenInTheBarHoweverSmall(t *testing.T) {
	p := New(keymap.Default())
	p.SetSize(120, 20)
	p.Show(some{{Name: "x", Done: 200, Failed: 1, Total: 1000}}, "")
	text := p.View(th)
	if n := strings.Count(text, th.Glyphs.BarFull); n != 5 { // four for the results
		t.Errorf("%d cells are full", n)
	}
	if s := ansi.Strip(text); !strings.Contains(s, "200/1,000") {
		t.Error(s)
	}
}

func TestKeysMeanTheBatchOrTheItem(t *testing.T) {
	p := New(keymap.Default())
	p.SetSize(100, 20)
	p.Key("enter") // nothing is there, and nothing happens
	p.Show(rows(), "")
	p.Key("j")
	id := p.Cursor()
	for key, want := range map[string]action.Action{
		"enter": action.OpenBatch{ID: id}, "d": action.FetchBatch{ID: id}, "w": action.WatchBatch{ID: id},
	} {
		if got, _ := p.Key(key); got != want {
			t.Errorf("%s: %#v", key, got)
		}
	}
	if got, _ := p.Key("t"); got.(action.AskRetry).ID != id || got.(action.AskRetry).Items != nil {
		t.Errorf("t: %#v", got)
	}
	q := NewItems(keymap.Default())
	q.SetSize(100, 20)
	q.Open("week")
	q.Show(itemsOf(20), "")
	q.Key("f")
	if got, _ := q.Key("t"); got.(action.AskRetry).ID != "week" || got.(action.AskRetry).Items[0] != 4 {
		t.Errorf("the first that failed is %#v", got)
	}
	if got, _ := q.Key("enter"); got != (action.GotoRow{Row: action.JobRow("ls_x")}) {
		t.Errorf("enter: %#v", got)
	}
	q.Open("other")
	if q.Show(itemsOf(3), ""); q.rows.Len() != 3 {
		t.Error("another batch begins with all of its items")
	}
}

// TestWhatABatchIsCalledIsNotCutBesideFreeCells holds it for batches and for items.
func TestWhatABatchIsCalledIsNotCutBesideFreeCells(t *testing.T) {
	for _, w := range []int{60, 80, 100, 120} {
		p := New(keymap.Default())
		p.SetSize(w, 10)
		p.Show(some{{State: th.Status("running"), Name: "week 47 fr", Done: 999, Failed: 12, Total: 1000, Cost: "from $741.00", Left: "about 1h40", Age: "2h"}}, "")
		if s := ansi.Strip(p.View(th)); !strings.Contains(s, "week 47 fr ") || w >= 80 && !strings.Contains(s, "from $741.00") {
			t.Errorf("%d cells:\n%s", w, s)
		}
	}
	p := New(keymap.Default())
	p.SetSize(80, 10)
	p.Show(some{{Name: "season 4 German, 2"}}, "")
	q := NewItems(keymap.Default())
	q.SetSize(40, 10)
	q.Show([]Item{{Number: 1, State: th.Status("running"), Title: "ep011 German", Info: "about 20s left"}}, "")
	if b, i := ansi.Strip(p.View(th)), ansi.Strip(q.View(th)); !strings.Contains(b, "season 4 German, 2") || !strings.Contains(i, "ep011 German about 20") {
		t.Errorf("%s\n%s", b, i)
	}
}

func TestALongNoteShowsThatItIsCut(t *testing.T) {
	p := New(keymap.Default())
	p.SetSize(40, 10)
	p.Show(some{{Name: "x", Note: strings.Repeat("3 failed: audio too long; ", 5)}}, "")
	if s := ansi.Strip(p.View(th)); strings.Count(s, "…") != 1 {
		t.Error(s)
	}
}

func TestTheBatchesLookAsTheyDid(t *testing.T) {
	for _, w := range []int{40, 80, 120, 200} {
		p := New(keymap.Default())
		p.SetSize(w, 10)
		p.Show(rows(), "3 batches, 2 under way")
		q := NewItems(keymap.Default())
		q.SetSize(w, 12)
		q.Show(itemsOf(20), "")
		cellstest.Golden(t, fmt.Sprint(w), ansi.Strip(p.View(th)+"\n"+q.View(th)))
	}
	p := New(keymap.Default())
	p.SetSize(120, 10)
	p.Show(rows(), "3 batches, 2 under way")
	cellstest.Golden(t, "colour", p.View(th))
}

func TestTheFooterSaysWhatTellingDoesNow(t *testing.T) {
	p, q := New(keymap.Default()), NewItems(keymap.Default())
	for want, x := range map[string]Row{"w tell me": {Unended: true}, "w do not tell": {Unended: true, Told: true}, "": {}} {
		p.SetSize(100, 10)
		p.Show(some{x}, "")
		q.SetSize(100, 10)
		q.Show([]Item{{Number: 1, Unended: x.Unended, Told: x.Told}}, "")
		for _, hints := range [][]keymap.Hint{p.Hints(), q.Hints()} {
			got := ""
			for _, h := range hints {
				if h.Key == "w" {
					got = h.Key + " " + h.Text
				}
			}
			if got != want {
				t.Errorf("of %+v: %q", x, got)
			}
		}
	}
}
