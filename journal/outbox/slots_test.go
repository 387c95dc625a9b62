package outbox

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"lipdash/api"
	"lipdash/api/sim"
	"lipdash/api/submission"
)

// refusals counts the 429s the server answered to creates.
func refusals(s *sim.Server) int {
	n := 0
	for _, c := range s.Calls() {
		if c.Route == create && c.Status == 429 {
			n++
		}
	}
	return n
}

// order is the titles of the jobs in the order in which they were made.
func order(s *sim.Server) []string {
	var out []string
	for _, j := range s.Jobs() {
		out = append(out, j.Title)
	}
	slices.Reverse(out)
	return out
}

func numbered(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("ep-%02d", i)
	}
	return out
}

func (r *rig) allAccepted(ids []submission.ID, d time.Duration) {
	r.t.Helper()
	accepted := map[submission.ID]bool{}
	r.until("all accepted", d, func() bool {
		for _, it := range r.Items() {
			if it.Submission.State == submission.Accepted {
				accepted[it.Submission.ID] = true
			}
		}
		return len(accepted) == len(ids)
	})
}

func TestMoreThanTheAccountTakesGoesOutInOrderAsSlotsFreeUp(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := sim.New(sim.Options{Key: testKey, Concurrency: 10})
		r := started(t, server, Options{})
		var ids []submission.ID
		for _, title := range numbered(25) {
			ids = append(ids, r.submit(links(title)))
		}
		time.Sleep(5 * time.Second)
		if n, last := len(server.Jobs()), r.item(ids[24]); n != 10 || last.Place != 15 {
			t.Errorf("at first %d jobs, and the last waits at place %d", n, last.Place)
		}
		r.allAccepted(ids, 2*time.Hour)
		if got := order(server); !slices.Equal(got, numbered(25)) {
			t.Errorf("made in the order %v", got)
		}
		if n := refusals(server); n != 0 {
			t.Errorf("%d answers 429", n)
		}
		r.stop()
	})
}

func TestNothingIsSentBeforeTheServerAllowsIt(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := sim.New(sim.Options{Key: testKey})
		server.Faults().Add(sim.Fault{Route: create, Kind: sim.FaultStatus, Status: 429, RetryAfter: "100", Times: 1})
		r := started(t, server, Options{})
		ids := []submission.ID{r.submit(links("one")), r.submit(links("two"))}
		time.Sleep(99 * time.Second)
		if n := server.CallCount(create); n != 1 {
			t.Errorf("%d creates within the time", n)
		}
		if it := r.item(ids[0]); it.Submission.State != submission.Queued || it.Place != 1 || it.Submission.Problem.Code != "rate_limit_exceeded" {
			t.Errorf("waits as %+v", it)
		}
		r.allAccepted(ids, time.Minute)
		if got := order(server); !slices.Equal(got, []string{"one", "two"}) {
			t.Errorf("made in the order %v", got)
		}
		r.stop()
	})
}

// A create without an answer may yet be made: the later ones wait for it, but
// not for ever.
func TestOneThatNeverGetsAnAnswerStopsTheRestForAWhileOnly(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := sim.New(sim.Options{Key: testKey})
		r := prepared(t, server, Options{})
		r.opts.Client = &hooked{Client: r.opts.Client, onCreate: func(_ context.Context, req api.CreateRequest, call func() (api.JobID, error)) (api.JobID, error) {
			if req.Title == "one" {
				return "", errors.New("no answer")
			}
			return call()
		}}
		one, two := r.submit(links("one")), r.submit(links("two"))
		r.run()
		time.Sleep(3 * time.Second)
		if got := r.state(two); got != submission.Queued {
			t.Errorf("the later one is %s at once", got)
		}
		r.becomes(two, submission.Accepted, time.Minute)
		if got := r.state(one); got != submission.Unknown {
			t.Errorf("the earlier one is %s", got)
		}
		r.stop()
	})
}

