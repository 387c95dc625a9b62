package ui

import (
	"testing"
	"time"

	"lipdash/api"
)

func TestTheWayOutComesBeforeTheReasons(t *testing.T) {
	m := opened(t, &counting{page: someJobs(3)})
	refused := &api.Error{Op: "delete", Status: 401, Code: "unauthorized"}
	m.refused = refused
	m.outcomes["ls_00"] = outcome{what: deleted, unsent: true, err: refused}
	m.outcomes["ls_01"] = outcome{what: deleted, err: &api.Error{Op: "delete", Status: 500, Message: "boom"}}
	got := m.summary(bulk{failed: []api.JobID{"ls_00", "ls_01"}}, deleted)
	if want := "2 jobs were not deleted, 1 never sent, r, then . tries again: 500 for 1, bad key for 1"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestA429ThatDoesNotSayHoldsForAWhileAllTheSame(t *testing.T) {
	c := &counting{page: someJobs(3)}
	m := opened(t, c)
	c.paused = m.now.Add(time.Second) // the client's own short pause
	m.slowDown(&api.Error{Op: "delete", Status: 429})
	if got := m.hold.until.Sub(m.now); got != leastHold {
		t.Errorf("all wait for %v", got)
	}
}
