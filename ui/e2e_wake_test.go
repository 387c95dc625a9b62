package ui_test

import (
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api/sim"
	"lipdash/ui"
	"lipdash/ui/calls"
)

// wall is a clock on the wall that can jump, as it does when a laptop sleeps.
type wall struct{ ahead atomic.Int64 }

func (w *wall) now() time.Time        { return time.Now().Add(time.Duration(w.ahead.Load())) }
func (w *wall) sleep(d time.Duration) { w.ahead.Add(int64(d)) }

// standing is a program whose user has gone to page two, marked a job there and
// left the cursor on another.
func standing(t *testing.T, w *wall) rig {
	server := newSim(150)
	for i := range 320 {
		server.AddJob(sim.JobSpec{Title: fmt.Sprintf("active %03d", i), Status: "running", CreatedAt: time.Now().Add(-time.Second)})
	}
	r := start(t, server, 120, 40, func(o *ui.Options) { o.Wall = w.now })
	loadFleet(r)
	r.Press("n")
	r.Wait(time.Second)
	r.Press("j", "j", "space", "j", "j", "j")
	r.Wait(time.Minute)
	return r
}

// place is where the user stands: the mark, the cursor's row and the foot.
func place(r rig) string {
	var out []string
	for i, line := range strings.Split(r.Text(), "\n") {
		if strings.Contains(line, "▌") || strings.Contains(line, "page ") || strings.HasPrefix(line, " +") {
			out = append(out, fmt.Sprintf("%d %.60s", i, line))
		}
	}
	return strings.Join(out, "\n")
}

// round is the calls of one refresh of the standing program: the newest page, and
// four calls for its 320 active jobs.
const round = 5

func TestAMinuteWithoutANetworkCostsOneRefreshAndNoPlace(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := standing(t, &wall{})
		defer r.Stop()
		before := place(r)
		if !strings.Contains(before, "1 marked") || !strings.Contains(before, "page 2") {
			t.Fatalf("the user stands at\n%s", before)
		}
		r.sim.Faults().Add(sim.Fault{Kind: sim.FaultDropBefore})
		r.sim.ResetCalls()
		r.Wait(time.Minute)
		r.Has("offline")
		if n := len(r.sim.Calls()); n > 25 {
			t.Errorf("%d calls into nothing", n)
		}
		r.sim.Faults().Clear()
		r.sim.ResetCalls()
		for len(r.sim.Calls()) == 0 {
			r.Wait(100 * time.Millisecond)
		}
		r.Wait(5 * time.Second)
		r.Has("live")
		// The list may have brought so much that one status call does for the rest.
		if n := len(r.sim.Calls()); n > round || n < round-1 || r.sim.CallCount("GET /v3/lipsyncs") != 1 {
			t.Errorf("the network's return cost %d calls, want %d: %v", n, round, r.sim.Calls())
		}
		if after := place(r); after != before {
			t.Errorf("the user stood at\n%s\nand stands at\n%s", before, after)
		}
	})
}

func TestALaptopsSleepCostsOneRefreshAndNoPlace(t *testing.T) {
	bubble(t, func(t *testing.T) {
		w := &wall{}
		r := standing(t, w)
		defer r.Stop()
		before := place(r)
		// Right after a round nothing is due for a while.
		r.sim.ResetCalls()
		for len(r.sim.Calls()) == 0 {
			r.Wait(100 * time.Millisecond)
		}
		r.Wait(2 * time.Second)
		r.sim.ResetCalls()
		w.sleep(8 * time.Hour)
		r.Wait(1500 * time.Millisecond)
		if n := len(r.sim.Calls()); n != round {
			t.Errorf("waking cost %d calls, want %d: %v", n, round, r.sim.Calls())
		}
		if after := place(r); after != before {
			t.Errorf("the user stood at\n%s\nand stands at\n%s", before, after)
		}
		r.sim.ResetCalls()
		r.Wait(time.Minute)
		if n := len(r.sim.Calls()); n > 25 {
			t.Errorf("%d calls in the minute after it", n)
		}
	})
}

