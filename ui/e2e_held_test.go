package ui_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"lipdash/api/sim"
	"lipdash/cmd/account"
	"lipdash/ui"
	"lipdash/ui/calls"
)

const routeCreate = "POST /v3/lipsyncs"

// refusing is a dashboard whose next creates are refused, and only they, on an
// account of ten slots.
func refusing(t *testing.T, play func(t *testing.T, r rig), faults ...sim.Fault) {
	t.Helper()
	bubble(t, func(t *testing.T) {
		server := newSim(2)
		for _, f := range faults {
			f.Route = routeCreate
			server.Faults().Add(f)
		}
		r := start(t, server, 140, 40, withMemory(0))
		defer r.Stop()
		play(t, r)
	})
}

// withMemory sends at most so many lipsyncs at once, 0 for as many as the account takes.
func withMemory(limit int) func(*ui.Options) {
	return func(o *ui.Options) {
		client := o.Session.Client.(account.Client)
		o.Session.OpenMemory = func(ctx context.Context, _ string) calls.Memory {
			return account.New(ctx, account.Options{Client: client, Files: noFiles{}, Limit: limit})
		}
	}
}

func typeJob(r rig, title string) {
	r.Press("c")
	r.Type("https://example.com/v.mp4")
	r.Press("tab")
	r.Type("https://example.com/" + title + ".wav")
	r.Press("tab")
	r.Type(title)
	r.Press("ctrl+x", "enter")
	r.Wait(2 * time.Second)
}

func (r rig) jobsOf(title string) int {
	n := 0
	for _, j := range r.sim.Jobs() {
		if j.Title == title {
			n++
		}
	}
	return n
}

func TestARefusedCreateBlocksNobodyAndItsRowSaysWhichKeySendsIt(t *testing.T) {
	for name, c := range map[string]struct {
		fault sim.Fault
		row   string
		next  string
		key   string
	}{
		"the key, r": {sim.Fault{Kind: sim.FaultStatus, Status: 401, Times: 1}, "t sends it: HeyGen refused the key", "Set another key", "r"},
		"the key, t": {sim.Fault{Kind: sim.FaultStatus, Status: 401, Times: 1}, "t sends it: HeyGen refused the key", "Set another key", "t"},
		"the key, .": {sim.Fault{Kind: sim.FaultStatus, Status: 401, Times: 1}, "t sends it: HeyGen refused the key", "Set another key", "."},
		"quota, t":   {sim.Fault{Kind: sim.FaultStatus, Status: 429, Code: "quota_exceeded", Times: 1}, "t sends it: ", "app.heygen.com", "t"},
	} {
		t.Run(name, func(t *testing.T) {
			refusing(t, func(t *testing.T, r rig) {
				typeJob(r, "first")
				r.Has("held", c.row, c.next, "live", "first waits, "+c.row)
				r.Wait(10 * time.Minute)
				if n := r.sim.CallCount(routeCreate); n != 1 {
					t.Fatalf("%d creates while it waits for the user", n)
				}
				typeJob(r, "second")
				r.HasNot("for a slot")
				if r.jobsOf("second") != 1 {
					t.Fatalf("held up by the first:\n%s", r.Text())
				}
				r.Press("g")
				if _, text := r.cursorRow(t); !strings.Contains(text, "first") {
					r.Press("j")
				}
				r.Press("enter")
				r.Has("first: " + c.row)
				r.Press(c.key)
				r.Wait(2 * time.Second)
				r.HasNot("Try again", "held")
				if n, made := r.sim.CallCount(routeCreate), r.jobsOf("first"); n != 3 || made != 1 {
					t.Fatalf("%d creates, %d jobs:\n%s", n, made, r.Text())
				}
			}, c.fault)
		})
	}
}

// A create whose answer was lost is no job yet: making it again would be a duplicate.
func TestWhatIsNoJobYetIsNotMadeASecondTime(t *testing.T) {
	refusing(t, func(t *testing.T, r rig) {
		typeJob(r, "first")
		r.Has("checking", "answer lost, looking for it")
		for _, key := range []string{"t", "P"} {
			r.Press(key)
			r.HasNot("Try again", "in precision\n", "Go on")
		}
		r.Wait(3 * time.Minute)
		if n, made := r.sim.CallCount(routeCreate), r.jobsOf("first"); n != 2 || made != 1 {
			t.Fatalf("%d creates, %d jobs:\n%s", n, made, r.Text())
		}
	}, sim.Fault{Kind: sim.FaultDropBefore, Times: 1})
}

// A key that is refused altogether is said to be in the header at once, so that r
// looks for another one.
func TestACreateThatIsRefusedAsksWhetherTheKeyIs(t *testing.T) {
	refusing(t, func(t *testing.T, r rig) {
		r.sim.Faults().Add(sim.Fault{Kind: sim.FaultStatus, Status: 401})
		typeJob(r, "first")
		r.Has("t sends it: HeyGen refused the key")
		r.HasNot("live")
		r.Has("key refused")
	})
}
