package ui

import (
	"testing"

	"lipdash/api"
)

func TestSeveralReasonsAndTheWayOutAreTwoSentences(t *testing.T) {
	m := opened(t, &counting{page: someJobs(3)})
	refused := &api.Error{Op: "delete", Status: 401, Code: "unauthorized"}
	m.refused = refused
	m.outcomes["ls_00"] = outcome{what: deleted, unsent: true, err: refused}
	m.outcomes["ls_01"] = outcome{what: deleted, err: &api.Error{Op: "delete", Status: 500, Message: "boom"}}
	got := m.summary(bulk{failed: []api.JobID{"ls_00", "ls_01"}}, deleted)
	if want := "2 jobs were not deleted, 1 never sent: 500 for 1, bad key for 1. After r, . tries again"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
