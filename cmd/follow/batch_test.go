package follow_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"lipdash/api"
	"lipdash/api/sim"
	"lipdash/cmd/follow"
	state "lipdash/ui/state/follow"
)

// slowBatch is a batch whose items become jobs at a time.
type slowBatch struct {
	jobs []api.JobID
	at   time.Time
}

func (b slowBatch) GetBatch(context.Context, api.BatchID) (out []api.BatchItem, err error) {
	for i, id := range b.jobs {
		it := api.BatchItem{Index: i, Status: api.StatusPending}
		if !time.Now().Before(b.at) {
			it.JobID = id
		}
		out = append(out, it)
	}
	return out, nil
}

func TestABatchIsWaitedForWhoseItemsBecomeJobsLate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := sim.New(sim.Options{Key: key, Concurrency: -1})
		id := s.AddJob(sim.JobSpec{Title: "late", Pending: time.Minute, Running: 5 * time.Minute, Duration: time.Minute})
		begun := time.Now()
		var wait state.Wait
		f := follow.New(follow.Options{Client: client(t, s, ""), Budget: 25, Tell: func(changes []state.Change) (bool, error) {
			for _, c := range changes {
				wait.Take(c)
			}
			over, _ := wait.Over()
			return !over, nil
		}})
		if err := f.AddBatch(t.Context(), slowBatch{[]api.JobID{api.JobID(id)}, begun.Add(2 * time.Minute)}, "batch_1", &wait); err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithTimeout(t.Context(), time.Hour)
		defer stop()
		if err := f.Run(ctx); err != nil {
			t.Fatal(err)
		}
		if over, well := wait.Over(); !over || !well || time.Since(begun) > 7*time.Minute {
			t.Errorf("over %v, well %v after %v", over, well, time.Since(begun))
		}
	})
}
