package submission

import (
	"time"

	"lipdash/api"
)

// EnvelopeEvent is something that happened to an envelope. The set is closed.
type EnvelopeEvent interface {
	stepEnvelope(e *Envelope, now time.Time) []Effect
}

type (
	// SendBatch makes the batch with this key; BatchMade or BatchFailed answers it.
	SendBatch struct {
		Request api.BatchRequest
		Key     string
	}
	// LookForAll finds out which of the items' jobs exist, by the rules of Look; AllLooked
	// answers it.
	LookForAll struct{ Looks map[ID]Look }
	// ReadBatch reads what the server says of its entries; BatchRead answers it.
	ReadBatch struct{ ID api.BatchID }
)

// MayBe tells whether a listed job that does not tell its callback id may be one of them.
func (e LookForAll) MayBe(j api.Job) bool {
	for _, l := range e.Looks {
		if l.MayBe(j) {
			return true
		}
	}
	return false
}

func (SendBatch) effect()  {}
func (LookForAll) effect() {}
func (ReadBatch) effect()  {}

type (
	// BatchMade is the answer to the call.
	BatchMade struct{ ID api.BatchID }
	// BatchFailed is a call that gave no batch.
	BatchFailed struct{ Err error }
	// AllLooked is the result of looking for the jobs. Found are those that are surely the
	// items' own. Guess says that others may be, Partial that not all of the list could be
	// looked at, Active that a job of the envelope still runs, Full that as many jobs run on
	// the account as it takes: entries may be in the server's queue then, where no list has
	// them.
	AllLooked struct {
		Found                        map[ID]api.JobID
		Guess, Partial, Active, Full bool
		Err                          error
	}
	// BatchRead is what the server says of the entries. Trusted says that their ids are
	// those of jobs, and their places those of the items (api.md 1.3).
	BatchRead struct {
		Items   []api.BatchItem
		Trusted bool
		Err     error
	}
)

func (e *Envelope) resume(now time.Time) []Effect {
	e.Held = false
	switch e.State {
	case EnvelopeWaiting:
		return e.again(now)
	case EnvelopeSending:
		e.Doubt, e.DoubtAt = true, now
		return e.look()
	case EnvelopeUnknown:
		return e.look()
	case EnvelopeMade:
		e.NextTry = time.Time{}
		return e.follow()
	}
	return nil
}

// again sends what surely made nothing yet, or waits for the time.
func (e *Envelope) again(now time.Time) []Effect {
	if now.Before(e.NextTry) && !now.Before(e.UpdatedAt) {
		return []Effect{Wake{e.NextTry}}
	}
	if !e.sendable(now) {
		return e.end(FateAgain, Problem{})
	}
	return e.send()
}

func (e *Envelope) send() []Effect {
	e.State, e.NextTry = EnvelopeSending, time.Time{}
	return []Effect{SendBatch{Request: e.body(), Key: e.Key}}
}

// look looks for the jobs of those without a fate.
func (e *Envelope) look() []Effect {
	if e.State != EnvelopeMade {
		e.State = EnvelopeUnknown
	}
	e.NextTry = time.Time{}
	looks := map[ID]Look{}
	for _, i := range e.Pending() {
		it := &e.Items[i]
		looks[it.ID] = Look{
			CallbackID: it.CallbackID, Ours: it.CallbackID == CallbackPrefix+string(it.ID),
			Title: it.Title, Since: e.KeyAt, Lost: e.DoubtAt,
		}
	}
	return []Effect{LookForAll{looks}}
}

// end gives all without a fate this one.
func (e *Envelope) end(f Fate, p Problem) []Effect {
	for _, i := range e.Pending() {
		e.Items[i].Fate, e.Items[i].Problem = f, p
	}
	e.State, e.NextTry, e.Held, e.Problem = EnvelopeOver, time.Time{}, false, Problem{}
	return nil
}

func (e *Envelope) wait(err error, now time.Time) []Effect {
	e.Tries++
	e.NextTry = now.Add(max(backoff(e.Tries), api.RetryAfter(err)))
	return []Effect{Wake{e.NextTry}}
}

func (e *Envelope) hold(p Problem) []Effect {
	e.Held, e.NextTry, e.Problem = true, time.Time{}, p
	return nil
}

func (Submitted) stepEnvelope(e *Envelope, now time.Time) []Effect {
	if !e.Held {
		return nil
	}
	return e.resume(now)
}

func (TimeCame) stepEnvelope(e *Envelope, now time.Time) []Effect {
	switch {
	case e.Held, e.NextTry.IsZero():
		return nil
	case now.Before(e.NextTry) && !now.Before(e.UpdatedAt):
		return []Effect{Wake{e.NextTry}}
	}
	return e.resume(now)
}

func (ev BatchMade) stepEnvelope(e *Envelope, now time.Time) []Effect {
	switch {
	case e.State != EnvelopeSending:
		return nil
	case ev.ID == "":
		return e.lose(nil, now)
	}
	e.APIBatch = ev.ID
	return e.made(now)
}

func (e *Envelope) made(now time.Time) []Effect {
	e.State, e.NewsAt, e.Problem, e.Tries, e.Doubt = EnvelopeMade, now, Problem{}, 0, false
	return e.follow()
}

func (ev BatchFailed) stepEnvelope(e *Envelope, now time.Time) []Effect {
	switch {
	case e.State != EnvelopeSending:
		return nil
	case lost(ev.Err):
		return e.lose(ev.Err, now)
	case e.Doubt:
		return e.stillInDoubt(ev.Err, now)
	}
	return e.failed(ev.Err, now)
}

// lose turns a call without an answer into one that is looked for.
func (e *Envelope) lose(err error, now time.Time) []Effect {
	e.State, e.Doubt, e.DoubtAt, e.Problem = EnvelopeUnknown, true, now, problemOf(err)
	return e.wait(err, now)
}

// paidFor tells whether it waits for the user: another key, another quota, another balance.
// Sent one by one the items would meet the same.
func paidFor(err error) bool { return waitsForUser(err) || api.As(err).Status == 402 }

// failed takes the failure of a call that surely made nothing, and nothing before it either.
func (e *Envelope) failed(err error, now time.Time) []Effect {
	p := problemOf(err)
	switch {
	case paidFor(err):
		return e.end(FateHeld, p)
	case api.IsMissingCall(err), e.Tries >= oddTries && !api.IsOffline(err):
		// There are no batches, or none gets through.
		return e.end(FateAlone, Problem{})
	case passing(err), api.IsUnready(err):
		e.State, e.Problem = EnvelopeWaiting, p
		return e.wait(err, now)
	}
	return e.end(FateAlone, Problem{})
}

// stillInDoubt takes the failure of a repeat, before which the jobs were looked for and not
// found. A refusal speaks for the attempts before it, since the key would have been replayed.
func (e *Envelope) stillInDoubt(err error, now time.Time) []Effect {
	e.State, e.Problem = EnvelopeUnknown, problemOf(err)
	e.Problem.Money = "" // this attempt made nothing, the one before may have
	switch {
	case paidFor(err):
		return e.hold(e.Problem)
	case saysNotMade(err):
		return e.end(FateAlone, Problem{})
	case passing(err), api.IsUnready(err) && e.Tries < oddTries:
		return e.wait(err, now)
	}
	return e.end(FateDoubtful, e.Problem)
}
