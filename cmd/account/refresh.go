package account

import (
	"context"
	"time"

	"lipdash/api"
	"lipdash/api/record"
)

// Statuses asks HeyGen for the states of jobs; *api.Client satisfies it.
type Statuses interface {
	JobStatuses(ctx context.Context, ids []api.JobID) ([]api.JobStatus, error)
}

// RefreshBatch asks HeyGen how the jobs of a batch are that have not ended, a hundred a
// call, and notes it. What arrived before an error is noted too.
func (m *Memory) RefreshBatch(ctx context.Context, client Statuses, b record.Batch) error {
	var ids []api.JobID
	for _, it := range b.Items {
		if it.Made() && !it.State.Ended() {
			ids = append(ids, it.Job)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	got, err := client.JobStatuses(ctx, ids)
	var seen []record.Observation
	for _, s := range got {
		// That a job is not known to this call is no proof that it is gone (api.md 9, no. 14).
		if s.Status != api.StatusGone {
			seen = append(seen, record.Observation{ID: s.ID, Status: s.Status, At: time.Now(), Found: true, Failure: s.Failure})
		}
	}
	m.write(ctx, seen)
	return err
}
