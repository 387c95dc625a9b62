package follow

import (
	"context"
	"slices"
	"strings"
	"time"

	"lipdash/api"
	"lipdash/ui/calls"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/edits"
	"lipdash/ui/state/store"
)

// Delete begins to delete jobs, which can be taken back for a while, and returns those that
// were taken.
func (f *Follower) Delete(ctx context.Context, ids []api.JobID) []api.JobID {
	taken := f.o.Edits.Delete(ids, f.now)
	f.edited(ctx, edits.Effects{})
	return taken
}

// Rename changes the titles of jobs.
func (f *Follower) Rename(ctx context.Context, titles []edits.Title) {
	f.edited(ctx, f.o.Edits.Rename(titles, f.store.Title, true))
}

// Undo takes the newest delete or rename back that can be.
func (f *Follower) Undo(ctx context.Context) edits.Undone {
	u, e := f.o.Edits.Undo(f.store.Title)
	f.edited(ctx, e)
	return u
}

// editsNext is when a delete or rename is due, zero for never.
func (f *Follower) editsNext() (at time.Time) {
	if f.o.Edits != nil && !f.holding {
		at = f.o.Edits.Next(f.now)
	}
	return at
}

// edited does what follows from an event, and then what is due.
func (f *Follower) edited(ctx context.Context, e edits.Effects) {
	if f.o.Edits == nil {
		return
	}
	f.carryOut(ctx, e)
	if f.holding {
		f.o.Edits.RestartWindows(f.now)
		return
	}
	f.carryOut(ctx, f.o.Edits.Due(f.now, f.rounds.Refused()))
}

// Hold keeps deletes and renames from leaving while the user is asked whether to leave, which
// promises that; each delete has its whole window after it.
func (f *Follower) Hold(ctx context.Context, on bool) {
	if f.holding && !on {
		f.o.Edits.RestartWindows(f.now)
	}
	f.holding = on
	f.edited(ctx, edits.Effects{})
}

// carryOut turns effects into calls and words.
func (f *Follower) carryOut(ctx context.Context, e edits.Effects) {
	for _, id := range slices.Concat(e.Deleted, e.Gone) {
		f.store.ApplyDeleted(id)
		f.files.Forget(id)
		f.hooks.Forget(id)
		f.o.Edits.Forget(id)
	}
	if f.o.Memory != nil && len(e.Deleted) > 0 {
		var gone []store.Transition
		for _, id := range e.Deleted {
			gone = append(gone, store.Transition{ID: id, To: api.StatusGone})
		}
		f.o.Memory.Observe(f.store.Observed(gone, f.now))
	}
	for _, t := range e.Titles {
		f.store.ApplyTitle(t.ID, t.Title)
	}
	f.log.Merged(store.Merge{}, false, f.now) // what was asked for here is no news
	for _, c := range e.Calls {
		edit := calls.EditJob(ctx, f.o.Client, c)
		f.ask(ctx, func() any { return edit() })
	}
	for _, t := range e.Ended {
		f.editsEnded(t)
	}
}

// editsEnded tells how a group of edits went: of a single one that failed all there is to say, of
// several which did, and the reasons once for all.
func (f *Follower) editsEnded(t edits.Tally) {
	var names []string
	for _, id := range t.Failed {
		names = append(names, format.Line(f.called(id)))
	}
	if t.All() == 1 && len(names) == 1 {
		failed, _ := f.o.Edits.Failure(t.Failed[0])
		f.o.Say("job " + names[0] + ": " + failed.Whole())
		return
	}
	if len(names) > 0 {
		f.o.Say("not " + t.Kind.Participle() + ": " + strings.Join(names, ", "))
	}
	f.o.Edited(f.o.Edits.Ending(t, f.rounds.Refused() != nil))
}

// called is a job in a sentence.
func (f *Follower) called(id api.JobID) string {
	if title, _ := f.store.Title(id); title != "" {
		return title
	}
	return string(id)
}

func (f *Follower) jobEdited(ctx context.Context, a calls.JobEdited) {
	e := f.o.Edits.Answered(a.Call, a.Err, f.now, f.o.Client.PausedUntil())
	if len(e.Renamed) > 0 && a.Job.Status != api.StatusUnknown { // else it was renamed and could not be read
		f.merged(ctx, f.store.ApplyRenamed(a.Job, f.now), false)
	}
	f.rounds.Refuse(a.Err)
	f.edited(ctx, e)
}
