package ui

import (
	"context"
	"testing"

	"lipdash/api"
	"lipdash/ui/calls"
)

// denying is a client whose bulk call finds nothing, though all jobs exist.
type denying struct{ counting }

func (c *denying) JobStatuses(_ context.Context, ids []api.JobID) ([]api.JobStatus, error) {
	c.statuses++
	var out []api.JobStatus
	for _, id := range ids {
		out = append(out, api.JobStatus{ID: id, Status: api.StatusGone})
	}
	return out, nil
}

func TestABulkCallThatFindsNothingRemovesNothingThatExists(t *testing.T) {
	c := &denying{counting{page: someJobs(40)}}
	m := New(t.Context(), Options{Session: &calls.Session{Client: c}})
	drain(m, m.Init())
	c.page.Jobs = c.page.Jobs[30:]
	for range 10 {
		drain(m, refreshed(m))
	}
	if n := m.store.Len(); n != 40 {
		t.Fatalf("%d of 40 jobs are left", n)
	}
	if c.gets == 0 {
		t.Fatal("none of them was read")
	}
}