func TestNothingGoesOutWhileTheClientIsPaused(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := prepared(t, sim.New(sim.Options{Key: testKey}), Options{})
		client := &hooked{Client: r.opts.Client, paused: time.Now().Add(20 * time.Second)}
		r.opts.Client = client
		r.run()
		id := r.submit(links("one"))
		time.Sleep(19 * time.Second)
		if got := r.state(id); got != submission.Queued || client.sent() != 0 {
			t.Errorf("%s while the client is paused", got)
		}
		time.Sleep(2 * time.Second)
		if got := r.state(id); got != submission.Accepted {
			t.Errorf("%s after the pause", got)
		}
		r.stop()
	})
}

// Its answers are lost for good, but the list that is asked for the slots' sake
// shows its job.
func TestAJobMetInTheListEndsItsSubmission(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := sim.New(sim.Options{Key: testKey})
		server.Faults().Add(sim.Fault{Route: create, Kind: sim.FaultDropAfter})
		r := started(t, server, Options{Limit: 1})
		one := r.submit(links("one"))
		r.becomes(one, submission.Unknown, time.Minute)
		r.submit(links("two"))
		r.becomes(one, submission.Accepted, 2*time.Minute)
		r.stop()
	})
}

func TestASlotIsFreeWhenTheDashboardHasSeenAJobEnd(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := sim.New(sim.Options{Key: testKey, Concurrency: -1})
		r := prepared(t, server, Options{Limit: 2})
		r.See([]api.JobID{"elsewhere"}, []api.Job{{ID: "elsewhere", Status: api.StatusRunning}})
		r.run()
		one, two := r.submit(links("one")), r.submit(links("two"))
		it := r.becomes(one, submission.Accepted, time.Second)
		job := it.Submission.JobID
		// It knows of its own job although the dashboard has not met it yet.
		r.See([]api.JobID{"elsewhere"}, []api.Job{{ID: "elsewhere", Status: api.StatusRunning}})
		time.Sleep(5 * time.Second)
		r.See([]api.JobID{"elsewhere", job}, []api.Job{{ID: job, Status: api.StatusRunning}})
		time.Sleep(5 * time.Second)
		if got := r.state(two); got != submission.Queued {
			t.Fatalf("with two jobs on an account of two: %s", got)
		}
		r.See([]api.JobID{"elsewhere"}, []api.Job{{ID: job, Status: api.StatusCompleted}})
		synctest.Wait()
		if got := r.state(two); got != submission.Accepted {
			t.Errorf("after one has ended: %s", got)
		}
		r.stop()
	})
}

// Without a dashboard the list is asked, and not more often than every ten
// seconds while something waits.
func TestWithoutADashboardTheListTellsWhatHasEnded(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := sim.New(sim.Options{Key: testKey, Concurrency: 1})
		server.AddJob(sim.JobSpec{Title: "elsewhere", Running: 5 * time.Minute})
		r := started(t, server, Options{Limit: 1})
		id := r.submit(links("one"))
		r.becomes(id, submission.Accepted, 6*time.Minute)
		if n := server.CallCount(list); n > 31 {
			t.Errorf("%d lists in five minutes", n)
		}
		if n := refusals(server); n != 0 {
			t.Errorf("%d answers 429", n)
		}
		before := server.CallCount(list)
		time.Sleep(time.Hour)
		if n := server.CallCount(list); n != before {
			t.Errorf("%d lists with nothing to do", n-before)
		}
		r.stop()
	})
}

func TestANegativeLimitHoldsNothingBack(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := sim.New(sim.Options{Key: testKey, Concurrency: -1})
		r := started(t, server, Options{Limit: -1})
		for _, title := range numbered(25) {
			r.submit(links(title))
		}
		time.Sleep(time.Second)
		if got := order(server); !slices.Equal(got, numbered(25)) {
			t.Errorf("made %v", got)
		}
		if n := server.CallCount(list); n != 0 {
			t.Errorf("%d lists for slots that do not count", n)
		}
		r.stop()
	})
}
