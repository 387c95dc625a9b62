package outbox

import (
	"context"
	"errors"
	"time"

	"lipdash/api"
	"lipdash/api/submission"
)

// perform does the effects of a step and returns what came of them, nil when
// nothing does by itself. What leaves this machine only leaves under a lease.
func (c *courier) perform(ctx context.Context, effects []submission.Effect) submission.Event {
	for _, e := range effects {
		if ev := c.do(ctx, e); ev != nil {
			return ev
		}
	}
	return nil
}

func (c *courier) do(ctx context.Context, e submission.Effect) submission.Event {
	switch e := e.(type) {
	case submission.AskForSlot:
		if c.o.line.wait(ctx, c.id) {
			return submission.SlotGranted{}
		}
	case submission.Wake:
		if sleepUntil(ctx, e.At) {
			return submission.TimeCame{}
		}
	case submission.Upload:
		return c.upload(ctx, e)
	case submission.Send:
		return c.send(ctx, e)
	case submission.Look:
		return c.o.look(ctx, c.id, e)
	}
	// AskUser and ReopenForm are for whoever reads the items.
	return nil
}

// errNoID is a create that was accepted without telling which job it made; the
// api's client never says so without an error.
var errNoID = errors.New("the create was accepted without an id")

func (c *courier) send(ctx context.Context, e submission.Send) submission.Event {
	if c.lapsed() {
		return reread{}
	}
	busy := c.o.account.count()
	id, err := c.o.opts.Client.CreateJob(ctx, e.Request, e.Key)
	if err == nil && id == "" {
		err = errNoID
	}
	if err != nil {
		c.o.account.refused(err, busy, now())
		return submission.SendFailed{Err: err}
	}
	c.o.account.made(id, now())
	return submission.Answered{JobID: id}
}

const (
	// pageSize is how many jobs a page has, the most there can be (api.md 1.1).
	pageSize = 100
	// lookPages is how many of the newest pages a lost job is looked for in.
	lookPages = 3
	// lookSlack is how far back a job may seem to have been made by the server's
	// clock.
	lookSlack = 10 * time.Minute
)

// look lists the newest jobs back to when the create may have been sent. A sure
// find counts even when the rest could not be listed.
func (o *Outbox) look(ctx context.Context, id submission.ID, e submission.Look) submission.Event {
	jobs, err := o.since(ctx, e.Since.Add(-lookSlack))
	taken, bad := o.takenBut(ctx, id, jobs)
	if err = errors.Join(err, bad); ctx.Err() != nil {
		return nil
	}
	found := e.Match(jobs, taken)
	if err != nil && (found.Found == nil || found.Guess) {
		return submission.Looked{Err: err}
	}
	return found
}

func (o *Outbox) since(ctx context.Context, since time.Time) ([]api.Job, error) {
	var jobs []api.Job
	token := ""
	for range lookPages {
		page, err := o.opts.Client.ListJobs(ctx, api.ListOptions{Limit: pageSize, Token: token})
		if err != nil {
			return jobs, err
		}
		jobs = append(jobs, page.Jobs...)
		if token = page.NextToken; token == "" || allBefore(page.Jobs, since) {
			break
		}
	}
	return jobs, nil
}

// allBefore tells whether a page is older than a time altogether; the order of
// the list is not documented (api.md 1.1).
func allBefore(jobs []api.Job, t time.Time) bool {
	for _, j := range jobs {
		if j.CreatedAt.IsZero() || !j.CreatedAt.Before(t) {
			return false
		}
	}
	return true
}

// takenBut tells which jobs are known to be another submission's.
func (o *Outbox) takenBut(ctx context.Context, id submission.ID, jobs []api.Job) (func(api.JobID) bool, error) {
	ids := make([]api.JobID, len(jobs))
	for i, j := range jobs {
		ids[i] = j.ID
	}
	makers, err := o.shelf.makers(ctx, ids)
	return func(job api.JobID) bool {
		maker := makers[job]
		return maker != "" && maker != id
	}, err
}
