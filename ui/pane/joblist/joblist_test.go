package joblist

import (
	"fmt"
	"reflect"
	"slices"
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

func (f fixture) Row(i int) Row {
	states := []api.Status{api.StatusRunning, api.StatusFailed, api.StatusCompleted, api.StatusPending, "reviewing it all"}
	r := Row{Status: states[i%len(states)], Title: "job " + string(f[i]), Age: "3m02", Length: "1:02:03"}
	switch i % len(states) {
	case 0:
		r.Title, r.Fresh = "字幕テスト 第三話 日本語 字幕テスト 第三話 日本語", true
	case 1:
		r.Info, r.InfoTone = "audio is longer than the limit for this plan", Bad
	case 2:
		r.Info, r.InfoTone = "new, captions", News
	case 3:
		r.Title, r.Untitled, r.Going = "(untitled) 7e31", true, true
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

func TestCursorAndItsScreenLineSurviveWhatHappensToTheRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, rows := fitted(60, 80, 22)
		for range rapid.IntRange(0, 40).Draw(t, "moves") {
			press(l, rows, rapid.SampledFrom([]string{"j", "j", "j", "k", "ctrl+d", "ctrl+u", "G"}).Draw(t, "key"))
		}
		cursor, line := l.Cursor(), l.line
		for i := range rapid.IntRange(1, 30).Draw(t, "insertions") {
			rows = append(fixture{api.JobID(fmt.Sprintf("new%d", i))}, rows...)
			l.Fit(rows)
		}
		if l.Cursor() != cursor {
			t.Fatalf("cursor went from %s to %s", cursor, l.Cursor())
		}
		if l.line != line {
			t.Fatalf("screen line went from %d to %d", line, l.line)
		}
	})
}

func TestAStepOffTheScreenTurnsHalfOfIt(t *testing.T) {
	l, rows := fitted(100, 80, 22)
	shown := l.rowsShown()
	for range shown - 1 {
		press(l, rows, "j")
	}
	if l.Above() != 0 || l.line != shown-1 {
		t.Fatalf("%d rows above, line %d", l.Above(), l.line)
	}
	press(l, rows, "j")
	if l.line != shown/2 || l.Cursor().Job != rows[shown] {
		t.Errorf("down: line %d of %d on %s", l.line, shown, l.Cursor())
	}
	turned := l.Above()
	for range l.line {
		press(l, rows, "k")
	}
	if l.Above() != turned || l.line != 0 {
		t.Fatalf("%d rows above, line %d", l.Above(), l.line)
	}
	press(l, rows, "k")
	if l.line != shown/2 && l.Above() != 0 {
		t.Errorf("up: line %d of %d, %d above", l.line, shown, l.Above())
	}
	press(l, rows, "G", "k", "j")
	if l.Above() != 100-shown {
		t.Errorf("at the end %d rows above", l.Above())
	}
}

func TestCursorOfAVanishedJobGoesToTheOneThatTookItsPlace(t *testing.T) {
	l, rows := fitted(5, 80, 22)
	press(l, rows, "j", "j")
	rows = slices.Delete(rows, 2, 3)
	l.Fit(rows)
	if l.Cursor() != action.JobRow("003") {
		t.Fatal(l.Cursor())
	}
	l.Fit(fixture{})
	if l.Cursor() != (action.RowID{}) || press(l, fixture{}, "x") != nil || press(l, fixture{}, "enter") != nil {
		t.Fatal("an empty list acts on something")
	}
	l.Fit(rows)
	if l.Cursor() != action.JobRow("000") {
		t.Fatal(l.Cursor())
	}
}

func TestMarksAreJobsAndAreForgottenWithThem(t *testing.T) {
	l, rows := fitted(10, 80, 22)
	press(l, rows, "space", "space", "j", "v", "j", "j", "v")
	if got := l.Marks(); got != 5 {
		t.Fatalf("%d marks", got)
	}
	rows = append(fixture{"new"}, rows...)
	l.Fit(rows)
	want := []api.JobID{"000", "001", "003", "004", "005"}
	got := action.JobsOf(l.Targets())
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Fatalf("marked %v", got)
	}
	l.Forget(action.JobRow("004"))
	if l.Marked(action.JobRow("004")) || l.Marks() != 4 {
		t.Fatal("a job that is gone is still marked")
	}
	press(l, rows, "a")
	if l.Marks() != rows.Len() {
		t.Fatalf("a marked %d of %d", l.Marks(), rows.Len())
	}
	press(l, rows, "a")
	if l.Marks() != 0 {
		t.Fatal("a second a leaves marks")
	}
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

func TestARangeIsAnchoredAtItsJob(t *testing.T) {
	l, rows := fitted(10, 80, 22)
	press(l, rows, "j", "v", "j", "j")
	rows = append(fixture{"new1", "new2"}, rows...)
	l.Fit(rows)
	press(l, rows, "v")
	got := action.JobsOf(l.Targets())
	slices.Sort(got)
	if !slices.Equal(got, []api.JobID{"001", "002", "003"}) {
		t.Fatalf("marked %v", got)
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

func TestAnOpenRangeIsSomethingMarkedAlsoWithoutAMark(t *testing.T) {
	l, rows := fitted(10, 80, 22)
	press(l, rows, "v", "space")
	if l.Marks() != 0 || !l.MarksShown(rows) || l.MarksShown(rows[5:]) {
		t.Errorf("%d marks, shown %t, elsewhere %t", l.Marks(), l.MarksShown(rows), l.MarksShown(rows[5:]))
	}
	if l.ClearMarks(); l.MarksShown(rows) {
		t.Error("the range is still open")
	}
}
