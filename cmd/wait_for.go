package cmd

import (
	"context"
	"fmt"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/cmd/account"
	"lipdash/cmd/follow"
	state "lipdash/ui/state/follow"
)

// gather finds what is to be waited for.
func (w *oneWait) gather(ctx context.Context, f waitFlags, args []string) error {
	v := w.v
	v.conn.idle = len(f.batches) == 0 && !f.mine
	memory, err := v.memoryPatiently(ctx)
	if err != nil {
		return err
	}
	o := v.follows(memory)
	o.Drives, o.Became, o.Tell = !v.conn.idle, w.wait.Became, w.tell
	if !w.exec.None() {
		o.Hooks = follow.Hooks{Run: eachEnd{w.exec}, Ran: w.ran}
	}
	w.follow = follow.New(o)
	if err := w.named(ctx, memory, args); err != nil {
		return err
	}
	if f.mine {
		if err := w.mine(ctx, memory); err != nil {
			return err
		}
	}
	for _, id := range f.batches {
		if err := w.batch(ctx, memory, id); err != nil {
			return err
		}
	}
	return nil
}

// fewNames is up to how many jobs are looked for by name, a call each.
const fewNames = 10

// named adds jobs that are named.
func (w *oneWait) named(ctx context.Context, memory *account.Memory, args []string) error {
	ids := make([]api.JobID, len(args))
	for i, a := range args {
		ids[i] = api.JobID(a)
	}
	made, err := memory.Made(ctx, ids)
	if err != nil {
		w.v.printer.Note("what this machine knows of them could not be read: " + err.Error())
	}
	if len(args) > fewNames {
		w.addIDs(made, ids...)
		return nil
	}
	var unknown []string
	for _, id := range ids {
		if _, ok := made[id]; ok {
			w.addIDs(made, id) // perhaps so new that HeyGen does not find it yet
		} else {
			unknown = append(unknown, string(id))
		}
	}
	all, err := w.find(ctx, unknown)
	if err != nil {
		return err
	}
	w.missing = missing(all)
	jobs := jobsOf(all)
	if len(jobs) == 0 && len(unknown) == len(args) && w.missing != nil {
		return w.missing
	}
	w.add(jobs...)
	return nil
}

// find finds jobs by their names, however long HeyGen does not answer.
func (w *oneWait) find(ctx context.Context, names []string) (all []found, err error) {
	err = w.v.patiently(ctx, func() error {
		if all, err = w.v.find(ctx, names); err != nil {
			return err
		}
		for _, f := range all {
			if passing(f.err) {
				return f.err
			}
		}
		return nil
	})
	return all, err
}

// addIDs waits for jobs by their ids, with what is known of those that were made here.
func (w *oneWait) addIDs(made map[api.JobID]api.Job, ids ...api.JobID) {
	for _, id := range ids {
		job := made[id]
		job.ID = id
		w.add(job)
	}
}

// add waits for jobs.
func (w *oneWait) add(jobs ...api.Job) {
	w.wait.Add(api.IDsOf(jobs)...)
	w.follow.Add(jobs...)
}

// mine adds what was made here and is not over, and what waits to be made.
func (w *oneWait) mine(ctx context.Context, memory *account.Memory) error {
	jobs, err := memory.Unended(ctx)
	if err != nil {
		return err
	}
	w.add(jobs...)
	waiting, err := memory.OnTheWay(ctx)
	if err != nil {
		return err
	}
	w.expect(waiting...)
	return nil
}

// expect waits for what becomes of submissions, whichever process sends them.
func (w *oneWait) expect(ids ...submission.ID) {
	w.wait.Expect(ids...)
	w.follow.Expect(ids...)
}

// batch adds the jobs of a batch, of this machine or of HeyGen.
func (w *oneWait) batch(ctx context.Context, memory *account.Memory, id string) error {
	all, err := memory.Batches(ctx)
	if err != nil {
		return err
	}
	found := batchesAs(all, id)
	switch {
	case len(found) > 1:
		return severalBatches(found, id)
	case len(found) == 0:
		err := w.v.patiently(ctx, func() error { return w.follow.AddBatch(ctx, w.v.client, api.BatchID(id), &w.wait) })
		if api.IsGone(err) || api.As(err).Status == 404 {
			return misnamed{"not_found", fmt.Sprintf("No batch made on this machine or at HeyGen is called %q.", id), "lipdash batch list names them."}
		}
		return err
	}
	b := found[0]
	for _, it := range b.Items {
		switch {
		case it.Job != "":
			w.add(api.Job{ID: it.Job, Title: it.Title})
		case !it.State.Ended():
			w.expect(it.Submission)
		case it.State.Failed():
			w.wait.Expect(it.Submission)
			w.follow.Happened(state.Change{Kind: state.Refused, Submission: it.Submission, Job: api.Job{Title: it.Title}, Why: it.Reason})
		}
	}
	return nil
}
