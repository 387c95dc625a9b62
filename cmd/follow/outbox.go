package follow

import (
	"context"
	"maps"
	"slices"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/calls"
	"lipdash/ui/state/create"
	"lipdash/ui/state/follow"
	"lipdash/ui/state/store"
)

// begin takes what the memory has on its way.
func (f *Follower) begin() {
	if !f.o.Drives {
		return
	}
	f.tellMemory()
	f.o.Memory.Resume()
}

// lookAtOutbox turns what became of submissions into jobs and changes.
func (f *Follower) lookAtOutbox(ctx context.Context) {
	all := f.o.Memory.Outgoing()
	for _, e := range f.create.Looked(all, f.store, true, f.o.Memory.Trouble(), f.now) {
		switch e := e.(type) {
		case create.Became:
			f.became(ctx, e)
		case create.Refused:
			f.refused(e.Of)
		case create.SaveDraft:
			// What was refused is typed for nothing unless it is a draft again.
			_ = calls.SaveDraft(ctx, f.o.Memory, e)()
		case create.ReadNow:
			f.polls(ctx, f.rounds.Refresh)
		}
	}
	f.waits(all)
	f.sayPaused(all)
	f.lookAtExpected(ctx)
}

// lookAtExpected looks what became of the submissions that were added: another process
// may send them, which tells nobody else.
func (f *Follower) lookAtExpected(ctx context.Context) {
	if len(f.expected) == 0 {
		return
	}
	got, err := f.o.Memory.Submissions(ctx, slices.Collect(maps.Keys(f.expected)))
	if err != nil {
		return // it is looked again with the next change
	}
	for _, s := range got {
		switch o := (create.Outgoing{Submission: s}); s.State {
		case submission.Accepted:
			f.became(ctx, create.Became{Of: o, Job: s.JobID, News: true})
		case submission.Refused:
			f.refused(o)
		case submission.Discarded:
			delete(f.expected, s.ID)
			f.Happened(follow.Change{Kind: follow.Refused, Submission: s.ID, Job: jobOf(o), Why: "it was taken back"})
		}
	}
}

func (f *Follower) refused(o create.Outgoing) {
	delete(f.expected, o.ID)
	f.hooks.Refused(o.Batch, f.now)
	f.Happened(follow.Change{Kind: follow.Refused, Submission: o.ID, Job: jobOf(o), Why: o.Problem.Message})
}

func jobOf(o create.Outgoing) api.Job {
	return api.Job{ID: o.JobID, Title: o.Title(), CallbackID: o.CallbackID}
}

// sayPaused says once that the queue is paused, where something waits in it.
func (f *Follower) sayPaused(all []create.Outgoing) {
	paused := f.o.Drives && f.o.Memory.Queue().Paused()
	if !paused {
		f.queuePaused = false
		return
	}
	for _, o := range all {
		if !f.queuePaused && o.Waits() && !o.Held {
			f.queuePaused = true
			f.o.Say("The queue is paused: nothing that waits is sent. lipdash queue resume continues it.")
		}
	}
}

// waits tells once what waits for the user.
func (f *Follower) waits(all []create.Outgoing) {
	for _, o := range all {
		if why, waits := follow.Stuck(o); waits && !f.stuck[o.ID] {
			f.stuck[o.ID] = true
			f.Happened(follow.Change{Kind: follow.Waits, Submission: o.ID, Job: jobOf(o), Why: why})
		} else if !waits {
			delete(f.stuck, o.ID)
		}
	}
}

// became adds the job that a submission is now.
func (f *Follower) became(ctx context.Context, e create.Became) {
	delete(f.expected, e.Of.ID)
	if f.o.Became != nil {
		f.o.Became(e.Of.ID, e.Job)
	}
	offset, _ := f.o.Client.ClockOffset()
	job := jobOf(e.Of)
	job.ID, job.Status, job.CreatedAt = e.Job, api.StatusPending, f.now.Add(offset)
	f.only[e.Job] = true
	var m store.Merge
	if e.Found {
		job.CreatedAt = e.Of.KeyAt.Add(offset)
		m = f.store.ApplyFound(job, f.now)
	} else if e.News {
		m = f.store.ApplyCreated(job, f.now)
	}
	f.merged(ctx, m, true)
	f.polls(ctx, f.rounds.Created)
}

// finished wants the files of what has just been completed, as the settings say.
func (f *Follower) finished(ctx context.Context, ts []store.Transition) {
	if !f.o.Drives || f.o.Memory.Downloads() == nil {
		return
	}
	done := map[api.JobID]bool{}
	for _, t := range ts {
		if t.To == api.StatusCompleted && f.follows(t.ID) {
			done[t.ID] = true
		}
	}
	if len(done) > 0 {
		made, err := f.o.Memory.Records(ctx, slices.Collect(maps.Keys(done)))
		for id := range done {
			_, mine := made[id]
			f.files.Finished(id, mine && err == nil)
		}
	}
	f.fetchWanted(ctx)
}

// fetchWanted queues the files that are wanted and can be fetched.
func (f *Follower) fetchWanted(ctx context.Context) {
	if f.files.Wanted() == 0 {
		return
	}
	due := f.files.Due(f.store.Get, f.now)
	if len(due.Fetch) == 0 {
		return
	}
	var ids []api.JobID
	for _, j := range due.Fetch {
		ids = append(ids, j.ID)
	}
	_, err := f.o.Memory.Downloads().Fetch(ctx, due.Fetch, false)
	if f.files.Told(ids, err, f.now) {
		f.o.Say("not downloaded yet: " + err.Error() + " It is tried again.")
	}
	f.lookAtFiles()
}

// lookAtFiles tells of files that arrived.
func (f *Follower) lookAtFiles() {
	n := f.files.Changed(f.o.Memory.Downloads().Transfers(), f.now)
	for _, t := range n.Arrived {
		e, _ := f.store.Get(t.Job)
		e.Job.ID = t.Job
		f.Happened(follow.Change{Kind: follow.Saved, Job: e.Job, Path: t.Path})
	}
	for _, t := range n.Failed {
		f.o.Say(t.Name + ": " + t.Reason)
	}
}
