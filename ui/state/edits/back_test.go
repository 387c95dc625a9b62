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

// Of a job that is gone nothing is taken back, and the footer offers nothing of it.
func TestWhatWasDoneToAJobThatIsGoneIsNotOfferedToBeTakenBack(t *testing.T) {
	q := New(window, on)
	title := func(id api.JobID) (string, bool) { return "old " + string(id), true }
	q.Rename([]Title{{ID: "a", Title: "new"}, {ID: "b", Title: "new"}}, title, true)
	q.Rename([]Title{{ID: "a", Title: "newer"}}, title, true)
	if got := q.Undoes(); got != "undo rename" {
		t.Errorf("a rename is offered as %q", got)
	}
	q.Delete([]api.JobID{"a"}, noon)
	if got := q.Undoes(); got != "undo" {
		t.Errorf("a delete is offered as %q", got)
	}
	for _, c := range q.Due(noon.Add(window), nil).Calls {
		if c.Kind == Delete {
			q.Answered(c, nil, noon, noon)
		}
	}
	q.Forget("a")
	q.Due(noon.Add(window), nil)
	if u, _ := q.Undo(title); u.Renames != 1 {
		t.Errorf("of the renames of a and b that of b is left, not %+v", u)
	}
	if got := q.Undoes(); got != "" || q.Answers() {
		t.Errorf("%q is offered", got)
	}
	q.Rename([]Title{{ID: "c", Title: "new"}}, title, true)
	if q.Dropped(1); q.Undoes() != "" {
		t.Error("what comes after a drop is offered, which is not taken back in its place")
	}
	if q.Forget("c"); !q.Answers() || q.CanUndo() {
		t.Error("the drop is forgotten with another's rename")
	}
}
