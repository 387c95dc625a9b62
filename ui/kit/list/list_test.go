package list

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"lipdash/ui/kit/cells/cellstest"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
)

// ids are plain rows.
type ids []string

func (r ids) Len() int        { return len(r) }
func (r ids) ID(i int) string { return r[i] }
func (r ids) Index(id string) (int, bool) {
	i := slices.Index(r, id)
	return i, i >= 0
}

func (r ids) Between(a, b string) []string {
	from, to := slices.Index(r, a), slices.Index(r, b)
	if from < 0 || to < 0 {
		return nil
	}
	return r[min(from, to) : max(from, to)+1]
}

// tall are rows of which some take two lines.
type tall struct {
	ids
	two map[string]bool
}

func (r tall) Lines(i int) int {
	if r.two[r.ids[i]] {
		return 2
	}
	return 1
}

func numbered(n int) ids {
	r := make(ids, n)
	for i := range r {
		r[i] = fmt.Sprintf("%03d", i)
	}
	return r
}

func fitted(rows Rows[string], w, h int) *List[string] {
	l := New[string](60)
	l.SetSize(w, h)
	l.Fit(rows)
	return &l
}

var moves = []keymap.Command{
	keymap.Down, keymap.Down, keymap.Down, keymap.Up, keymap.HalfDown, keymap.HalfUp, keymap.PageDown, keymap.PageUp, keymap.Top, keymap.Bottom,
}

func move(l *List[string], rows Rows[string], cmds ...keymap.Command) {
	for _, c := range cmds {
		l.Move(c, rows)
	}
}

func draw(l *List[string], rows Rows[string]) string {
	th := theme.New(theme.Options{Dark: true, Depth: theme.Full})
	return l.View(rows, Drawing{Head: Head(th, l.w, "  ID"), Foot: Foot(th, l.w, "all", "g"), Row: func(i int, here bool) []string {
		line := Row(th, l.w, here, false).Put(th.Text, "row "+rows.ID(i)).String()
		if t, ok := rows.(Tall); ok && t.Lines(i) == 2 {
			return []string{line, Head(th, l.w, "  note")}
		}
		return []string{line}
	}})
}

func TestCursorAndItsScreenLineSurviveWhatHappensToTheRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := numbered(60)
		l := fitted(rows, 80, 22)
		move(l, rows, rapid.SliceOfN(rapid.SampledFrom(moves), 0, 40).Draw(t, "moves")...)
		cursor, line := l.Cursor(), l.CursorLine()
		for i := range rapid.IntRange(1, 30).Draw(t, "insertions") {
			rows = append(ids{fmt.Sprintf("new%d", i)}, rows...)
			l.Fit(rows)
		}
		if l.Cursor() != cursor || l.CursorLine() != line {
			t.Fatalf("the cursor went from %s on line %d to %s on line %d", cursor, line, l.Cursor(), l.CursorLine())
		}
	})
}

func TestAStepOffTheScreenTurnsHalfOfIt(t *testing.T) {
	rows := numbered(100)
	l := fitted(rows, 80, 22)
	shown := l.Room()
	for range shown - 1 {
		move(l, rows, keymap.Down)
	}
	if l.Above() != 0 || l.line != shown-1 {
		t.Fatalf("%d rows above, line %d", l.Above(), l.line)
	}
	if move(l, rows, keymap.Down); l.line != shown/2 || l.Cursor() != rows[shown] {
		t.Errorf("down: line %d of %d on %s", l.line, shown, l.Cursor())
	}
	turned := l.Above()
	for range l.line {
		move(l, rows, keymap.Up)
	}
	if l.Above() != turned || l.line != 0 {
		t.Fatalf("%d rows above, line %d", l.Above(), l.line)
	}
	if move(l, rows, keymap.Up); l.line != shown/2 && l.Above() != 0 {
		t.Errorf("up: line %d of %d, %d above", l.line, shown, l.Above())
	}
	if move(l, rows, keymap.Bottom, keymap.Up, keymap.Down); l.Above() != 100-shown {
		t.Errorf("at the end %d rows above", l.Above())
	}
}

func TestACursorWhoseRowLeftGoesToTheOneInItsPlace(t *testing.T) {
	rows := numbered(5)
	l := fitted(rows, 80, 22)
	move(l, rows, keymap.Down, keymap.Down)
	rows = slices.Delete(rows, 2, 3)
	if l.Fit(rows); l.Cursor() != "003" {
		t.Fatal(l.Cursor())
	}
	if l.Fit(ids{}); l.Cursor() != "" {
		t.Fatal(l.Cursor())
	}
	if l.Fit(rows); l.Cursor() != "000" {
		t.Fatal(l.Cursor())
	}
	l.Stay()
	if l.Fit(ids{"new", "000"}); l.Cursor() != "new" {
		t.Fatal(l.Cursor())
	}
}

