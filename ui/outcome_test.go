package ui

import (
	"testing"

	"lipdash/api"
	"lipdash/ui/state/edits"
)

func TestTheWayOutComesBeforeTheReasons(t *testing.T) {
	m := opened(t, &counting{page: someJobs(3)})
	refused := &api.Error{Op: "delete", Status: 401, Code: "unauthorized"}
	m.refused = refused
	m.edits.Fail("ls_00", edits.Failure{Kind: edits.Delete, Unsent: true, Err: refused})
	m.edits.Fail("ls_01", edits.Failure{Kind: edits.Delete, Err: &api.Error{Op: "delete", Status: 500, Message: "boom"}})
	got := m.summary(edits.Tally{Kind: edits.Delete, Failed: []api.JobID{"ls_00", "ls_01"}})
	if want := "2 jobs were not deleted, 1 never sent, r, then . tries again: 500 for 1, bad key for 1"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
