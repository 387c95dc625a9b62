package cmd

import (
	"context"
	"fmt"
	"time"

	"lipdash/api"
	"lipdash/journal"
)

// ended waits until a job has ended, and returns it as it was last seen, with an error too.
func (v *invocation) ended(ctx context.Context, id api.JobID) (api.Job, error) {
	last := api.Job{ID: id, Status: api.StatusPending}
	for n := 0; ; n++ {
		job, err := v.client.GetJob(ctx, id)
		switch {
		case err == nil:
			last = job
		case !api.IsTransient(err):
			return last, err
		}
		if last.Status.Terminal() {
			if last.Status == api.StatusFailed {
				err = fmt.Errorf("%s failed: %s", id, last.FailureMessage)
			}
			return last, err
		}
		if !journal.Sleep(ctx, api.Backoff(2*time.Second, 30*time.Second, n)) {
			return last, ctx.Err()
		}
	}
}
