package ui

import (
	"fmt"
	"testing"

	"lipdash/api"
	"lipdash/ui/action"
)

// leaving is a model with the deletes of so many jobs on their way or behind them.
func leaving(t *testing.T, n int) *Model {
	t.Helper()
	m := opened(t, &counting{page: someJobs(n)})
	m.perform(action.Delete{IDs: ids(m, n)})
	arrive(m, undoExpiredMsg{m.groups})
	if m.deletes.running != callsAtOnce {
		t.Fatalf("%d deletes are under way", m.deletes.running)
	}
	return m
}

func TestWhatWasTakenBackOnItsWayIsKeptShouldHeyGenNotTakeIt(t *testing.T) {
	m := leaving(t, 6)
	m.perform(action.Undo{})
	if len(m.doomed) != callsAtOnce {
		t.Fatalf("%d are still to go", len(m.doomed))
	}
	for i, err := range []error{nil, &api.Error{Op: "x", Status: 429}, &api.Error{Op: "x", Status: 403}, nil} {
		arrive(m, jobDeletedMsg{someJobs(6).Jobs[i].ID, err})
	}
	if got := ids(m, 6); len(got) != 4 || len(m.doomed) != 0 || len(m.outcomes) != 0 || !m.deletes.idle() {
		t.Fatalf("%q are left, %d to go, %v", got, len(m.doomed), m.outcomes)
	}
	if got := m.toast.note.Text; got != "2 jobs deleted, 2 were kept after all" {
		t.Fatal(got)
	}
}

func TestUReachesWhatIsBehindDeletesThatAreOnTheirWay(t *testing.T) {
	m := opened(t, &counting{page: someJobs(6)})
	m.renameTo("ls_05", "new")
	m.perform(action.Delete{IDs: ids(m, 6)[:2]})
	arrive(m, undoExpiredMsg{m.groups})
	m.perform(action.Undo{})
	if e, _ := m.store.Get("ls_05"); e.Job.Title != "t" || len(m.doomed) != 2 {
		t.Fatalf("%q, %d to go", e.Job.Title, len(m.doomed))
	}
	arrive(m, jobDeletedMsg{"ls_00", &api.Error{Op: "x", Status: 429}})
	arrive(m, jobDeletedMsg{"ls_01", nil})
	m.perform(action.Undo{})
	if len(m.doomed) != 0 || len(ids(m, 6)) != 5 {
		t.Fatalf("%d to go, %q are left", len(m.doomed), ids(m, 6))
	}
}

func TestTheOldestRenameMakesPlaceAndNoDeleteDoes(t *testing.T) {
	m := opened(t, &counting{page: someJobs(3)})
	m.perform(action.Delete{IDs: []api.JobID{"ls_02"}})
	for i := range undoSteps + 10 {
		m.renameTo("ls_00", fmt.Sprint("title ", i+1))
	}
	if n := len(m.undo); n != undoSteps+1 {
		t.Fatalf("%d steps are remembered", n)
	}
	for range undoSteps {
		m.perform(action.Undo{})
	}
	if e, _ := m.store.Get("ls_00"); e.Job.Title != "title 10" {
		t.Fatalf("%d steps back the title is %q", undoSteps, e.Job.Title)
	}
	m.perform(action.Undo{})
	if m.doomed["ls_02"] != nil || m.takeable() >= 0 {
		t.Fatal("the delete is not the oldest step")
	}
}