func TestRowsThatArriveOnTopPushASinkingCursorAsLongAsTheTopIsInSight(t *testing.T) {
	rows := numbered(60)
	l := fitted(rows, 80, 12)
	l.Sinks = true
	rows = append(ids{"new"}, rows...)
	if l.Fit(rows); l.Cursor() != "000" || l.Above() != 0 || l.line != 1 {
		t.Fatalf("%s on line %d, %d above", l.Cursor(), l.line, l.Above())
	}
	for i := range 20 {
		rows = append(ids{fmt.Sprint("late", i)}, rows...)
		l.Fit(rows)
	}
	if l.Cursor() != "000" || l.line != l.Room()-1 {
		t.Fatalf("%s on line %d", l.Cursor(), l.line)
	}
}

func TestTheWindowHoldsTheCursorAndWastesNoLine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := tall{numbered(rapid.IntRange(1, 40).Draw(t, "n")), map[string]bool{}}
		lines := 0
		for i, id := range rows.ids {
			rows.two[id] = rapid.Bool().Draw(t, "two")
			lines += rows.Lines(i)
		}
		l := fitted(rows, 100, rapid.IntRange(4, 14).Draw(t, "h"))
		for _, c := range rapid.SliceOfN(rapid.SampledFrom(moves), 0, 30).Draw(t, "moves") {
			if at := l.At(); !l.Move(c, rows) || c == keymap.Down && l.At() != min(at+1, rows.Len()-1) {
				t.Fatalf("%s went from %d to %d", c, at, l.At())
			}
		}
		view := draw(l, rows)
		cellstest.Exact(t, view, 100, l.h)
		view = ansi.Strip(view)
		if !strings.Contains(view, "▌ row "+l.Cursor()) {
			t.Fatalf("the cursor is on %s:\n%s", l.Cursor(), view)
		}
		blank := 0
		for _, line := range strings.Split(view, "\n") {
			if strings.TrimSpace(line) == "" {
				blank++
			}
		}
		// One line may be too few for a row with its note.
		if free := max(0, l.Room()-lines); blank > free+1 {
			t.Fatalf("%d lines are blank, %d rows take %d of %d:\n%s", blank, rows.Len(), lines, l.Room(), view)
		}
	})
}

func TestTheScreenTurnsRarely(t *testing.T) {
	rows := tall{numbered(60), map[string]bool{}}
	for i := 0; i < 60; i += 2 {
		rows.two[rows.ids[i]] = true
	}
	l := fitted(rows, 100, 24)
	for _, c := range []keymap.Command{keymap.Down, keymap.Up} {
		turns, top := 0, l.Above()
		for range 60 {
			move(l, rows, c)
			if l.Above() != top {
				turns, top = turns+1, l.Above()
			}
		}
		if turns > 12 {
			t.Errorf("%s turned the screen %d times", c, turns)
		}
	}
}

func TestRowsThatLeaveLeaveNoBlankLines(t *testing.T) {
	rows := numbered(60)
	l := fitted(rows, 100, 12)
	move(l, rows, keymap.Bottom)
	l.Fit(rows[:20])
	view := ansi.Strip(draw(l, rows[:20]))
	if n := strings.Count(view, "row "); n != l.Room() || !strings.Contains(view, "row 019") {
		t.Errorf("%d of %d lines are used:\n%s", n, l.Room(), view)
	}
}

func TestARowHigherThanTheListIsInSight(t *testing.T) {
	rows := tall{ids{"a", "b"}, map[string]bool{"a": true, "b": true}}
	l := fitted(rows, 100, 1)
	move(l, rows, keymap.Down)
	if view := ansi.Strip(draw(l, rows)); !strings.Contains(view, "row b") {
		t.Errorf("%q", view)
	}
}

