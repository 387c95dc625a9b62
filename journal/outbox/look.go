package outbox

import (
	"context"
	"errors"
	"time"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/journal"
)

const (
	// pageSize is how many jobs a page has, the most there can be (api.md 1.1).
	pageSize = 100
	// lookPages bounds how many of the newest pages a lost job is looked for in.
	lookPages = 50
	// lookReads bounds how many listed jobs are read one by one.
	lookReads = 10
	// lookSlack is how far back a job may seem to have been made by the server's
	// clock.
	lookSlack = 10 * time.Minute
)

// look finds the job of a create whose answer was lost, or that there is none: it
// lists the newest jobs back to when the create may have been sent. A sure find
// counts even when the rest could not be listed.
func (o *Outbox) look(ctx context.Context, id submission.ID, e submission.Look) submission.Event {
	if !o.waitToLook(ctx, e) {
		return nil
	}
	jobs, whole, err := o.since(ctx, &e)
	all, unread := o.readCandidates(ctx, e.MayBe, jobs)
	taken, bad := o.takenBut(ctx, jobs)
	if err = errors.Join(err, unread, bad); ctx.Err() != nil {
		return nil
	}
	found := e.Match(jobs, taken(id))
	if err != nil && (found.Found == nil || found.Guess) {
		return submission.Looked{Err: err}
	}
	found.Partial = found.Found == nil && !(whole && all)
	return found
}

// waitToLook waits until a job that was made must be in the list, false when the
// context ends first: a server may work on a create although nobody waits for its
// answer any more, and lists lag behind. A job that is there earlier is recognized
// in any list that is read meanwhile, here or by the dashboard (See).
func (o *Outbox) waitToLook(ctx context.Context, e submission.Look) bool {
	wait := min(e.Lost.Add(o.pace.appear).Sub(now()), o.pace.appear)
	for ; wait > 0; wait -= o.pace.list {
		o.refresh(ctx, o.pace.list)
		if !journal.Sleep(ctx, min(wait, o.pace.list)) {
			return false
		}
	}
	return ctx.Err() == nil
}

// since lists the jobs made since a time, and whether these are all: however many
// others were made meanwhile. The time becomes one of the server's clock, which
// the jobs' times are told by.
func (o *Outbox) since(ctx context.Context, e *submission.Look) (jobs []api.Job, whole bool, err error) {
	token := ""
	for n := range lookPages {
		page, err := o.opts.Client.ListJobs(ctx, api.ListOptions{Limit: pageSize, Token: token})
		if err != nil {
			return jobs, false, err
		}
		if n == 0 {
			offset, _ := o.opts.Client.ClockOffset()
			e.Since = e.Since.Add(offset)
		}
		jobs = append(jobs, page.Jobs...)
		if token = page.NextToken; token == "" || allBefore(page.Jobs, e.Since.Add(-lookSlack)) {
			return jobs, !page.Incomplete, nil
		}
	}
	return jobs, false, nil
}

// allBefore tells whether a page is older than a time altogether; the order of
// the list is not documented (api.md 1.1).
func allBefore(jobs []api.Job, t time.Time) bool {
	for _, j := range jobs {
		if j.CreatedAt.IsZero() || !j.CreatedAt.Before(t) {
			return false
		}
	}
	return len(jobs) > 0
}

// readCandidates reads the jobs that the list does not tell the callback id of,
// where one may be the one that is looked for; all is false when they are too many.
func (o *Outbox) readCandidates(ctx context.Context, may func(api.Job) bool, jobs []api.Job) (all bool, err error) {
	reads := 0
	for i, j := range jobs {
		if !may(j) {
			continue
		}
		if reads++; reads > lookReads {
			return false, nil
		}
		whole, err := o.opts.Client.GetJob(ctx, j.ID)
		if err != nil && !api.IsGone(err) {
			return false, err
		}
		if err == nil {
			jobs[i] = whole
		}
	}
	return true, nil
}

// takenBut tells which jobs are known to be another submission's than the one.
func (o *Outbox) takenBut(ctx context.Context, jobs []api.Job) (func(submission.ID) func(api.JobID) bool, error) {
	made, err := o.opts.Journal.Jobs(ctx, api.IDsOf(jobs))
	return func(id submission.ID) func(api.JobID) bool {
		return func(job api.JobID) bool {
			maker := made[job].Submission
			return maker != "" && maker != id
		}
	}, err
}
