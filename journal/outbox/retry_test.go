package outbox

import (
	"context"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/sim"
	"lipdash/api/submission"
)

// fails tells outboxes that a job failed, as a dashboard does that looks at the list again and
// again.
func fails(job api.JobID, message string, rigs ...*rig) {
	for _, r := range rigs {
		for range 2 {
			r.See(nil, []api.Job{{ID: job, Status: api.StatusFailed, FailureMessage: message}})
			time.Sleep(time.Second)
		}
	}
}

func (r *rig) retryOf(job api.JobID) record.Retry {
	r.t.Helper()
	all, err := r.opts.Journal.Retries(context.Background())
	must(r.t, err)
	return all[job]
}

// newest is the last job on the server.
func newest(s *sim.Server) api.JobID { return api.JobID(s.Jobs()[0].ID) }

// A job that fails in passing is made again by one process of several, later each time, and
// so often as was allowed, also after a restart.
func TestAJobThatFailsInPassingIsTriedAgainOnceByOneProcess(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := sim.New(sim.Options{Key: testKey, Concurrency: -1})
		rigs := crew(t, server, 3, Options{Retries: 2})
		id := rigs[0].submit(links("one"))
		first := rigs[0].becomes(id, submission.Accepted, time.Minute).JobID
		fails(first, "Internal error while rendering", rigs...)
		if got := rigs[1].retryOf(first); got.N != 1 || got.Of != 2 || got.Begun || time.Until(got.At) > 2*time.Minute {
			t.Fatalf("planned %+v", got)
		}
		time.Sleep(90 * time.Second)
		rigs[0].expect("one", 1)
		rigs[0].stop()
		must(t, rigs[0].opts.Journal.Close())
		time.Sleep(time.Minute)
		rigs[1].expect("one", 2)
		second := newest(server)
		fails(first, "Internal error while rendering", rigs[1:]...)
		fails(second, "Internal error while rendering", rigs[1:]...)
		time.Sleep(5 * time.Minute)
		rigs[1].expect("one", 2)
		time.Sleep(5 * time.Minute)
		rigs[1].expect("one", 3)
		third := newest(server)
		made, err := rigs[1].opts.Journal.Jobs(t.Context(), []api.JobID{third})
		must(t, err)
		s, _, err := rigs[1].opts.Journal.Submission(t.Context(), made[third].Submission)
		must(t, err)
		if s.Again != second || s.Retried != 2 {
			t.Errorf("the last try is of %s, no. %d", s.Again, s.Retried)
		}
		fails(third, "Internal error while rendering", rigs[1:]...)
		time.Sleep(time.Hour + time.Minute) // no retry waits for longer
		rigs[1].expect("one", 3)
	})
}

func TestWhatIsNotTriedAgainByItself(t *testing.T) {
	for name, c := range map[string]struct {
		o       Options
		failed  api.Job
		between func(r *rig, job api.JobID)
		stopped record.NoRetry
		planned bool
	}{
		"nothing without the setting":    {Options{}, api.Job{FailureMessage: "Internal error"}, nil, "", false},
		"what the input is to blame for": {Options{Retries: 3}, api.Job{FailureMessage: "No face was detected"}, nil, "", false},
		"what is not understood":         {Options{Retries: 3}, api.Job{FailureMessage: "oh no"}, nil, "", false},
		"what has a result":              {Options{Retries: 3}, api.Job{FailureMessage: "Internal error", Duration: time.Second}, nil, "", false},
		"over the day's limit":           {Options{Retries: 3, DailyLimit: 1, Estimate: func(context.Context, map[string]string) float64 { return 2 }}, api.Job{FailureMessage: "Internal error"}, nil, record.NoRetryLimit, true},
		"what was made again by hand": {Options{Retries: 3}, api.Job{FailureMessage: "Internal error"}, func(r *rig, _ api.JobID) {
			r.submit(links("one"))
		}, record.NoRetryMade, true},
		"what was deleted": {Options{Retries: 3}, api.Job{FailureMessage: "Internal error"}, func(r *rig, job api.JobID) {
			must(r.t, r.opts.Journal.Observe(context.Background(), []record.Observation{{ID: job, Status: api.StatusGone, At: now()}}))
		}, record.NoRetryGone, true},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				server := sim.New(sim.Options{Key: testKey, Concurrency: -1})
				r := crew(t, server, 1, c.o)[0]
				job := r.becomes(r.submit(links("one")), submission.Accepted, time.Minute).JobID
				c.failed.ID, c.failed.Status = job, api.StatusFailed
				time.Sleep(time.Second)
				r.See(nil, []api.Job{c.failed})
				time.Sleep(time.Second)
				if got := r.retryOf(job); got.N > 0 != c.planned {
					t.Fatalf("planned %+v", got)
				}
				want := 1
				if c.between != nil {
					c.between(r, job)
				}
				if c.stopped == record.NoRetryMade {
					want = 2
				}
				time.Sleep(10 * time.Minute)
				r.expect("one", want)
				if got := r.retryOf(job); got.Stopped != c.stopped || got.Begun {
					t.Errorf("it is %+v", got)
				}
			})
		})
	}
}

// A create that is refused since the host of a source did not answer is the same intent, and
// is sent again with it.
func TestARefusalThatPassesIsSentAgain(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := sim.New(sim.Options{Key: testKey, Concurrency: -1})
		server.Faults().Add(sim.Fault{Route: create, Kind: sim.FaultStatus, Status: 400, Code: "download_failed", Message: "could not reach cdn.example.com", Times: 1})
		r := crew(t, server, 1, Options{Retries: 2})[0]
		id := r.submit(links("one"))
		time.Sleep(time.Minute)
		if it := r.item(id); it.State != submission.Queued || it.Retried != 1 || it.Problem.Message == "" {
			t.Errorf("it is %+v", it)
		}
		r.becomes(id, submission.Accepted, 3*time.Minute)
		r.expect("one", 1)
	})
}
