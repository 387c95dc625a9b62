package ui_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"lipdash/api/sim"
	"lipdash/ui"
)

const (
	routeDelete = "DELETE /v3/lipsyncs/{lipsync_id}"
	routeRename = "PATCH /v3/lipsyncs/{lipsync_id}"
)

func hundredAPage(o *ui.Options) { o.Session.Settings.PageSize = 100 }

// deletesLeft are the distinct jobs a DELETE was sent for.
func deletesLeft(r rig) []string {
	var out []string
	for _, c := range r.sim.Calls() {
		if c.Route == routeDelete {
			out = append(out, c.Path)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// scene is a list of so many jobs, all done, on a screen of 120 by 40, in fake time.
func scene(t *testing.T, jobs int, play func(t *testing.T, r rig), change ...func(*ui.Options)) {
	t.Helper()
	bubble(t, func(t *testing.T) {
		r := start(t, newSim(jobs), 120, 40, change...)
		defer r.Stop()
		play(t, r)
	})
}

// deleteAll asks for the delete of all jobs of the page, of which there are n.
func deleteAll(r rig, n int) {
	r.Press("a", "x")
	answerDelete(r, n)
}

// renameAll renames all jobs of the page.
func renameAll(r rig, pattern string) {
	r.Press("a", "e", "ctrl+u")
	r.Type(pattern)
	r.Press("enter")
}

// answerDelete types the count and presses the button.
func answerDelete(r rig, n int) {
	r.Wait(time.Second)
	r.Type(fmt.Sprint(n))
	r.Press("enter")
}

// refuseSeven makes the server refuse the first seven jobs of the list: four are
// not this key's, three are faults.
func refuseSeven(server *sim.Server, route string) {
	for i, j := range server.Jobs()[:7] {
		f := sim.Fault{Route: route, ID: j.ID, Kind: sim.FaultStatus, Status: 403, Code: "forbidden"}
		if i >= 4 {
			f.Status, f.Code = 500, "internal_error"
		}
		server.Faults().Add(f)
	}
}

// titles are the server's titles, newest first.
func titles(server *sim.Server) string {
	var out []string
	for _, j := range server.Jobs() {
		out = append(out, j.Title)
	}
	return strings.Join(out, ",")
}

// deleteOne asks for the delete of the job under the cursor and lets it leave.
func deleteOne(r rig) {
	r.Press("x")
	r.Wait(time.Second)
	r.Press("y")
	r.Wait(8200 * time.Millisecond)
}
