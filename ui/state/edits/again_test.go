package edits

import (
	"maps"
	"slices"
	"testing"

	"lipdash/api"
)

func TestWhatIsCarriedOverWaitsForTheListAndGivesWayToANewWish(t *testing.T) {
	w := newWorld(4)
	lost := Failure{Kind: Delete, Lost: true, Err: ErrReopened}
	carried := map[api.JobID]Failure{
		"ls_00": lost, "ls_01": lost, "ls_02": {Kind: Rename, Title: "t", Lost: true}, "ls_03": {Kind: Rename, Title: "new", Unsent: true}, "unlisted": lost,
	}
	w.carried, w.owner = maps.Clone(carried), "ann"
	w.Delete([]api.JobID{"ls_01"}, w.now)
	none := func(api.JobID) (string, bool) { return "", false }
	if got := w.recall(none); len(got) != 0 || w.Failures() != len(carried) {
		t.Fatalf("nothing is listed and %v are recalled", got)
	}
	got := w.recall(w.title)
	slices.Sort(got)
	// ls_01 is asked for again, ls_02 has its title after all.
	if !slices.Equal(got, []api.JobID{"ls_00", "ls_03"}) || w.Failures() != 3 {
		t.Errorf("%v are recalled, %d left", got, w.Failures())
	}
	if left := w.Unfinished(); len(left) != 4 || !left["unlisted"].Lost || !left["ls_01"].Unsent {
		t.Errorf("the next session is left %v", left)
	}
	if w.DropForeign("") || w.DropForeign("ann") || !w.DropForeign("bob") || w.DropForeign("bob") {
		t.Error("it is dropped for the same account, or not for another one")
	}
	if left := w.Unfinished(); len(left) != 3 {
		t.Errorf("of another account's there is still %v", left)
	}
	if w.ForgetAllFailures(); w.Failures() != 0 {
		t.Errorf("%d failures are left", w.Failures())
	}
}

// The key that is found first may be the refused one: nothing is listed with it, and nobody
// learns whose it is.
func TestWhatIsCarriedOverOutlivesASessionThatListedNothing(t *testing.T) {
	first, second, third := New(window, on), New(window, on), newWorld(3)
	first.Fail("ls_01", Failure{Kind: Delete, Unsent: true, Err: &api.Error{Op: "x", Status: 401}})
	second.CarryOver(first, "ann")
	third.CarryOver(second, "")
	if third.owner != "ann" {
		t.Errorf("it is carried over for %q", third.owner)
	}
	cached := true
	if e := third.Listed(third.title, func(api.JobID) bool { return cached }); len(e.Recalled) > 0 {
		t.Errorf("rows of an earlier run are taken for this account's: %v", e.Recalled)
	}
	cached = false
	if e := third.Listed(third.title, func(api.JobID) bool { return cached }); !slices.Equal(e.Recalled, []api.JobID{"ls_01"}) || third.Brief("ls_01") != "not sent, bad key" {
		t.Errorf("recalled %v, it says %q", e.Recalled, third.Brief("ls_01"))
	}
}

func TestADeleteThatWasTakenBackIsNotCarriedOver(t *testing.T) {
	w := newWorld(AtOnce + 1)
	ids := []api.JobID{"ls_00", "ls_01", "ls_02", "ls_03", "ls_04"}
	w.Delete(ids, w.now)
	w.Due(w.now.Add(window), nil)
	if undone, _ := w.Undo(w.title); len(undone.Kept) != 1 {
		t.Fatalf("%d of those that had not left are kept", len(undone.Kept))
	}
	if left := w.Unfinished(); len(left) != 0 {
		t.Errorf("the next session is left %v", left)
	}
}

func TestAgainIsAboutWhatFailedAndHowItWasAskedFor(t *testing.T) {
	q := New(window, on)
	q.Fail("a", Failure{Kind: Delete, Err: answers[2]})
	q.Fail("b", Failure{Kind: Rename, Title: "new", Err: answers[2]})
	deletes, renames := q.Again([]api.JobID{"a", "b", "c"})
	if !slices.Equal(deletes, []api.JobID{"a"}) || !slices.Equal(renames, []Title{{ID: "b", Title: "new"}}) || q.CanRedo([]api.JobID{"b", "c"}) != 1 {
		t.Errorf("%v, %v", deletes, renames)
	}
}

func TestTheImpactOfADelete(t *testing.T) {
	done, failed, running := api.StatusCompleted, api.StatusFailed, api.StatusRunning
	for name, c := range map[string]struct {
		targets []Target
		folder  bool
		never   int
		risky   bool
	}{
		"one that failed":            {[]Target{{Job: "a", Status: failed}}, true, 0, false},
		"one that is here":           {[]Target{{Job: "a", Status: done, Here: true}}, true, 0, false},
		"one that is coming":         {[]Target{{Job: "a", Status: done, Coming: true}}, true, 0, false},
		"one that was never fetched": {[]Target{{Job: "a", Status: done}}, true, 1, true},
		"without a folder":           {[]Target{{Job: "a", Status: done}}, false, 0, false},
		"one that may be billed":     {[]Target{{Job: "a", Status: running}}, true, 0, true},
		"several":                    {[]Target{{Job: "a", Status: failed}, {Job: "b", Status: failed}}, true, 0, true},
		"one that is held":           {[]Target{{Submission: "a"}}, true, 0, false},
		"one that has left":          {[]Target{{Submission: "a", Away: true}}, true, 0, false},
	} {
		if i := ImpactOf(c.targets, c.folder); len(i.Never) != c.never || i.Risky() != c.risky {
			t.Errorf("%s: %+v, risky %t", name, i, i.Risky())
		}
	}
	i := ImpactOf([]Target{{Job: "a", Status: done, Here: true}, {Submission: "b"}, {Submission: "c", Away: true}, {Job: "d", Status: done, Coming: true}}, true)
	if !slices.Equal(i.Jobs, []api.JobID{"a", "d"}) || len(i.Held) != 1 || i.Away != 1 || i.By[done] != 2 || i.Here != 1 || i.Coming != 1 {
		t.Errorf("%+v", i)
	}
}
