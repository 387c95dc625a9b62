package create

import (
	"slices"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/state/store"
	"lipdash/ui/state/transfers"
)

// Outgoing is one submission on its way.
type Outgoing = submission.Outgoing

// listed finds the job of a callback id in the list.
type listed func(callbackID string) (api.JobID, bool)

// Pending are the submissions that are no jobs yet.
type Pending struct {
	on Terminal
	// all are in the order in which they were made.
	all []Outgoing
	// over are those whose end was told, asked those whose question was; jobs are what
	// they became.
	over, asked map[submission.ID]bool
	jobs        map[submission.ID]api.JobID
	// queue is what holds for all of them, once it is known.
	queue      submission.Queue
	queueKnown bool
}

// All are the submissions, the oldest first. They are to be read only.
func (p *Pending) All() []Outgoing { return p.all }

// Uploads are the files that go up.
func (p *Pending) Uploads() (ups []transfers.Upload) {
	for _, o := range p.all {
		if o.Uploads() {
			ups = append(ups, transfers.Upload{ID: o.ID, Param: o.Param, Name: o.Values[o.Param], Progress: o.Upload})
		}
	}
	return ups
}

// Find is a submission by its id, nil when it is not on its way.
func (p *Pending) Find(id submission.ID) *Outgoing {
	if i := p.index(id); i >= 0 {
		return &p.all[i]
	}
	return nil
}

// Row is the row of a submission, which is its job's once it is one.
func (p *Pending) Row(id submission.ID) action.RowID {
	if p.Find(id) != nil {
		return action.SubmissionRow(id)
	}
	return action.JobRow(p.jobs[id])
}

func (p *Pending) index(id submission.ID) int {
	return slices.IndexFunc(p.all, func(o Outgoing) bool { return o.ID == id })
}

// looked takes a look at the outbox.
func (p *Pending) looked(all []Outgoing, find listed, now time.Time) (out []Effect) {
	if p.over == nil {
		p.over, p.asked, p.jobs = map[submission.ID]bool{}, map[submission.ID]bool{}, map[submission.ID]api.JobID{}
	}
	before := p.all
	p.all = nil
	arrived := false
	var waits []waiting
	for _, o := range all {
		i := slices.IndexFunc(before, func(b Outgoing) bool { return b.ID == o.ID })
		if o.State.Final() {
			out = append(out, p.ended(o, wasLost(o, before, i))...)
			continue
		}
		if job, is := jobOf(o, find); is {
			out = append(out, p.met(o, job))
			continue
		}
		arrived = arrived || i < 0
		p.all = append(p.all, o)
		waits = p.waits(waits, o, i >= 0 && before[i].Held, now)
	}
	out = append(out, p.tellWaiting(waits)...)
	if arrived {
		out = append(out, Arrived{})
	}
	if p.endedElsewhere(before, all) {
		out = append(out, ReadNow{}) // it is a job now, most likely
	}
	return out
}

// soon is within what a submission that was never on its way here was made and
// answered; one of an earlier run took longer.
const soon = 10 * time.Second

// wasLost tells whether the answer to a create was lost before its job was known; i is
// its place before, -1 when it is new.
func wasLost(o Outgoing, before []Outgoing, i int) bool {
	if i < 0 {
		return o.UpdatedAt.Sub(o.CreatedAt) > soon
	}
	b := &before[i]
	return b.State == submission.Unknown || b.State == submission.Asking || b.Elsewhere
}

// ended tells once how a submission ended.
func (p *Pending) ended(o Outgoing, found bool) []Effect {
	if p.over[o.ID] {
		return nil
	}
	p.over[o.ID] = true
	switch o.State {
	case submission.Accepted:
		p.jobs[o.ID] = o.JobID
		return []Effect{Became{Of: o, Job: o.JobID, News: true, Found: found}}
	case submission.Refused:
		return []Effect{Refused{Of: o}}
	}
	return nil
}

