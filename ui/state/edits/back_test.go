package edits

import (
	"testing"
	"time"

	"lipdash/api"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func TestRenamesThatAreTakenBackAreSaidToBe(t *testing.T) {
	for _, c := range []struct {
		jobs []api.JobID
		want string
	}{
		{[]api.JobID{"a"}, "rename taken back: old a"},
		{[]api.JobID{"a", "b", "c"}, "3 renames taken back"},
	} {
		titles, q, said := map[api.JobID]string{}, New(window, on), []string{}
		title := func(id api.JobID) (string, bool) { is, ok := titles[id]; return is, ok }
		show := func(e Effects) {
			for _, x := range e.Titles {
				titles[x.ID] = x.Title
			}
		}
		answer := func() {
			due := q.Due(noon, nil)
			for _, call := range due.Calls {
				q.Answered(call, nil, noon, noon)
			}
			for _, end := range append(due.Ended, q.Due(noon, nil).Ended...) {
				said = append(said, q.Ending(end, false).Text)
			}
		}
		var want []Title
		for _, id := range c.jobs {
			titles[id] = "old " + string(id)
			want = append(want, Title{ID: id, Title: "new " + string(id)})
		}
		show(q.Rename(want, title, true))
		answer()
		_, e := q.Undo(title)
		show(e)
		answer()
		show(q.Rename(want, title, true))
		_, e = q.Undo(title) // before it left
		show(e)
		if answer(); len(said) == 3 && said[2] == c.want {
			said = said[:2]
		}
		if len(said) != 2 || said[1] != c.want || titles["a"] != "old a" {
			t.Errorf("%q, want %q; %v", said, c.want, titles)
		}
	}
}

// What was dropped does not come back, and nothing older does in its place.
func TestTakingBackADropSaysSoAndTakesBackNothingElse(t *testing.T) {
	q := New(window, on)
	title := func(api.JobID) (string, bool) { return "new", true }
	q.Rename([]Title{{ID: "a", Title: "new"}}, func(api.JobID) (string, bool) { return "old", true }, true)
	q.Dropped(2)
	if !q.Answers() || !q.CanUndo() {
		t.Error("it has no answer")
	}
	if u, e := q.Undo(title); u.Dropped != 2 || u.Renames != 0 || len(e.Titles) != 0 {
		t.Errorf("%+v, %+v", u, e)
	}
	if u, _ := q.Undo(title); u.Renames != 1 {
		t.Errorf("then %+v", u)
	}
	if q.Dropped(1); q.CanUndo() || !q.Answers() {
		t.Error("a drop is offered to be taken back, or not explained")
	}
}
