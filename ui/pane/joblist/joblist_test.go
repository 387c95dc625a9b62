package joblist

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells/cellstest"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
)

// fixture is a page of plain rows.
type fixture []api.JobID

func (f fixture) Len() int              { return len(f) }
func (f fixture) ID(i int) action.RowID { return action.JobRow(f[i]) }
func (f fixture) Index(id action.RowID) (int, bool) {
	i := slices.Index(f, id.Job)
	return i, i >= 0
}

func (f fixture) Between(a, b action.RowID) []action.RowID {
	from, to := slices.Index(f, a.Job), slices.Index(f, b.Job)
	if from < 0 || to < 0 {
		return nil
	}
	return action.JobRows(f[min(from, to) : max(from, to)+1]...)
}

func (f fixture) Choice() any       { return len(f) == 0 }
func (f fixture) Signs() any        { return nil }
func (f fixture) Columns() []Column { return nil }

func (f fixture) Row(i int) Row {
	states := []api.Status{api.StatusRunning, api.StatusFailed, api.StatusCompleted, api.StatusPending, "reviewing it all"}
	r := Row{Status: states[i%len(states)], Title: "job " + string(f[i]), Age: "3m02", Length: "1:02:03"}
	switch i % len(states) {
	case 0:
		r.Title, r.Fresh = "字幕テスト 第三話 日本語 字幕テスト 第三話 日本語", true
	case 1:
		r.Info, r.InfoTone = "audio is longer than the limit for this plan", theme.Fail
	case 2:
		r.Info, r.InfoTone = "new, captions", theme.Accent
	case 3:
		r.Title, r.Quiet, r.Going = "(untitled) 7e31", true, true
	}
	return r
}

func numbered(n int) fixture {
	f := make(fixture, n)
	for i := range f {
		f[i] = api.JobID(fmt.Sprintf("%03d", i))
	}
	return f
}

func fitted(n, w, h int) (*List, fixture) {
	l, f := New(keymap.Default()), numbered(n)
	l.SetSize(w, h)
	l.Fit(f)
	return l, f
}

func press(l *List, rows Rows, keys ...string) action.Action {
	var act action.Action
	for _, k := range keys {
		act, _ = l.Key(k, rows)
	}
	return act
}

func TestAnActionEndsAnOpenRange(t *testing.T) {
	for _, key := range []string{"x", "e", "d", "t", "P", "w", "y", "Y", "."} {
		l, rows := fitted(10, 80, 22)
		press(l, rows, "j", "v", "j", "j")
		act, _ := l.Key(key, rows)
		if got := reflect.ValueOf(act).FieldByName("IDs").Len(); got != 3 || l.Marks() != 3 {
			t.Errorf("%s means %d jobs, %d are marked", key, got, l.Marks())
		}
		if press(l, rows, "j", "v"); l.Marks() != 4 {
			t.Errorf("after %s the range was still open: %d marked", key, l.Marks())
		}
	}
}

func TestKeysBecomeActions(t *testing.T) {
	l, rows := fitted(3, 80, 22)
	for key, want := range map[string]action.Action{
		"enter": action.OpenJob{ID: action.JobRow("000")}, "e": action.AskRename{IDs: action.JobRows("000")}, "c": action.NewJob{},
		"n": action.NextPage{}, "]": action.NextPage{}, "p": action.PrevPage{}, "[": action.PrevPage{},
		"y": action.CopyPart{IDs: action.JobRows("000"), Part: action.PartID}, "Y": action.AskCopy{IDs: action.JobRows("000")}, "o": action.OpenLink{ID: action.JobRow("000")}, "i": action.ShowRaw{},
		"k": action.PrevPage{ToLast: true}, "g": action.FirstPage{}, "z": action.Freeze{},
	} {
		if got := press(l, rows, key); !reflect.DeepEqual(got, want) {
			t.Errorf("%s is %#v, want %#v", key, got, want)
		}
	}
	if got, ok := press(l, rows, "x").(action.AskDelete); !ok || !slices.Equal(got.IDs, action.JobRows("000")) {
		t.Errorf("x is %#v", got)
	}
	if got := press(l, rows, "G", "j"); got != (action.NextPage{}) {
		t.Errorf("past the last row is %#v", got)
	}
	for _, key := range []string{"backspace", "delete", "ctrl+k", "ctrl+h", "f1"} {
		if act, handled := l.Key(key, rows); handled {
			t.Errorf("%s is bound to %#v", key, act)
		}
	}
}

func TestTheViewIsExactlyAsLargeAsToldAtAnySize(t *testing.T) {
	th := theme.New(theme.Options{Dark: true, Depth: theme.Full})
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(30, 200).Draw(t, "w"), rapid.IntRange(1, 60).Draw(t, "h")
		l, rows := fitted(rapid.IntRange(0, 80).Draw(t, "rows"), w, h)
		for range rapid.IntRange(0, 20).Draw(t, "moves") {
			press(l, rows, rapid.SampledFrom([]string{"j", "k", "space", "v", "G", "pgdown"}).Draw(t, "key"))
		}
		foot := Foot{Page: "page 3", More: "jobs 101 to 150, more", Aside: "3 new above, g"}
		first := l.View(th, rows, foot)
		cellstest.Exact(t, first, w, h)
		if l.View(th, rows, foot) != first {
			t.Fatal("drawn twice, it differs")
		}
	})
}