// endedElsewhere tells whether something is over that another process had, or that ended
// while this one was stopped.
func (p *Pending) endedElsewhere(before, now []Outgoing) (any bool) {
	for _, b := range before {
		same := func(o Outgoing) bool { return o.ID == b.ID && !o.State.Final() }
		if !p.over[b.ID] && !slices.ContainsFunc(now, same) {
			p.over[b.ID] = true
			any = true
		}
	}
	return any
}

// jobOf is the job of a submission that the list has already: its answer was lost, or
// another process has it. The callback id tells, unless it is one that the user gave:
// that may be many jobs'.
func jobOf(o Outgoing, find listed) (api.JobID, bool) {
	if owner, own := submission.Owner(o.CallbackID); !own || owner != o.ID {
		return "", false
	}
	return find(o.CallbackID)
}

// met takes a submission whose job is in the list. That another process made it, or
// left it made, is no news.
func (p *Pending) met(o Outgoing, job api.JobID) Effect {
	p.over[o.ID] = p.over[o.ID] || o.Elsewhere
	p.jobs[o.ID] = job
	return Became{Of: o, Job: job}
}

// Relisted takes the submissions off whose jobs are in the list now.
func (r *Room) Relisted(jobs *store.Store) (out []Effect) {
	p := &r.Pending
	p.all = slices.DeleteFunc(p.all, func(o Outgoing) bool {
		job, is := jobOf(o, jobs.ByCallback)
		if is {
			r.Records.learn(job, Record{Values: o.Values, Mode: o.Mode(), Cost: o.Cost})
			out = append(out, p.met(o, job))
		}
		return is
	})
	return out
}

// ByInputs are the submissions that may still become jobs, by the hash of their inputs.
func ByInputs(outbox []Outgoing) map[string][]Outgoing {
	out := map[string][]Outgoing{}
	for _, o := range outbox {
		if !o.State.Final() {
			hash := submission.InputsHash(o.Values)
			out[hash] = append(out[hash], o)
		}
	}
	return out
}

// sameOf adds to the jobs that were found what of the outbox is made from the same
// inputs: under its job's id once that is listed. What failed was not made.
func (p *Pending) sameOf(f Found, jobs *store.Store) Same {
	var all Same
	outbox := ByInputs(f.Outbox)
	for i, values := range f.Values {
		var made []api.JobID
		if i < len(f.Jobs) {
			made = f.Jobs[i]
		}
		if one := p.sameAs(made, outbox[submission.InputsHash(values)], jobs); one.N() > 0 {
			all = Same{Jobs: append(all.Jobs, one.Jobs...), Pending: append(all.Pending, one.Pending...), Of: append(all.Of, i)}
		}
	}
	return all
}

// sameAs is it for one lipsync, of which some jobs were made and some are in the outbox.
func (p *Pending) sameAs(made []api.JobID, outbox []Outgoing, jobs *store.Store) Same {
	same := Same{Jobs: slices.Clone(made)}
	for _, o := range outbox {
		job, is := jobs.ByCallback(o.CallbackID)
		switch {
		case !is || p.index(o.ID) >= 0:
			same.Pending = append(same.Pending, o.ID)
		case !slices.Contains(same.Jobs, job):
			same.Jobs = append(same.Jobs, job)
		}
	}
	same.Jobs = slices.DeleteFunc(same.Jobs, func(id api.JobID) bool {
		e, ok := jobs.Get(id)
		return ok && e.Job.Status == api.StatusFailed
	})
	return same
}

// FirstOf is the row of the first submission of a batch, or of its first job.
func (p *Pending) FirstOf(batch record.BatchID) action.RowID {
	i := slices.IndexFunc(p.all, func(o Outgoing) bool { return o.Batch == batch })
	if i < 0 {
		return action.RowID{}
	}
	return action.SubmissionRow(p.all[i].ID)
}

// sendsBefore tells whether an earlier one is being made just now.
func (p *Pending) sendsBefore(o *Outgoing) bool {
	return slices.ContainsFunc(p.all, func(b Outgoing) bool {
		return b.Order < o.Order && b.HoldsSlot() && (b.State == submission.Sending || b.Doubt)
	})
}
