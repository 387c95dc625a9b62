package ui_test

import (
	"context"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/sim"
	"lipdash/ui"
	"lipdash/ui/calls"
)

// reconnects lets the key be looked for again: the client that is found then is a
// new one.
func reconnects(t *testing.T, server *sim.Server) func(*ui.Options) {
	return func(o *ui.Options) {
		session := *o.Session
		o.Reconnect = func(context.Context) (calls.Session, error) {
			client, err := api.New(api.Credential{Key: testKey}, api.Options{Transport: server.Transport()})
			if err != nil {
				t.Error(err)
			}
			session.Client, session.Calls = client, nil
			return session, nil
		}
	}
}

// refuseKey makes the server refuse the key after some calls of a route.
func refuseKey(server *sim.Server, route string, after int) {
	server.Faults().Add(sim.Fault{Route: route, Skip: after, Kind: sim.FaultStatus, Status: 401, Code: "unauthorized"})
}

// neverSent is how many the summary on screen says were not sent: of the four that
// are under way at once, one to four run into the refusal.
func neverSent(t *testing.T, r rig) int {
	t.Helper()
	found := regexp.MustCompile(`20 were not, (1[6-9]) never sent, r, then \. tries again: HeyGen refused the key\.`).FindStringSubmatch(r.Text())
	if found == nil {
		t.Fatalf("no word of what was not sent:\n%s", r.Text())
	}
	n, _ := strconv.Atoi(found[1])
	return n
}

func TestAKeyRefusedAmongDeletesTellsWhatWasNotSentAndOneKeyTriesItAfterReconnecting(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(30)
		r := start(t, server, 120, 40, reconnects(t, server))
		defer r.Stop()
		refuseKey(server, routeDelete, 10)
		deleteAll(r, 30)
		r.Until("10 jobs deleted, 20 were not, ", 20*time.Second)
		unsent := neverSent(t, r)
		r.Has("r, then . tries again", "20 marked", "not deleted, 401", "not sent, bad key")
		r.Resize(80, 24)
		r.Has("10 jobs deleted, 20 were not, ", " never sent, r, then . tries again: ", "key refused")
		r.Resize(120, 40)
		if n := len(deletesLeft(r)); n != 30-unsent {
			t.Fatalf("deletes of %d jobs were sent, and %d not", n, unsent)
		}

		// Trying again with the same key is of no use and asks nothing.
		r.HasNot("again for 20 jobs")
		r.Has("login. Press r")
		r.Press(".")
		r.Has("the key is refused: r looks for it again, then . tries these", "20 marked")
		r.Wait(20 * time.Second)
		if n := len(deletesLeft(r)); n != 30-unsent {
			t.Fatalf("%d deletes with a refused key", n)
		}

		server.Faults().Clear()
		r.sim.ResetCalls()
		r.Press("r")
		r.Wait(3 * time.Second)
		r.Has("20 marked", "not deleted, 401", "not sent, bad key", ". again for 20 jobs")
		r.Press(".")
		r.Has("20 jobs will be deleted")
		r.Until("20 jobs deleted", time.Minute)
		if n := len(deletesLeft(r)); n != 20 || len(server.Jobs()) != 0 {
			t.Fatalf("%d deletes, %d jobs left", n, len(server.Jobs()))
		}
	})
}

func TestAKeyRefusedAmongRenamesIsTheSame(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(30)
		r := start(t, server, 120, 40, reconnects(t, server))
		defer r.Stop()
		refuseKey(server, routeRename, 10)
		renameAll(r, "n{n}")
		r.Until("10 jobs renamed, 20 were not, ", 20*time.Second)
		if n := r.sim.CallCount(routeRename); n != 30-neverSent(t, r) {
			t.Fatalf("%d renames were sent", n)
		}
		r.Has("20 marked", "not renamed, 401", "not sent, bad key")
		server.Faults().Clear()
		r.Press("r")
		r.Wait(3 * time.Second)
		r.Has("20 marked", "not sent, bad key", ". again for 20 jobs")
		r.Press(".")
		r.Until("20 jobs renamed", time.Minute)
		r.HasNot("bad key", "401", "job 0")
		if got := titles(server); strings.Contains(got, "job") {
			t.Fatal(got)
		}
	})
}

func TestADeleteInItsWindowWhenTheKeyIsLookedForAgainIsNotLost(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(5)
		r := start(t, server, 120, 40, reconnects(t, server))
		defer r.Stop()
		refuseKey(server, "", 0)
		r.Press("r")
		r.Wait(2 * time.Second)
		r.Has("key refused")
		deleteAll(r, 5)
		r.Wait(2 * time.Second)
		server.Faults().Clear()
		r.Press("r")
		r.Wait(3 * time.Second)
		r.Has("5 marked", "not sent, bad key", ". again for 5 jobs")
		r.Wait(20 * time.Second)
		if n := len(server.Jobs()); n != 5 {
			t.Fatalf("%d jobs are left, and nobody asked again", n)
		}
		r.Press(".")
		r.Until("5 jobs deleted", time.Minute)
	})
}

func TestWhatWaitsForHeyGenIsNotSentOnceTheKeyIsRefused(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(30)
		r := start(t, server, 120, 40, reconnects(t, server))
		defer r.Stop()
		server.Faults().Add(sim.Fault{Route: routeDelete, Skip: 10, Times: 4, Kind: sim.FaultStatus, Status: 429, RetryAfter: "60"})
		deleteAll(r, 30)
		r.Until("u keeps, waits", 20*time.Second)
		refuseKey(server, "", 0)
		r.Until("10 jobs deleted, 20 were not", 6*time.Minute)
		// Polls and deletes go on at the same moment: whichever is first hears of it.
		if text := r.Text(); !strings.Contains(text, "none was sent, r, then . tries again: HeyGen refused the key.") {
			neverSent(t, r)
		}
		r.Has("20 marked", "not sent, bad key")
		if n := len(server.Jobs()); n != 20 {
			t.Fatalf("%d jobs are left", n)
		}
	})
}

func TestNothingIsCarriedOverToAnotherAccount(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(5)
		other := sim.New(sim.Options{Key: testKey, Seed: 2, Concurrency: -1})
		other.AddJob(sim.JobSpec{Title: "a stranger's", Status: "completed", CreatedAt: time.Now().Add(-time.Hour)})
		other.Faults().Add(sim.Fault{Route: "GET /v3/users/me", Kind: sim.FaultBare, Status: 200, Body: `{"data":{"username":"stranger"}}`})
		r := start(t, server, 120, 40, reconnects(t, other))
		defer r.Stop()
		refuseKey(server, routeDelete, 0)
		deleteAll(r, 5)
		r.Until("5 jobs were not deleted", time.Minute)
		r.Press("r")
		r.Wait(20 * time.Second)
		r.Has("a stranger's")
		r.HasNot("not deleted", "again for", "marked")
		r.Press(".")
		r.Has("nothing failed here")
	})
}
