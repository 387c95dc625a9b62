package linemode

import (
	"context"
	"fmt"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/create"
)

// watch tells changes as they happen, until what is watched has ended or the user stops it.
func watch(ctx context.Context, d *desk, args string) error {
	var only []api.JobID
	if args != "" {
		chosen, err := d.meant(args)
		if err != nil {
			return err
		}
		only = api.IDsOf(d.jobsOf(chosen))
	}
	left := 0
	d.do(func() { left = d.stillRun(only) })
	if left == 0 && !d.o.Typed {
		d.say("Nothing runs.")
		return nil
	}
	text := "Watching."
	if left > 0 {
		text = fmt.Sprintf("Watching %s.", format.Count(left, "job", "jobs"))
	}
	d.say(text + " Only changes are told. Press enter to stop.")
	began := left > 0
	over, err := d.await(ctx, func() bool {
		left := d.stillRun(only)
		began = began || left > 0
		return began && left == 0
	})
	switch {
	case err != nil:
		return err
	case over:
		d.say("Everything has ended.")
	default:
		d.say("No longer watching.")
	}
	return nil
}

// stillRun counts what has not ended: of the account, with what is on its way to be made and
// the files that come down; or of some jobs. It runs in the follower's loop.
func (d *desk) stillRun(only []api.JobID) (n int) {
	if only != nil {
		for _, id := range only {
			if e, ok := d.f.Store().Get(id); ok && e.Job.Status.Active() {
				n++
			}
		}
		return n
	}
	n = len(d.f.Store().Active())
	for _, o := range d.room.Pending.All() {
		if d.goesOn(o.ID) {
			n++
		}
	}
	for _, t := range d.f.Files().List() {
		if !t.Over() {
			n++
		}
	}
	return n
}

// goesOn tells whether a submission is on its way here.
func (d *desk) goesOn(id submission.ID) bool {
	o := d.room.Pending.Find(id)
	return o != nil && !o.Elsewhere && create.FateOf(o) == create.GoesOn
}
