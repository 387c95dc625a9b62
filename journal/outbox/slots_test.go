package outbox

import (
	"context"
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

// The server's own limit may be lower than ours: one 429 is enough to learn it.
func TestALowerLimitIsLearnedFromOneRefusal(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := sim.New(sim.Options{Key: testKey, Concurrency: 3})
		r := started(t, server, Options{})
		var ids []submission.ID
		for _, title := range numbered(9) {
			ids = append(ids, r.submit(links(title)))
		}
		r.allAccepted(ids, 2*time.Hour)
		if n := refusals(server); n != 1 {
			t.Errorf("%d answers 429, want the one it learns from", n)
		}
		if got := order(server); !slices.Equal(got, numbered(9)) {
			t.Errorf("made in the order %v", got)
		}
		r.stop()
	})
}

// The client waits out a short 429 by itself; its observer tells of it.
func TestARefusalTheClientOvercameIsALessonToo(t *testing.T) {
	err := refusal(t, "Concurrent job limit reached")
	for _, tc := range []struct {
		name string
		call api.Call
		want int
	}{
		{"a create", api.Call{Method: "POST", Path: "/v3/lipsyncs", Status: 429, Err: err}, 3},
		{"a list", api.Call{Method: "GET", Path: "/v3/lipsyncs", Status: 429, Err: err}, 10},
		{"an upload", api.Call{Method: "POST", Path: "/v3/assets", Status: 429, Err: err}, 10},
		{"too many requests", api.Call{Method: "POST", Path: "/v3/lipsyncs", Status: 429, Err: refusal(t, "Too many requests per minute")}, 10},
		{"a success", api.Call{Method: "POST", Path: "/v3/lipsyncs", Status: 200}, 10},
	} {
		o := New(Options{})
		o.See([]api.JobID{"a", "b", "c"}, nil)
		o.Noticed(tc.call)
		if got := o.account.limit(10, now()); got != tc.want {
			t.Errorf("after %s: limit %d, want %d", tc.name, got, tc.want)
		}
		if got := o.account.limit(10, now().Add(25*time.Hour)); got != 10 {
			t.Errorf("%s: a day later the limit is still %d", tc.name, got)
		}
	}
}

// refusal is a create's 429 as the client tells it.
func refusal(t *testing.T, message string) (err error) {
	t.Helper()
	bubble(t, func(t *testing.T) {
		server := sim.New(sim.Options{Key: testKey})
		server.Faults().Add(sim.Fault{Route: create, Kind: sim.FaultStatus, Status: 429, Message: message, RetryAfter: "60"})
		r := prepared(t, server, Options{})
		src := api.Source{URL: "https://example.com/v.mp4"}
		_, err = r.opts.Client.CreateJob(context.Background(), api.CreateRequest{Video: src, Audio: src}, "k")
	})
	return err
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
		poisoned := ""
		r.opts.Client = &hooked{Client: r.opts.Client, onCreate: func(_ context.Context, n int, call func() (api.JobID, error)) (api.JobID, error) {
			if it := r.item(submission.ID(poisoned)); n == 1 || it.Submission.State == submission.Unknown && it.Submission.Tries < patience {
				return "", fmt.Errorf("no answer")
			}
			return call()
		}}
		poisoned = string(r.submit(links("one")))
		two := r.submit(links("two"))
		r.run()
		time.Sleep(3 * time.Second)
		if got := r.state(two); got != submission.Queued {
			t.Errorf("the later one is %s at once", got)
		}
		r.becomes(two, submission.Accepted, time.Minute)
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
