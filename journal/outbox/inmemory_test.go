package outbox

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"lipdash/api/sim"
	"lipdash/api/submission"
)

func TestWithAJournalInMemoryAnIntentBecomesItsJobAndNothingSurvives(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := sim.New(sim.Options{Key: testKey})
		r := prepared(t, server, Options{})
		id := r.submit(links("one"))
		if got := r.state(id); got != submission.Queued {
			t.Errorf("before Run: %s", got)
		}
		r.run()
		synctest.Wait()
		if err := r.Run(context.Background()); !errors.Is(err, ErrRuns) {
			t.Errorf("running twice: %v", err)
		}
		it := r.becomes(id, submission.Accepted, time.Minute)
		if job := server.Jobs()[0]; string(it.Submission.JobID) != job.ID || job.Title != "one" {
			t.Errorf("accepted as %s, on the server %+v", it.Submission.JobID, job)
		}
		r.expect("one", 1)
		r.stop()
		if _, err := r.Submit(context.Background(), links("late"), ""); !errors.Is(err, ErrStopped) {
			t.Errorf("submitting to a stopped outbox: %v", err)
		}
		next := started(t, server, Options{})
		time.Sleep(time.Minute)
		if items := next.Items(); len(items) != 0 {
			t.Errorf("survived: %+v", items)
		}
		next.stop()
	})
}
