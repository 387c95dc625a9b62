package submission

import (
	"time"

	"lipdash/api"
)

const (
	// quiet is how long nothing may be heard of an item whose batch cannot be read, while no
	// job of the batch runs and the account is not full: the server begins what it has queued
	// when one ends.
	quiet = 10 * time.Minute
	// longestQueued is how long the server may keep an entry without a job.
	longestQueued = 24 * time.Hour
	// newsTries is where the waits begin anew once jobs were learned, of which the next is
	// eight seconds: others follow as places become free, not at once.
	newsTries = 2
)

// follow learns of the jobs of a batch that was made.
func (e *Envelope) follow() []Effect {
	switch {
	case len(e.Pending()) == 0:
		return e.end("", Problem{})
	case e.APIBatch == "" || e.Unread || e.Looking:
		return e.look()
	}
	e.NextTry = time.Time{}
	return []Effect{ReadBatch{e.APIBatch}}
}

func (ev AllLooked) stepEnvelope(e *Envelope, now time.Time) []Effect {
	switch {
	case e.Held, !e.NextTry.IsZero():
		return nil
	case e.State == EnvelopeUnknown:
		return ev.unknown(e, now)
	case e.State == EnvelopeMade:
		return ev.made(e, now)
	}
	return nil
}

// unknown tells whether the batch was made. One job of it is proof: it is never sent again
// then, whatever the server does with keys.
func (ev AllLooked) unknown(e *Envelope, now time.Time) []Effect {
	switch {
	case len(ev.Found) > 0:
		ev.take(e)
		return e.made(now)
	case ev.Err != nil && waitsForUser(ev.Err):
		return e.hold(problemOf(ev.Err))
	case ev.Err != nil && (lost(ev.Err) || passing(ev.Err)):
		e.Problem = problemOf(ev.Err)
		return e.wait(ev.Err, now)
	case ev.Err != nil, ev.Guess, ev.Partial:
		return e.end(FateDoubtful, e.Problem)
	case ev.Full && e.sendable(now):
		return e.wait(nil, now)
	case e.sendable(now):
		return e.send()
	}
	if age := now.Sub(e.KeyAt); age < appears && age > -clockSlack {
		return e.wait(nil, now)
	}
	return e.end(FateDoubtful, e.Problem)
}

// take gives those that were found their fate, and tells whether any had none before.
func (ev AllLooked) take(e *Envelope) (news bool) {
	for _, i := range e.Pending() {
		if id := ev.Found[e.Items[i].ID]; id != "" {
			e.Items[i].Fate, e.Items[i].Job = FateMade, id
			news = true
		}
	}
	return news
}

// made learns more jobs of a batch from the list.
func (ev AllLooked) made(e *Envelope, now time.Time) []Effect {
	e.Looking = false
	if ev.take(e) {
		e.NewsAt, e.Tries = now, newsTries
	}
	patience := quiet
	if e.APIBatch != "" && !e.Unread {
		patience = longestQueued
	}
	switch {
	case len(e.Pending()) == 0:
		return e.end("", Problem{})
	case ev.Err != nil && waitsForUser(ev.Err):
		return e.hold(problemOf(ev.Err))
	case ev.Err == nil && !ev.Active && !ev.Full && now.Sub(e.NewsAt) > patience:
		return e.end(FateDoubtful, Problem{})
	}
	return e.wait(ev.Err, now)
}

func (ev BatchRead) stepEnvelope(e *Envelope, now time.Time) []Effect {
	switch {
	case e.State != EnvelopeMade, e.Held, !e.NextTry.IsZero():
		return nil
	case ev.Err != nil && waitsForUser(ev.Err):
		return e.hold(problemOf(ev.Err))
	case ev.Err != nil && (api.IsGone(ev.Err) || !passing(ev.Err)) && now.Sub(e.NewsAt) > appears:
		e.Unread = true // it is not one that was just made and is not there yet
		return e.follow()
	case ev.Err != nil:
		return e.wait(ev.Err, now)
	}
	if ev.take(e) {
		e.NewsAt, e.Tries = now, newsTries
	}
	if len(e.Pending()) == 0 {
		return e.end("", Problem{})
	}
	return e.wait(nil, now)
}

// take gives the items their fates. An entry that is more than queued and does not name its
// job is looked for in the list next.
func (ev BatchRead) take(e *Envelope) (news bool) {
	for _, got := range ev.Items {
		if got.Index >= len(e.Items) || e.Items[got.Index].Fate != "" {
			continue
		}
		it := &e.Items[got.Index]
		switch {
		case got.JobID != "" && ev.Trusted:
			it.Fate, it.Job = FateMade, got.JobID
		case got.JobID == "" && got.Status == api.StatusFailed:
			it.Fate, it.Problem = FateFailed, itemProblem(got)
		default:
			e.Looking = e.Looking || got.JobID != "" || got.Status != api.StatusPending
			continue
		}
		news = true
	}
	return news
}

// itemProblem is why the server took no job of an entry.
func itemProblem(it api.BatchItem) Problem {
	p := problemOf(&api.Error{Op: "create the lipsync", Status: 400, Code: it.Code, Message: it.Failure, Enveloped: true})
	p.Money = "Nothing was made or billed."
	return p
}
