package ui_test

import (
	"testing"
	"time"

	"lipdash/api/sim"
)

// lacks makes the server refuse the calls of a route for a scope.
func lacks(server *sim.Server, route, scope string) {
	server.Faults().Add(sim.Fault{Route: route, Kind: sim.FaultStatus, Status: 403, Code: "forbidden", Message: "This key lacks the scope " + scope})
}

func TestTheDashboardSaysWhichScopeTheKeyLacks(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(3)
		r := start(t, server, 120, 40)
		defer r.Stop()
		lacks(server, routeDelete, "videos:delete")
		r.Press("x")
		r.Wait(time.Second)
		r.Press("y")
		r.Until("lacks the scope videos:delete", 20*time.Second)
		r.Press("!")
		r.Wait(time.Second)
		r.Has("videos:delete")
		r.Press("esc")
		lacks(server, "GET /v3/lipsyncs", "videos:read")
		r.Press("r")
		r.Until("lacks the scope videos:read", 20*time.Second)
	})
}
