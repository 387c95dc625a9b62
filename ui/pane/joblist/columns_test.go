package joblist

import (
	"strings"
	"testing"

	"lipdash/api"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
)

// long is a page with one reason that is longer than its column.
type long struct {
	fixture
	title, info string
	facts       bool
	page        int
	// more is what every row has besides.
	more    Row
	columns []Column
	news    int
}

func (l long) Choice() any { return l.page }

func (l long) Signs() any        { return l.news }
func (l long) Columns() []Column { return l.columns }

func (l long) Row(i int) Row {
	r := l.more
	r.Status, r.Title, r.Info = api.StatusFailed, l.title, "why"
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
			page := long{fixture: numbered(3), title: "ep092 German", info: "audio is longer than the limit", facts: facts}
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
	page := long{fixture: numbered(3), title: "ep092 German", info: "short", facts: true}
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
	line, x, w, ok := l.TitleCell(30)
	lines := strings.Split(stripped(l.View(theme.New(theme.Options{}), rows, Foot{})), "\n")
	if cell := []rune(lines[line])[x:]; !ok || !strings.HasPrefix(string(cell), "job 001") || cell[w] != ' ' || w < 30 || !strings.Contains(string(cell[w:]), "3m02") {
		t.Errorf("%d cells of %q leave its age %q", w, string(cell), string(cell[w:]))
	}
}

func TestAListOfFailuresHasNoColumnForLengths(t *testing.T) {
	l := New(keymap.Default())
	l.SetSize(80, 16)
	page := long{fixture: numbered(3), title: "promo_fr_v3", info: "no face was detected in the source video", facts: true}
	l.Fit(page)
	view := stripped(l.View(theme.New(theme.Options{}), page, Foot{}))
	if strings.Contains(view, "LENGTH") || !strings.Contains(view, page.info) || !strings.Contains(view, "3m02") {
		t.Errorf("the reason is cut:\n%s", view)
	}
}

// drawn are the lines of a page in a list of w cells.
func drawn(page long, w int) []string {
	l := New(keymap.Default())
	l.SetSize(w, 16)
	l.Fit(page)
	return strings.Split(stripped(l.View(theme.New(theme.Options{}), page, Foot{})), "\n")
}

func TestModeAndCostAreColumnsWhereThereIsRoomAndSomethingInThem(t *testing.T) {
	page := long{fixture: numbered(3), title: "ep092 German", info: "audio too long", more: Row{Mode: "precision", Cost: "~13.20"}}
	for _, c := range []struct {
		w    int
		page long
		has  bool
	}{{104, page, true}, {78, page, false}, {130, long{fixture: numbered(3), title: "x"}, false}} {
		lines := drawn(c.page, c.w)
		if got := strings.Contains(lines[0], "MODE") && strings.Contains(lines[0], "COST") && strings.Contains(lines[1], "precision") && strings.Contains(lines[1], "~13.20"); got != c.has {
			t.Errorf("%d cells:\n%s\n%s", c.w, lines[0], lines[1])
		}
	}
}

func TestTheColumnsAreThoseThatWereChosenInTheirOrder(t *testing.T) {
	page := long{fixture: numbered(3), title: "ep092 German", info: "audio too long", facts: true, more: Row{Cost: "~13.20"}}
	page.columns = Named([]string{"age", "title", "cost"})
	if lines := drawn(page, 78); strings.Join(strings.Fields(lines[0]), " ") != "AGE TITLE COST" || strings.Join(strings.Fields(lines[1]), " ") != "3m02 ep092 German ~13.20" && !strings.Contains(lines[1], "3m02") {
		t.Errorf("%q over %q", lines[0], lines[1])
	}
	for w := 30; w < 140; w++ { // whatever is chosen, a title is left
		page.columns = []Column{Info, Age, Cost, Length, Mode, Title, Status}
		if lines := drawn(page, w); !strings.Contains(strings.Join(lines, "\n"), "ep") {
			t.Fatalf("%d cells:\n%s", w, strings.Join(lines, "\n"))
		}
	}
}

func TestAColumnThatComesInIsShownAndStays(t *testing.T) {
	l := New(keymap.Default())
	l.SetSize(80, 16)
	page := long{fixture: numbered(3), title: "ep092 German", facts: true}
	heads := func() string {
		l.Fit(page)
		return strings.Join(strings.Fields(strings.Split(stripped(l.View(theme.New(theme.Options{}), page, Foot{})), "\n")[0]), " ")
	}
	if got := heads(); got != "STATUS TITLE AGE INFO" {
		t.Errorf("without a length: %s", got)
	}
	page.more.Length, page.news = "2:14", 1
	if got := heads(); got != "STATUS TITLE LENGTH AGE INFO" {
		t.Errorf("when one is known: %s", got)
	}
	page.more.Length, page.news = "", 2
	if got := heads(); got != "STATUS TITLE LENGTH AGE INFO" {
		t.Errorf("when it is gone: %s", got)
	}
	page.page = 1 // another filter: one row that has none
	if got := heads(); got != "STATUS TITLE AGE INFO" {
		t.Errorf("of rows without: %s", got)
	}
	page.fixture, page.more.Length = numbered(4), "2:14"
	if got := heads(); got != "STATUS TITLE LENGTH AGE INFO" {
		t.Errorf("when rows come that have one: %s", got)
	}
}

func TestWhatCameInAboveIsToldOverTheRows(t *testing.T) {
	for _, c := range []struct {
		w, h, line int
	}{{78, 16, 0}, {70, 16, 0}, {50, 16, 15}, {78, 6, 5}} {
		l, rows := fitted(30, c.w, c.h)
		lines := strings.Split(stripped(l.View(theme.New(theme.Options{}), rows, Foot{Page: "page 1", Above: "3 new, g"})), "\n")
		for i, line := range lines {
			if strings.Contains(line, "3 new, g") != (i == c.line) {
				t.Errorf("%dx%d, line %d: %q", c.w, c.h, i, line)
			}
		}
	}
}

func TestWhatCameInAboveKeepsTwoCellsToTheNextHeading(t *testing.T) {
	l, rows := fitted(30, 78, 16)
	for _, sorted := range []string{"", "title", "length", "age", "status"} {
		head, _, _ := strings.Cut(stripped(l.View(theme.New(theme.Options{}), rows, Foot{Above: "5 waiting above, g", Sorted: sorted})), "\n")
		if _, after, ok := strings.Cut(head, "above, g"); !ok || !strings.HasPrefix(after, "  ") {
			t.Errorf("sorted by %q: %q", sorted, head)
		}
	}
}

func TestAnOpenRangeIsPaintedUpToTheCursor(t *testing.T) {
	th := theme.New(theme.Options{Dark: true, Depth: theme.Full})
	ground := strings.TrimSuffix(strings.TrimPrefix(th.OnSel(theme.Style{}).Render(" "), "\x1b["), "m \x1b[m")
	l, rows := fitted(12, 78, 16)
	press(l, rows, "j", "j", "v", "j", "j", "k", "k", "k")
	for i, line := range strings.Split(l.View(th, rows, Foot{}), "\n")[1:13] {
		if in := i == 1 || i == 2; strings.Contains(line, ground) != in || strings.Contains(stripped(line)[:8], "+") != in {
			t.Errorf("row %d: %q", i, line)
		}
	}
	if press(l, rows, "v"); l.Marks() != 2 {
		t.Errorf("%d are marked at its end", l.Marks())
	}
}
