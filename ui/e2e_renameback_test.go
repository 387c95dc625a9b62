package ui_test

import (
	"strings"
	"testing"
	"time"

	"lipdash/api/sim"
)

func TestARenameTakenBackOnItsWayIsTakenBackAlsoWhenItsAnswerIsLost(t *testing.T) {
	scene(t, 6, func(t *testing.T, r rig) {
		r.sim.Faults().Add(sim.Fault{Route: routeRename, Kind: sim.FaultDropAfter, Times: 1})
		r.sim.Faults().Add(sim.Fault{Route: "GET /v3/lipsyncs/{lipsync_id}", Kind: sim.FaultDropBefore})
		r.Press("e", "9", "enter")
		r.Wait(500 * time.Millisecond)
		r.Press("u")
		if got := titles(r.sim); !strings.Contains(got, "job 0019") {
			t.Fatalf("nothing to take back: %s", got)
		}
		r.Wait(time.Minute)
		r.sim.Faults().Clear()
		r.Wait(2 * time.Minute)
		if got := titles(r.sim); strings.Contains(got, "job 0019") {
			t.Fatalf("%s\n%s", got, r.Text())
		}
		r.Has("job 001 ")
	})
}
