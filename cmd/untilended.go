package cmd

import (
	"context"
	"errors"
	"fmt"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/cmd/account"
	"lipdash/cmd/follow"
	"lipdash/ui/state/batches"
	state "lipdash/ui/state/follow"
)

// follows are the options of whoever follows the account: its calls, budget and journal.
func (v *invocation) follows(mem *account.Memory) follow.Options {
	return follow.Options{
		Client: v.client, Memory: mem, Attempts: v.heard, Forget: v.client.ForgetConnections, Budget: v.settings.CallBudget.V,
		Say: v.printer.Note,
	}
}

// untilEnded follows jobs that this machine made until all have ended, with one poller and
// within the account's budget of calls; seen is told whenever something changed.
func (v *invocation) untilEnded(ctx context.Context, mem *account.Memory, ids []api.JobID, seen func()) error {
	made, err := mem.Made(ctx, ids)
	if err != nil {
		v.printer.Note("what this machine knows of them could not be read: " + err.Error())
	}
	var wait state.Wait
	wait.Add(ids...)
	o := v.follows(mem)
	o.Tell = func(changes []state.Change) (bool, error) {
		for _, c := range changes {
			wait.Take(c)
		}
		seen()
		over, _ := wait.Over()
		return !over, nil
	}
	f := follow.New(o)
	for _, id := range ids {
		job := made[id]
		job.ID = id
		f.Add(job)
	}
	return f.Run(ctx)
}

// ended waits until a job has ended, and returns it as it was last seen, with an error too.
func (v *invocation) ended(ctx context.Context, mem *account.Memory, id api.JobID) (job api.Job, err error) {
	job = api.Job{ID: id, Status: api.StatusPending}
	if err := v.untilEnded(ctx, mem, []api.JobID{id}, func() {}); err != nil {
		if errors.Is(err, context.DeadlineExceeded) {
			err = unfinished{err, fmt.Sprintf("Not over within --timeout; the job %s was made and is under way: lipdash wait %s", id, id)}
		}
		return job, err
	}
	err = v.patiently(ctx, func() error {
		got, err := v.client.GetJob(ctx, id)
		if err == nil {
			job = got
		}
		return err
	})
	if err == nil && job.Status == api.StatusFailed {
		err = fmt.Errorf("%s failed: %s", id, job.FailureMessage)
	}
	return job, err
}

// batchEnded stays with a batch until all of its jobs have ended, those too that its items
// become meanwhile; await waits until no item goes on to be a job by itself.
func (v *invocation) batchEnded(ctx context.Context, mem *account.Memory, got record.Batch, await func(context.Context) (record.Batch, error)) (record.Batch, error) {
	seen := map[api.JobID]bool{} // one that is gone has no end
	for {
		var ids []api.JobID
		for _, it := range got.Items {
			if it.Made() && !it.State.Ended() && !seen[it.Job] {
				seen[it.Job] = true
				ids = append(ids, it.Job)
			}
		}
		if len(ids) == 0 {
			return got, nil
		}
		show := func() {
			if now, ok, err := mem.Batch(ctx, got.ID); ok && err == nil {
				got = now
			}
			v.printer.Progress().Set(batches.Of(got.Items).Sentence())
		}
		show()
		if err := v.untilEnded(ctx, mem, ids, show); err != nil {
			return got, err
		}
		// What was seen is written down in the background: this asks for what is not there yet.
		if err := mem.RefreshBatch(ctx, v.client, got); err != nil && api.IsAuth(err) {
			return got, err
		}
		now, err := await(ctx)
		if err != nil {
			return got, err
		}
		got = now
	}
}
