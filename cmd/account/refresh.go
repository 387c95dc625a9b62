package account

import (
	"context"
	"errors"
	"time"

	"golang.org/x/sync/errgroup"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/safely"
)

// Statuses asks HeyGen for the states of jobs, and for whole ones; *api.Client satisfies it.
type Statuses interface {
	JobStatuses(ctx context.Context, ids []api.JobID) ([]api.JobStatus, error)
	GetJob(ctx context.Context, id api.JobID) (api.Job, error)
}

// RefreshBatch asks HeyGen how the jobs of a batch are that have not ended, a hundred a
// call, and notes it. Those that failed without a reason are read whole: the states need not
// tell it. What arrived before an error is noted too.
func (m *Memory) RefreshBatch(ctx context.Context, client Statuses, b record.Batch) error {
	var ids, mute []api.JobID
	for _, it := range b.Items {
		switch {
		case !it.Made():
		case !it.State.Ended():
			ids = append(ids, it.Job)
		case it.State == record.ItemFailed && it.Reason == "":
			mute = append(mute, it.Job)
		}
	}
	var seen []record.Observation
	var err error
	if len(ids) > 0 {
		var got []api.JobStatus
		got, err = client.JobStatuses(ctx, ids)
		for _, s := range got {
			if s.Status == api.StatusFailed && s.Failure == "" {
				mute = append(mute, s.ID)
			}
			// That a job is not known to this call is no proof that it is gone (api.md 9, no. 14).
			if s.Status != api.StatusGone {
				seen = append(seen, record.Observation{ID: s.ID, Status: s.Status, At: time.Now(), Found: true, Failure: s.Failure})
			}
		}
	}
	told, unread := reasons(ctx, client, mute)
	m.write(ctx, append(seen, told...))
	return errors.Join(err, unread)
}

// readsAtOnce is how many jobs are read at a time.
const readsAtOnce = 4

// reasons reads jobs that failed for what HeyGen says about them (api.md 2). One that is gone
// tells nothing and keeps none of the others away.
func reasons(ctx context.Context, client Statuses, ids []api.JobID) ([]record.Observation, error) {
	var g errgroup.Group
	g.SetLimit(readsAtOnce)
	got := make([]api.Job, len(ids))
	for i, id := range ids {
		g.Go(safely.Err(func() (err error) {
			if got[i], err = client.GetJob(ctx, id); api.IsGone(err) {
				return nil
			}
			return err
		}))
	}
	err := g.Wait()
	return over(got), err
}
