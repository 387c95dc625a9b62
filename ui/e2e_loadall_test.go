package ui_test

import (
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/sim"
	"lipdash/ui"
	"lipdash/ui/calls"
)

// besideOthers is a dashboard with its first picture, and the client that others share with it.
func besideOthers(t *testing.T, server *sim.Server) (r rig, shared calls.Client) {
	r = start(t, server, 100, 30, func(o *ui.Options) { shared = o.Session.Client })
	r.Wait(2 * time.Minute)
	return r, shared
}

func TestLoadingEverythingLeavesRoomForWhatOthersCall(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(3000)
		r, shared := besideOthers(t, server)
		defer r.Stop()
		id := api.JobID(server.Jobs()[0].ID)
		// As the outbox and the downloads do, past the root.
		others := func() {
			for range 12 {
				if _, err := shared.GetJob(t.Context(), id); err != nil {
					t.Error(err)
				}
				r.Wait(5 * time.Second)
			}
		}
		others()
		r.sim.ResetCalls()
		r.Press("A")
		for range 4 {
			others() // time for thirty pages
		}
		if n, what := busiest(r.sim.Calls()); n > 25 {
			t.Errorf("%d calls in one minute: %v", n, what)
		}
		r.Has("3000 done")
	})
}

func TestLoadingEverythingWaitsOutABurstOfOthers(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(1000)
		r, shared := besideOthers(t, server)
		defer r.Stop()
		for range 40 {
			if _, err := shared.Me(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		r.sim.ResetCalls()
		r.Press("A")
		r.Wait(55 * time.Second)
		if n := r.sim.CallCount("GET /v3/lipsyncs"); n > 1 {
			t.Errorf("%d lists in the minute of the burst", n)
		}
		r.Until("all loaded: 1,000 jobs", 3*time.Minute)
	})
}
