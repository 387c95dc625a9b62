package ui

import (
	"testing"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/state/edits"
)

func TestWhatCameOfATakenBackDeleteIsSaid(t *testing.T) {
	m := opened(t, &counting{page: someJobs(6)})
	m.edits = edits.New(0, edits.Terminal{})
	m.perform(action.Delete{IDs: action.JobRows(ids(m, 6)...)})
	m.perform(action.Undo{})
	if got := m.toast.Text(); got != "kept 2 jobs, 4 deletes had left" {
		t.Fatal(got)
	}
	for i, err := range []error{nil, &api.Error{Op: "x", Status: 429}, &api.Error{Op: "x", Status: 403}, nil} {
		arrive(m, calls.JobEdited{Call: edits.Call{Kind: edits.Delete, ID: someJobs(6).Jobs[i].ID}, Err: err})
	}
	if got := ids(m, 6); len(got) != 4 {
		t.Fatalf("%q are left", got)
	}
	if got := m.toast.Text(); got != "2 jobs deleted, 2 were kept after all" {
		t.Fatal(got)
	}
}

func TestWhatARenameEndedWithIsSaid(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{nil, "renamed to new"},
		{&api.Error{Op: "x", Status: 404, Code: "not_found", Enveloped: true}, "it was deleted elsewhere, there is nothing to rename"},
	} {
		m := opened(t, &counting{page: someJobs(2)})
		m.perform(action.Rename{ID: "ls_00", Title: "new"})
		arrive(m, calls.JobEdited{Call: edits.Call{Kind: edits.Rename, ID: "ls_00", Was: "t", Now: "new"}, Job: api.Job{ID: "ls_00", Title: "new", Status: api.StatusRunning}, Err: c.err})
		if got := m.toast.Text(); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestTakingBackADroppedLipsyncSaysWhyNotInPlaceOfTakingBackARename(t *testing.T) {
	m := opened(t, &counting{page: someJobs(2)})
	remembering(m)
	m.perform(action.Rename{ID: "ls_00", Title: "new"})
	arrive(m, calls.Arranged{Do: submission.Drop, Changed: submission.Changed{Done: []submission.ID{"s"}}})
	key(m, "u")
	if got := m.toast.Text(); got != "1 lipsync that was dropped does not come back, nothing is billed" || !m.edits.CanUndo() {
		t.Errorf("%q, the rename is left %v", got, m.edits.CanUndo())
	}
}
