package ui_test

import (
	"net"
	"net/http"
	"os"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/sim"
	"lipdash/ui"
)

// broken is a line over which requests of one method, or of all without one, fail
// while it is down.
type broken struct {
	http.RoundTripper
	method string
	err    error
	down   atomic.Bool
}

func (b *broken) RoundTrip(r *http.Request) (*http.Response, error) {
	if (b.method == "" || r.Method == b.method) && b.down.Load() {
		return nil, b.err
	}
	return b.RoundTripper.RoundTrip(r)
}

// over puts a line between the dashboard and the server.
func over(t *testing.T, line *broken) func(*ui.Options) {
	return func(o *ui.Options) {
		calls := make(chan api.Call, 64)
		client, err := api.New(api.Credential{Key: testKey}, api.Options{Transport: line, Observe: func(c api.Call) { calls <- c }})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { close(calls) })
		o.Session.Client, o.Session.Calls, o.Session.OpenMemory = client, calls, nil
	}
}

var nothingListens = &net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}

func TestADeleteThatNeverLeftSaysSoAndIsTriedAgain(t *testing.T) {
	for name, err := range map[string]error{
		"nothing listens": nothingListens,
		"no such host":    &net.OpError{Op: "dial", Net: "tcp", Err: &net.DNSError{Err: "no such host", Name: "api.example.com"}},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				server := newSim(8)
				line := &broken{RoundTripper: server.Transport(), method: http.MethodDelete, err: err}
				r := start(t, server, 120, 40, over(t, line))
				defer r.Stop()
				line.down.Store(true)
				deleteAll(r, 8)
				r.Until("8 jobs were not deleted, . tries again: HeyGen was not reached", time.Minute)
				r.Has("8 marked", "Not deleted, and not sent: HeyGen was", ". again for 8 jobs")
				r.HasNot("no answer", "Nobody knows")
				if n := strings.Count(r.Text(), "not sent, offline"); n != 8 {
					t.Fatalf("%d rows say that it was not sent:\n%s", n, r.Text())
				}
				line.down.Store(false)
				r.Press(".")
				r.Until("8 jobs deleted", time.Minute)
				if n := len(server.Jobs()); n != 0 {
					t.Fatalf("%d jobs are left", n)
				}
			})
		})
	}
}

func TestTheHeaderIsNotLiveAfterADeleteFoundNobody(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(8)
		line := &broken{RoundTripper: server.Transport(), err: nothingListens}
		r := start(t, server, 120, 40, over(t, line))
		defer r.Stop()
		r.Has("live")
		r.Press("a", "x")
		answerDelete(r, 8)
		r.Wait(5 * time.Second)
		line.down.Store(true)
		r.Until("8 jobs were not deleted", time.Minute)
		r.Wait(10 * time.Second)
		r.Has("offline")
		r.HasNot("live")
		line.down.Store(false)
		r.Until("live", time.Minute)
	})
}

func TestTheHeaderIsNotOfflineOnceACallIsAnswered(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(8)
		line := &broken{RoundTripper: server.Transport(), err: nothingListens}
		r := start(t, server, 120, 40, over(t, line))
		defer r.Stop()
		line.down.Store(true)
		r.Until("offline", 2*time.Minute)
		r.Wait(5 * time.Minute)
		r.Until("next try in 40s", 2*time.Minute)
		line.down.Store(false)
		r.Press("enter") // reads the job
		r.Wait(3 * time.Second)
		r.HasNot("offline")
		r.Has("live")
	})
}

func TestARenameThatNeverLeftSaysSo(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(2)
		line := &broken{RoundTripper: server.Transport(), method: http.MethodPatch, err: nothingListens}
		r := start(t, server, 120, 40, over(t, line))
		defer r.Stop()
		line.down.Store(true)
		r.Press("e", "ctrl+u")
		r.Type("better")
		r.Press("enter")
		r.Until("not sent, offline", time.Minute)
		r.Has("job 001", "1 marked")
		r.HasNot("no answer", "better")
		line.down.Store(false)
		r.Press(".")
		r.Until("renamed to better", time.Minute)
	})
}

func TestADeleteWhoseAnswerWasLostStaysADoubtThoughItsRepeatsNeverLeft(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(2)
		line := &broken{RoundTripper: server.Transport(), method: http.MethodDelete, err: nothingListens}
		r := start(t, server, 120, 40, over(t, line))
		defer r.Stop()
		server.Faults().Add(sim.Fault{Route: routeDelete, Kind: sim.FaultDropBefore})
		r.Press("x")
		r.Wait(time.Second)
		r.Press("y")
		r.Wait(8200 * time.Millisecond) // the first attempt was dropped, the next is to come
		line.down.Store(true)
		r.Until("deleted? no answer", time.Minute)
		if n := r.sim.CallCount(routeDelete); n != 1 {
			t.Fatalf("%d deletes arrived", n)
		}
		r.HasNot("not sent")
	})
}
