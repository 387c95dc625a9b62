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

func (f fixture) Choice() any { return len(f) == 0 }

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

// long is a page with one reason that is longer than its column.
type long struct {
	fixture
	title, info string
	facts       bool
	page        int
}

func (l long) Choice() any { return l.page }

func (l long) Row(i int) Row {
	r := Row{Status: api.StatusFailed, Title: l.title, Info: "why"}
	if i == 1 {
		r.Info, r.InfoTone = l.info, theme.Fail
	}
	if l.facts {
		r.Age = "3m02"
	}
	return r
}

func TestAReasonIsNotCutWhileThereIsRoom(t *testing.T) {
	for _, w := range []int{80, 78, 120} {
		for _, facts := range []bool{true, false} {
			l := New(keymap.Default())
			l.SetSize(w, 16)
			page := long{numbered(3), "ep092 German", "audio is longer than the limit", facts, 0}
			l.Fit(page)
			if view := stripped(l.View(theme.New(theme.Options{}), page, Foot{})); !strings.Contains(view, page.info) {
				t.Errorf("%d cells:\n%s", w, view)
			}
		}
	}
}

func TestNoColumnMovesWhenAValueChanges(t *testing.T) {
	l := New(keymap.Default())
	l.SetSize(80, 16)
	page := long{numbered(3), "ep092 German", "short", true, 0}
	l.Fit(page)
	column := strings.Index(stripped(l.View(theme.New(theme.Options{}), page, Foot{})), "INFO")
	page.info = "audio is longer than the limit"
	l.Fit(page)
	info := func() int { return strings.Index(stripped(l.View(theme.New(theme.Options{}), page, Foot{})), "INFO") }
	if got := info(); got != column {
		t.Errorf("the column went from %d to %d", column, got)
	}
	page.page++
	l.Fit(page)
	if got := info(); got >= column {
		t.Errorf("of another page it is at %d still", got)
	}
}

func TestTheTitlesCellEndsWithAColumn(t *testing.T) {
	l, rows := fitted(12, 78, 16)
	press(l, rows, "j")
	line, x, w, ok := l.TitleCell(36)
	lines := strings.Split(stripped(l.View(theme.New(theme.Options{}), rows, Foot{})), "\n")
	if cell := []rune(lines[line])[x:]; !ok || !strings.HasPrefix(string(cell), "job 001") || cell[w] != ' ' || w < 36 || !strings.Contains(string(cell[w:]), "3m02") {
		t.Errorf("%d cells of %q leave its age %q", w, string(cell), string(cell[w:]))
	}
}

func TestAListOfFailuresHasNoColumnForLengths(t *testing.T) {
	l := New(keymap.Default())
	l.SetSize(80, 16)
	page := long{numbered(3), "promo_fr_v3", "no face was detected in the source video", true, 0}
	l.Fit(page)
	view := stripped(l.View(theme.New(theme.Options{}), page, Foot{}))
	if strings.Contains(view, "LENGTH") || !strings.Contains(view, page.info) || !strings.Contains(view, "3m02") {
		t.Errorf("the reason is cut:\n%s", view)
	}
}
