package joblist

import (
	"strings"
	"testing"

	"lipdash/api"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
)

// given is a page of rows as they are given.
type given struct {
	fixture
	rows []Row
}

func (g given) Row(i int) Row { return g.rows[i] }

// picture is a page in a list of w cells.
func picture(w int, rows ...Row) string {
	l, page := New(keymap.Default()), given{numbered(len(rows)), rows}
	l.SetSize(w, len(rows)+2)
	l.Fit(page)
	return stripped(l.View(theme.New(theme.Options{}), page, Foot{}))
}

func TestTitlesAndReasonsAreWholeWhereCellsBesideThemAreEmpty(t *testing.T) {
	rows := []Row{
		{Status: api.StatusPending, Title: "ep030 Latin American Spanish", Info: "waits for the others of its batch"},
		{Status: api.StatusRunning, Title: "Português do Brasil, take 2", Info: "about 18s left", Age: "20s"},
		{Status: api.StatusFailed, Title: "promo_it_v3", Info: "again as promo_it_v4", Age: "13m"},
		{Status: api.StatusFailed, Title: "promo_nl_v3", Info: "video link gave 403", Age: "11m"},
		{Status: api.StatusCompleted, Title: "course 4 lesson 12 – Ελληνικά", Info: "saved", Length: "0:29", Age: "9m"},
		{Status: api.StatusCompleted, Title: "Q3 results, CEO message (de)", Info: "new", Length: "0:40", Age: "18m"},
	}
	view := picture(78, rows...)
	for _, r := range rows {
		if !strings.Contains(view, r.Title) || !strings.Contains(view, r.Info) {
			t.Errorf("%q or %q is cut:\n%s", r.Title, r.Info, view)
		}
	}
}

func TestATitleAndAnInfoThatShareEmptyCellsStandApart(t *testing.T) {
	for w := 60; w < 120; w++ {
		view := picture(w, Row{Status: api.StatusPending, Title: "ep030 Brazilian Portuguese", Info: "5th, with its batch"}, Row{Status: api.StatusPending, Title: "ep021", Info: "audio too long", Age: "11m00"})
		for line := range strings.Lines(view) {
			if _, rest, ok := strings.Cut(line, "Portuguese"); ok && !strings.HasPrefix(rest, " ") {
				t.Errorf("%d cells:\n%s", w, view)
			}
		}
	}
}

func TestOneLongTitleDoesNotCutTheOtherRows(t *testing.T) {
	rows := []Row{{Status: api.StatusCompleted, Title: strings.Repeat("a very long title ", 9), Info: "saved", Length: "0:29", Age: "9m", Mode: "speed", Cost: "~0.80"}}
	for range 20 {
		rows = append(rows, Row{Status: api.StatusRunning, Title: "ep014 German", Info: "about 22s left", Note: "watched", Age: "20s", Mode: "precision", Cost: "~1.13"})
	}
	for _, w := range []int{78, 116} {
		view := picture(w, rows...)
		if n := strings.Count(view, "about 22s left"); n != 20 {
			t.Errorf("%d cells, %d infos are whole:\n%s", w, n, view)
		}
		if n := strings.Count(view, "watched"); w > wide && n != 20 {
			t.Errorf("%d cells, %d of what is said beside them:\n%s", w, n, view)
		}
	}
	if view := picture(116, rows...); !strings.Contains(view, "MODE") || !strings.Contains(view, "a very long title a very long title") {
		t.Error(view)
	}
}
