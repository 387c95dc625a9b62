package linemode

import (
	"context"
	"maps"
	"slices"
	"strings"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/journal/outbox"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/create"
	state "lipdash/ui/state/follow"
	"lipdash/ui/state/transfers"
)

// watched is what a watch is about: what was under way at its start, and the files of it.
type watched struct {
	jobs  map[api.JobID]bool
	subs  []submission.ID
	files []string
	// all tells that nothing was named: then what is perhaps stuck, and was not made in this
	// conversation, keeps nobody waiting.
	all   bool
	stuck []action.RowID
	// untold are so many changes of others.
	untold int
}

// watch tells changes as they happen, until what was under way at its start has ended or the user
// stops it. What others begin meanwhile keeps nobody waiting.
func watch(ctx context.Context, d *dialog, args string) error {
	w := watched{jobs: map[api.JobID]bool{}, all: args == ""}
	d.look()
	var chosen []action.RowID
	if args == "" {
		d.do(func() { d.underWay(&w) })
	} else {
		var err error
		if chosen, err = d.meant(args); err != nil {
			return err
		}
		w.subs = action.SubmissionsOf(chosen)
		for _, id := range action.JobsOf(chosen) {
			w.jobs[id] = true
		}
	}
	d.learn(ctx, action.JobRows(slices.Collect(maps.Keys(w.jobs))...))
	jobs, files := 0, 0
	left := func() int {
		jobs, files = d.open(&w)
		return jobs + files
	}
	n := 0
	d.do(func() {
		if n = left(); args != "" && n > 0 {
			d.watching = &w
		}
	})
	what := counted(jobs, files)
	if len(chosen) == 1 {
		what = d.called(chosen)
	}
	text := "Watching " + what + " until " + format.Plural(n, "it ends", "they end") + ". Only changes are reported. Press enter to stop."
	switch {
	case n == 0 && (args != "" || !d.o.Typed):
		d.say("Nothing runs.")
		return nil
	case n == 0:
		text = "Nothing runs. Changes are reported. Press enter to stop."
	}
	d.say(text)
	over, err := d.await(ctx, func() bool { return n > 0 && left() == 0 })
	d.do(func() { d.watching = nil })
	if err != nil {
		return err
	}
	d.watchedOut(&w, over)
	return nil
}

// watchedOut says how a watch ended, over or stopped, and how many changes of others were not told.
func (d *dialog) watchedOut(w *watched, over bool) {
	switch {
	case over && len(w.stuck) > 0:
		d.say("Everything has ended but what is perhaps stuck: " + full(d.called(w.stuck)))
	case over:
		d.say("Everything has ended.")
	default:
		d.say("No longer watching.")
	}
	if w.untold > 0 {
		d.say(format.Count(w.untold, "change of another job was", "changes of other jobs were") + " not told.")
	}
}

// about tells whether a change is one of what is watched, or has to be told all the same. It runs
// in the follower's loop.
func (d *dialog) about(w *watched, c state.Change) bool {
	ours := func(id submission.ID) bool { return d.became[id] == c.Job.ID && c.Job.ID != "" }
	return c.Kind == state.Refused || c.Kind == state.Waits || w.jobs[c.Job.ID] || slices.ContainsFunc(w.subs, ours)
}

// counted are jobs and files in words.
func counted(jobs, files int) string {
	var parts []string
	if jobs > 0 {
		parts = append(parts, format.Count(jobs, "job", "jobs"))
	}
	if files > 0 {
		parts = append(parts, format.Count(files, "file", "files"))
	}
	return strings.Join(parts, " and ")
}

// underWay takes what has not ended: of the account, what is on its way to be made and the files
// that come down. It runs in the follower's loop.
func (d *dialog) underWay(w *watched) {
	for _, id := range d.f.Store().Active() {
		w.jobs[id] = true
	}
	for _, o := range d.room.Pending.All() {
		w.subs = append(w.subs, o.ID)
	}
	for _, t := range d.f.Files().List() {
		w.files = append(w.files, t.ID)
	}
}

// open counts what of it has not ended. It runs in the follower's loop.
func (d *dialog) open(w *watched) (jobs, files int) {
	for _, id := range w.subs {
		if job := d.became[id]; job != "" {
			w.jobs[job] = true
		} else if o := d.room.Pending.Find(id); o != nil && d.goesOn(o) {
			jobs++
		}
	}
	w.stuck = nil
	for _, j := range d.f.Store().Jobs(slices.Collect(maps.Keys(w.jobs))) {
		_, stuck := d.room.Left(j, d.age(j))
		switch {
		case stuck && w.all && !d.mine(j.ID):
			w.stuck = append(w.stuck, action.JobRow(j.ID))
		case j.Status.Active():
			jobs++
		case d.f.Files().Wants(j.ID):
			files++
		}
	}
	for _, t := range d.f.Files().List() {
		if !t.Over() && t.State != transfers.Paused && (w.jobs[t.Job] || slices.Contains(w.files, t.ID)) {
			files++
		}
	}
	return jobs, files
}

// goesOn tells whether a submission becomes a job by itself. It runs in the follower's loop.
func (d *dialog) goesOn(o *create.Outgoing) bool {
	return !o.Elsewhere && !d.rests(o)
}

// rests tells whether nothing becomes of a submission before somebody does something. It runs in
// the follower's loop.
func (d *dialog) rests(o *create.Outgoing) bool {
	kept := o.Paused || d.room.Pending.Paused()
	return create.FateOf(o) != create.GoesOn || o.Problem.Code == outbox.CodeJournal || kept && (o.Waits() || o.Together() && !o.Uploads())
}
