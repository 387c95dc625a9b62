package ui_test

import (
	"strings"
	"testing"
	"time"

	"lipdash/api/sim"
)

// With a filter, a marks what is loaded and the foot says that there is more; A then a takes
// all that match, of thousands. What of them HeyGen does not delete stays marked, and one line
// says how many that are.
func TestEverythingTheFilterMatchesIsMarkedAndDeleted(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(0)
		for i := range 2500 {
			spec := sim.JobSpec{Title: "keep", CreatedAt: time.Now().Add(-time.Duration(i+1) * time.Minute), Status: "completed"}
			if i%25 == 0 {
				spec.Title = "drop"
			}
			server.AddJob(spec)
		}
		r := start(t, server, 160, 40)
		defer r.Stop()
		r.Wait(3 * time.Second)
		r.Press("/")
		r.Type("drop")
		r.Press("enter", "a")
		r.Wait(time.Second)
		if s := r.Text(); !strings.Contains(s, "marked") || !strings.Contains(s, "more not loaded: A then a takes all") || strings.Contains(s, "100 marked") {
			t.Fatalf("what is loaded is marked:\n%s", s)
		}
		r.Press("A")
		r.Wait(10 * time.Minute)
		r.Press("a")
		r.Wait(time.Second)
		if s := r.Text(); !strings.Contains(s, "100 of 2,500 loaded match") || !strings.Contains(s, "100 marked") || strings.Contains(s, "more not loaded") {
			t.Fatalf("all that match are marked:\n%s", s)
		}
		server.Faults().Add(sim.Fault{Route: routeDelete, Kind: sim.FaultStatus, Status: 409, Code: "conflict", Message: "still running", Times: 14})
		r.Press("x")
		answerDelete(r, 100)
		r.Wait(5 * time.Minute)
		s := r.Text()
		if n := len(server.Jobs()); n != 2500-86 || !strings.Contains(s, "14 marked") {
			t.Errorf("%d jobs are left:\n%s", n, s)
		}
	})
}