func TestMarksAreForgottenWithTheirRows(t *testing.T) {
	rows, m := numbered(10), NewMarkSet[string]()
	m.Key(keymap.Mark, "000", rows)
	m.Key(keymap.Mark, "001", rows)
	m.Key(keymap.Range, "003", rows)
	rows = append(ids{"new"}, rows...)
	m.Key(keymap.Range, "005", rows)
	got := m.All()
	slices.Sort(got)
	if !slices.Equal(got, []string{"000", "001", "003", "004", "005"}) {
		t.Fatalf("marked %v", got)
	}
	if m.Forget("004"); m.Marked("004") || m.Marks() != 4 {
		t.Fatal("a row that is gone is still marked")
	}
	if m.Key(keymap.MarkAll, "000", rows); m.Marks() != rows.Len() {
		t.Fatalf("all marked %d of %d", m.Marks(), rows.Len())
	}
	if m.Key(keymap.MarkAll, "000", rows); m.Marks() != 0 {
		t.Fatal("a second time leaves marks")
	}
	m.Key(keymap.Range, "003", rows)
	m.Replace("003", "made")
	rows[4] = "made"
	if !m.EndRange("004", rows) || m.Marks() != 2 || !m.Marked("made") {
		t.Fatalf("marked %v", m.All())
	}
}

func TestAnOpenRangeIsSomethingMarkedAlsoWithoutAMark(t *testing.T) {
	rows, m := numbered(10), NewMarkSet[string]()
	m.Key(keymap.Range, "000", rows)
	m.Key(keymap.Mark, "000", rows)
	if m.Marks() != 0 || !m.MarksShown(rows) || m.MarksShown(rows[5:]) {
		t.Errorf("%d marks, shown %t, elsewhere %t", m.Marks(), m.MarksShown(rows), m.MarksShown(rows[5:]))
	}
	if m.ClearMarks(); m.MarksShown(rows) {
		t.Error("the range is still open")
	}
}

func TestAClickIsOnTheRowThatIsDrawnThere(t *testing.T) {
	rows := tall{numbered(30), map[string]bool{"001": true}}
	l := fitted(rows, 80, 12) // a heading, ten lines, a foot
	for line, want := range map[int]string{1: "000", 2: "001", 3: "001", 4: "002"} {
		if !l.Click(line, rows) || l.Cursor() != want {
			t.Errorf("line %d is row %s, want %s", line, l.Cursor(), want)
		}
	}
	for _, line := range []int{-1, 0, 11, 40} {
		if l.Click(line, rows) {
			t.Errorf("line %d is a row", line)
		}
	}
	if fitted(numbered(2), 80, 12).Click(5, numbered(2)) {
		t.Error("there is a row below the last")
	}
}

// The wheel moves what is drawn by the lines it says, as far as there are rows, and takes
// the cursor along only where it would leave the screen.
func TestTheWheelMovesTheRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := tall{numbered(rapid.IntRange(1, 40).Draw(t, "n")), map[string]bool{}}
		for _, i := range rapid.SliceOfN(rapid.IntRange(0, len(rows.ids)-1), 0, 10).Draw(t, "tall") {
			rows.two[rows.ids[i]] = true
		}
		l := fitted(rows, 80, rapid.IntRange(4, 20).Draw(t, "h"))
		for _, by := range rapid.SliceOfN(rapid.SampledFrom([]int{-3, -1, 1, 3}), 1, 20).Draw(t, "by") {
			top, cursor := l.Above(), l.Cursor()
			from, to := l.Visible(rows)
			l.Wheel(by, rows)
			if by > 0 && l.Above() < top || by < 0 && l.Above() > top {
				t.Fatalf("by %d from %d to %d", by, top, l.Above())
			}
			if at, _ := rows.Index(cursor); cursor != l.Cursor() {
				if nf, nt := l.Visible(rows); at > nf && at < nt-1 {
					t.Fatalf("the cursor left %s, which is on screen (%d to %d, was %d to %d)", cursor, nf, nt, from, to)
				}
			}
			if i, ok := rows.Index(l.Cursor()); !ok || i != l.At() {
				t.Fatalf("the cursor is on no row")
			}
		}
	})
	rows := numbered(30)
	l := fitted(rows, 80, 12)
	l.Wheel(3, rows)
	if l.Above() != 3 || l.Cursor() != "003" {
		t.Errorf("%d above, on %s", l.Above(), l.Cursor())
	}
	l.Put(8, rows)
	if l.Wheel(-3, rows); l.Above() != 0 || l.Cursor() != "008" {
		t.Errorf("%d above, on %s", l.Above(), l.Cursor())
	}
}

func TestAFootIsNotCutInAPart(t *testing.T) {
	for w, want := range map[int]string{
		60: " 1 to 6 of 34   2 marked   today 30 files, 303.2 MB", 40: " 1 to 6 of 34   2 marked", 20: " 1 to 6 of 34", 12: " 1 to 6 of…",
	} {
		got := strings.TrimRight(ansi.Strip(Foot(theme.New(theme.Options{}), w, "1 to 6 of 34   2 marked   today 30 files, 303.2 MB", "")), " ")
		if got != want {
			t.Errorf("%d cells: %q, not %q", w, got, want)
		}
	}
}
