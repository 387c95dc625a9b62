package ui_test

import (
	"testing"
	"time"

	"lipdash/api/sim"
)

func TestADeleteThatHeyGenTurnedAwayIsTakenBackWhileItWaits(t *testing.T) {
	for _, after := range []string{"", "20", "90"} {
		t.Run("retry-after "+after, func(t *testing.T) {
			scene(t, 3, func(t *testing.T, r rig) {
				r.sim.Faults().Add(sim.Fault{Route: routeDelete, Times: 1, Kind: sim.FaultStatus, Status: 429, RetryAfter: after})
				deleteOne(r)
				r.Has("u keeps, waits", "u undo")
				r.Press("u")
				r.Has("kept 1 job, nothing was deleted", "job 001")
				r.HasNot("u undo", "marked")
				r.Wait(5 * time.Minute)
				if n, left := r.sim.CallCount(routeDelete), len(r.sim.Jobs()); n != 1 || left != 3 {
					t.Fatalf("%d deletes arrived, %d jobs left", n, left)
				}
			})
		})
	}
}

func TestADeleteThatHeyGenTurnedAwayGoesOnByItselfOtherwise(t *testing.T) {
	scene(t, 3, func(t *testing.T, r rig) {
		r.sim.Faults().Add(sim.Fault{Route: routeDelete, Times: 3, Kind: sim.FaultStatus, Status: 429, RetryAfter: "20"})
		deleteOne(r)
		r.Has("u keeps, waits")
		r.Wait(50 * time.Second)
		if n := r.sim.CallCount(routeDelete); n != 3 {
			t.Fatalf("%d deletes in three pauses of 20 s", n)
		}
		r.Until("1 job deleted", time.Minute)
	})
}

func TestADeleteThatMayHaveBeenMadeIsNotPromisedToBeKept(t *testing.T) {
	scene(t, 3, func(t *testing.T, r rig) {
		r.sim.Faults().Add(sim.Fault{Route: routeDelete, Times: 1, Kind: sim.FaultDropAfter})
		r.sim.Faults().Add(sim.Fault{Route: routeDelete, Times: 1, Kind: sim.FaultStatus, Status: 429, RetryAfter: "60"})
		deleteOne(r)
		r.Wait(2 * time.Second)
		r.HasNot("u keeps", "u undo")
		r.Press("u")
		r.Has("too late: 1 job is on its way out")
		r.Until("1 job deleted", 2*time.Minute)
	})
}

func TestADeleteTakenBackOnItsWayIsADoubtWhenItsAnswerIsLost(t *testing.T) {
	scene(t, 6, func(t *testing.T, r rig) {
		r.sim.Faults().Add(sim.Fault{Route: routeDelete, Kind: sim.FaultDropBefore})
		deleteAll(r, 6)
		r.Wait(8200 * time.Millisecond) // the first attempts were dropped, the next are to come
		r.Press("u")
		r.Has("kept 2 jobs, 4 deletes had left")
		r.Until("4 jobs may or may not be deleted", time.Minute)
		r.Has("deleted? no answer")
		r.HasNot("kept after all")
	})
}
