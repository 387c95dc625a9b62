package ui_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"time"

	"lipdash/api/sim"
	"lipdash/ui"
)

// newFleet is an account of active jobs, most of which begin to run at
// some moment of the next ten minutes; one in fifteen ends in them.
func newFleet(jobs int) *sim.Server {
	s := newSim(20)
	r := rand.New(rand.NewPCG(7, uint64(jobs)))
	within := func(d time.Duration) time.Duration { return time.Duration(r.Int64N(int64(d))) }
	for i := range jobs {
		spec := sim.JobSpec{
			Title: fmt.Sprintf("a%04d", i), CreatedAt: time.Now().Add(-time.Duration(i) * time.Millisecond),
			Pending: within(14 * time.Minute), Running: time.Hour, Duration: time.Minute,
		}
		if i%15 == 3 {
			spec.Running = time.Minute + within(8*time.Minute)
		}
		if i%30 == 3 {
			spec.Failure = "The audio has no speech."
		}
		s.AddJob(spec)
	}
	return s
}

// states are the server's states by title, in the words of the screen.
func states(s *sim.Server) map[string]string {
	out := map[string]string{}
	for _, j := range s.Jobs() {
		out[j.Title] = strings.Replace(j.Status, "completed", "done", 1)
	}
	return out
}

var fleetRow = regexp.MustCompile(`(pending|running|done|failed) +(a[0-9]{4})`)

// progress orders the words: a state on screen may be ahead of an old one.
var progress = map[string]int{"pending": 0, "running": 1, "done": 2, "failed": 2}

// watchFleet looks at the screen every second, page after page, and fails when a
// row is older than it may be. It returns how many rows it compared.
func watchFleet(t *testing.T, r rig, length, within time.Duration) int {
	t.Helper()
	var past []map[string]string
	seen := 0
	for tick := range int(length / time.Second) {
		past = append(past, states(r.sim))
		old := map[string]string{} // before the watch began anything may be old
		if i := len(past) - 1 - int(within/time.Second); i >= 0 {
			old = past[i]
		}
		for _, row := range fleetRow.FindAllStringSubmatch(r.Text(), -1) {
			seen++
			if word, title := row[1], row[2]; progress[word] < progress[old[title]] {
				t.Fatalf("after %d s: %s is shown as %s, but was %s %v ago\n%s", tick, title, word, old[title], within, r.Text())
			}
		}
		turnFleet(r, tick)
	}
	return seen
}

// turnFleet lets a second pass, and goes on to the other end of the page or to the
// next page now and then.
func turnFleet(r rig, tick int) {
	last := strings.Contains(r.Text(), "the last")
	switch {
	case tick%6 == 2:
		r.Press("G")
	case tick%6 == 5 && last:
		r.Press("g")
	case tick%6 == 5:
		r.Press("n")
	default:
		r.Drawn()
	}
	r.Wait(900 * time.Millisecond)
}

// busiest is the largest number of calls in any minute, wherever it begins, and
// what they were.
func busiest(calls []sim.Entry) (most int, what map[string]int) {
	first := 0
	for i, c := range calls {
		for c.At.Sub(calls[first].At) >= time.Minute {
			first++
		}
		if n := i - first + 1; n > most {
			most, what = n, map[string]int{}
			for _, c := range calls[first : i+1] {
				what[c.Route]++
			}
		}
	}
	return most, what
}

// loadFleet turns to the last page and back, so that all jobs are loaded.
func loadFleet(r rig) {
	for !strings.Contains(r.Text(), "the last") {
		r.Press("n")
		r.Wait(5 * time.Second)
	}
	r.Press("g")
}

// What a fleet of another size costs, and for ten minutes, is a test of state/poll.
func TestAFleetCostsAtMostItsBudgetAndIsSeenInTime(t *testing.T) {
	const length, within = 2 * time.Minute, 35 * time.Second
	bubble(t, func(t *testing.T) {
		r := start(t, newFleet(1000), 120, 50, func(o *ui.Options) { o.Session.Settings.PageSize = 100 })
		defer r.Stop()
		loadFleet(r)
		r.Wait(time.Minute)
		r.Has("changes within 3")
		r.sim.ResetCalls()
		seen := watchFleet(t, r, length, within)
		if n, what := busiest(r.sim.Calls()); n > 25 {
			t.Errorf("%d calls in one minute: %v", n, what)
		}
		if r.sim.CallCount("GET /v3/lipsyncs/{lipsync_id}") == 0 {
			t.Error("what finished was never read")
		}
		if seen < 30*int(length/time.Second) {
			t.Errorf("only %d rows were compared", seen)
		}
	})
}

func TestJobsDeletedElsewhereLeaveAfterOneReloadAndAFewCalls(t *testing.T) {
	bubble(t, func(t *testing.T) {
		time.Sleep(aCentury / 4)
		s := &runs{t: t, dir: t.TempDir()}
		server := newSim(200)
		r := s.start(server)
		r.Press("n", "n", "n", "G")
		r.Wait(time.Minute)
		r.Has("jobs 151 to 200")
		r.Press("g", "g")
		for i, j := range server.Jobs() {
			if i%4 > 0 {
				deleteElsewhere(t, server, j.ID)
			}
		}
		server.ResetCalls()
		r.Press("R")
		r.Wait(30 * time.Second)
		r.Has("jobs 1 to 50")
		r.HasNot("more")
		if n := server.CallCount("GET /v3/lipsyncs/{lipsync_id}"); n > 3 {
			t.Errorf("%d jobs were read one by one", n)
		}
		if n := server.CallCount("GET /v3/lipsyncs/statuses"); n > 4 {
			t.Errorf("%d bulk calls", n)
		}
		r.Wait(30 * time.Second)
		s.stop(r)

		server.Faults().Add(sim.Fault{Kind: sim.FaultDropBefore})
		r = s.start(server)
		r.Wait(5 * time.Second)
		r.Has("jobs 1 to 50")
		r.HasNot("more")
		s.stop(r)
	})
}