func TestThePictureIsCalledStaleAfterASleepUntilItIsRefreshed(t *testing.T) {
	bubble(t, func(t *testing.T) {
		w := &wall{}
		r := standing(t, w)
		defer r.Stop()
		r.sim.Faults().Add(sim.Fault{Kind: sim.FaultSlow, Delay: 4 * time.Second})
		w.sleep(3 * time.Hour)
		r.Wait(2 * time.Second)
		r.Has("stale 3h00")
		r.Wait(10 * time.Second)
		r.HasNot("stale")
	})
}

func TestAStoppedProgramGoesOnWithOneRound(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := standing(t, &wall{})
		defer r.Stop()
		r.sim.ResetCalls()
		// fg, and the terminal tells at once that it has the focus.
		r.Send(tea.ResumeMsg{})
		r.Send(tea.FocusMsg{})
		r.Send(tea.ResumeMsg{})
		r.Wait(time.Second)
		if n := len(r.sim.Calls()); n > round+2 {
			t.Errorf("going on cost %d calls, want about %d: %v", n, round, r.sim.Calls())
		}
	})
}

func TestWhoComesBackHasTheWholeUndoWindowAgain(t *testing.T) {
	w := &wall{}
	for name, back := range map[string]func(r rig){
		"from the shell":        func(r rig) { r.Send(tea.ResumeMsg{}) },
		"from a laptop's sleep": func(rig) { w.sleep(8 * time.Hour) },
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				r := start(t, newSim(3), 120, 40, func(o *ui.Options) { o.Wall = w.now })
				defer r.Stop()
				deleteAll(r, 3)
				r.Wait(7 * time.Second)
				back(r)
				r.Wait(7 * time.Second)
				r.Has("will be deleted in ", "u takes it back")
				if n := len(deletesLeft(r)); n != 0 {
					t.Fatalf("%d deletes left", n)
				}
				r.Wait(5 * time.Second)
				if n := len(deletesLeft(r)); n != 3 {
					t.Fatalf("%d deletes left in the end", n)
				}
			})
		})
	}
}

func TestPressingRefreshAllTheTimeStaysWithinTheBudget(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := standing(t, &wall{})
		defer r.Stop()
		r.sim.ResetCalls()
		for range 120 {
			r.Press("r")
			r.Wait(400 * time.Millisecond)
		}
		if n, what := busiest(r.sim.Calls()); n > 25 {
			t.Errorf("%d calls in one minute: %v", n, what)
		}
		r.Has("the minute's calls are spent, asking in ")
		r.Wait(time.Minute)
		r.Has("live")
		r.Press("r")
		r.HasNot("calls are spent")
	})
}

func TestPollingYieldsToWhoeverElseCalls(t *testing.T) {
	bubble(t, func(t *testing.T) {
		var client calls.Client
		r := start(t, newFleet(40), 120, 40, func(o *ui.Options) { client = o.Session.Client })
		defer r.Stop()
		r.Wait(time.Minute)
		r.sim.ResetCalls()
		for i := range 120 {
			if i == 20 {
				// What others begin to call cannot be foreseen, only what they go on to.
				if n, what := busiest(r.sim.Calls()); n > 28 {
					t.Errorf("%d calls in the first minute: %v", n, what)
				}
				r.sim.ResetCalls()
			}
			// As the outbox and the downloads do, on the same client.
			if _, err := client.Me(t.Context()); err != nil {
				t.Fatal(err)
			}
			r.Wait(3 * time.Second)
		}
		if n, what := busiest(r.sim.Calls()); n > 25 {
			t.Errorf("%d calls in one minute: %v", n, what)
		}
		if n := r.sim.CallCount("GET /v3/lipsyncs/statuses"); n < 10 {
			t.Errorf("only %d status calls in five minutes beside others", n)
		}
	})
}