func TestPictures(t *testing.T) {
	for _, w := range []int{40, 80, 120} {
		l, rows := fitted(12, w, 16)
		press(l, rows, "j", "space", "j")
		view := l.View(theme.New(theme.Options{}), rows, Foot{Page: "page 1", More: "jobs 1 to 12, more", Aside: "2 new above, g"})
		cellstest.Golden(t, fmt.Sprintf("list-%d", w), stripped(view))
	}
	l, rows := fitted(6, 80, 9)
	cellstest.Golden(t, "list-colour", l.View(theme.New(theme.Options{Dark: true, Depth: theme.Full}), rows, Foot{Page: "page 1"}))
}

func TestAnEmptyListActsOnNothing(t *testing.T) {
	l, _ := fitted(0, 80, 22)
	for _, key := range []string{"x", "enter", "space", "v", "D"} {
		if act, handled := l.Key(key, fixture{}); act != nil || !handled || l.Marks() != 0 {
			t.Errorf("%s is %#v", key, act)
		}
	}
}

func TestMarkingGoesOnToTheNextRow(t *testing.T) {
	l, rows := fitted(3, 80, 22)
	press(l, rows, "space", "space", "j", "space")
	if l.Cursor() != action.JobRow("002") || l.Marks() != 3 {
		t.Errorf("%d marks, the cursor is on %s", l.Marks(), l.Cursor())
	}
}

func TestWhereNothingMovesNoRowIsBrighterForAMoment(t *testing.T) {
	bright := func(still bool) bool {
		l, rows := fitted(2, 90, 8)
		press(l, rows, "j") // from the row that just changed
		th := theme.New(theme.Options{Still: still})
		return strings.Contains(strings.ReplaceAll(l.View(th, rows, Foot{}), " ", ""), "\x1b[1m●")
	}
	if !bright(false) || bright(true) {
		t.Errorf("with motion %v, without %v", bright(false), bright(true))
	}
}

func TestTheTargetsAreThoseThatAnActionTakes(t *testing.T) {
	rows := numbered(12)
	l := New(keymap.Default())
	l.SetSize(80, 20)
	l.Fit(rows)
	for _, c := range []struct {
		keys string
		want int
	}{{"j", 1}, {"v", 1}, {"jjj", 4}, {"v", 4}, {"j", 4}, {"v", 5}, {"jj", 7}} {
		for _, k := range strings.Split(c.keys, "") {
			l.Key(k, rows)
		}
		if got := l.Targets(rows); len(got) != c.want {
			t.Errorf("after %s: %d targets, want %d", c.keys, len(got), c.want)
		}
	}
	told := len(l.Targets(rows))
	if act, _ := l.Key("x", rows); len(act.(action.AskDelete).IDs) != told {
		t.Errorf("%d were told, %d are to be deleted", told, len(act.(action.AskDelete).IDs))
	}
}

func TestTheFootLeavesOutWholePartsWhereItIsNarrow(t *testing.T) {
	above := Foot{Page: "page 1", More: "jobs 1 to 50, more", Above: "5 waiting above, g"}
	for _, c := range []struct {
		w, marks int
		want     string
	}{
		{80, 0, " page 1 jobs 1 to 50, more"},
		{40, 0, " page 1              5 waiting above, g"},
		{40, 3, " page 1 jobs 1 to 50, more   3 marked"},
	} {
		l := New(keymap.Default())
		l.SetSize(c.w, 8)
		rows := fixture{"a", "b", "c", "d"}
		l.Fit(rows)
		for range c.marks {
			l.Key("space", rows)
		}
		f := above
		if c.marks > 0 {
			f.Above = ""
		}
		lines := strings.Split(stripped(l.View(theme.New(theme.Options{}), rows, f)), "\n")
		if got := strings.TrimRight(lines[len(lines)-1], " "); !strings.HasPrefix(got, c.want) {
			t.Errorf("%d cells, %d marks: %q, not %q", c.w, c.marks, got, c.want)
		}
		cellstest.Exact(t, l.View(theme.New(theme.Options{}), rows, f), c.w, 8)
	}
}

// stuck are rows whose state was styled by the theme in use.
type stuck struct {
	fixture
	as theme.State
}

func (s stuck) Row(i int) Row {
	r := s.fixture.Row(i)
	r.State = &s.as
	return r
}

func TestUnderADialogNoStateIsColoured(t *testing.T) {
	th := theme.New(theme.Options{Dark: true, Depth: theme.Full})
	l, f := fitted(2, 90, 8)
	rows := stuck{f, theme.State{Glyph: "◆", Word: "stuck?", Style: th.Warn}}
	coloured, _, _ := strings.Cut(th.Warn.Render("◆"), "◆")
	if !strings.Contains(l.View(th, rows, Foot{}), coloured) || strings.Contains(l.View(th.Dimmed(), rows, Foot{}), coloured) {
		t.Errorf("%q", l.View(th.Dimmed(), rows, Foot{}))
	}
}
