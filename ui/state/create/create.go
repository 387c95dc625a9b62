// Package create decides about what is to be made and is no job yet: the questions
// before a lipsync is handed over, the submissions on their way, drafts, what jobs
// were made from, and what making them is likely to cost and to take.
//
// Room is a machine of smaller ones: an event and the time go in, Effects come out.
// It sends, stores and draws nothing, and never knows the outbox, the journal or the
// form. Exactly one job of each submission is api/submission's promise;
// here nothing is handed over twice, or before its questions were answered, and
// nothing that was typed is lost.
package create

import (
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
	"lipdash/ui/state/store"
)

// Room is what is known of one account's creates.
type Room struct {
	Flow      Flow
	Pending   Pending
	Drafts    Drafts
	Records   Records
	Money     Money
	Durations Durations
	Opening   Opening
	Retries   Retries
	Remakes   Remakes
	Sources   Sources
}

// Terminal is what sentences depend on: the keys that send what waits for the user, that pause
// one submission or let it go on, and all of them, and how a cut text ends.
type Terminal struct {
	Send, Hold, Queue, Decide, Form string
	Ellipsis                        string
}

// New is a room of which nothing is known but the settings.
func New(rates Rates, dailyLimit float64, on Terminal) *Room {
	return &Room{Money: Money{Rates: rates, Limit: dailyLimit}, Pending: Pending{on: on}}
}

// Conditions are what the questions before a create depend on, now.
type Conditions struct {
	// Open tells whether there is an outbox, Opening whether it is on its way, Trouble why
	// nothing outlives this run, "" when it does.
	Open, Opening bool
	Trouble       string
	// Limit is what may be spent in a day, in dollars, 0 for no limit, Spent what was.
	Limit, Spent float64
}

// Over are the same after a yes to more than the day's limit, where that was said.
func (c Conditions) Over(yes bool) Conditions {
	if yes {
		c.Limit = 0
	}
	return c
}

// Effect is something that follows from an event. The set is closed, and they are
// carried out in their order.
type Effect interface{ effect() }

type (
	// LookForSame asks the journal which jobs were made from the same inputs today;
	// SameFound answers it.
	LookForSame struct {
		N      int
		Values []map[string]string
	}
	// Ask puts a question; Yes answers it, and nothing else goes on. Same is what was
	// made already, for MadeToday. Of is how many are to be made, Cost what they are likely
	// to cost, in dollars, 0 when nobody knows.
	Ask struct {
		N        int
		Question Question
		Same     Same
		Of       int
		Cost     float64
	}
	// HandOver gives an intent to the outbox; HandedOver answers it.
	HandOver struct {
		N      int
		Intent Intent
	}
	// RefuseForm says in the form why what it holds is not made: under fields, or of the
	// whole.
	RefuseForm struct {
		Fields map[string]string
		Text   string
	}
	// NotMadeAgain says why jobs were not made again.
	NotMadeAgain struct{ Err error }
	// Warn tells the user something; of what is Known the activity has more.
	Warn struct {
		Text  string
		Known bool
	}
	// Tell tells the user something that is as it should be.
	Tell struct{ Text string }
	// Show asks for a look at the outbox, which Looked answers, and shows a submission that
	// was just handed over.
	Show struct {
		Handed
		// CloseForm says that it was what the form held.
		CloseForm bool
	}

	// Arrived says that a submission is on its way which was not before.
	Arrived struct{}
	// LookAgain has StillSlow asked after a while, with Since.
	LookAgain struct{ Since time.Time }
	// ReadNow has the account read at once: something may be a job that the list does not
	// have, or the key may be refused.
	ReadNow struct{}
	// Became says that a submission is a job now. It is News unless the list had it
	// already, or another process made it; a Found one was made a while ago, and its
	// answer lost.
	Became struct {
		Of          Outgoing
		Job         api.JobID
		News, Found bool
	}
	// Refused says that HeyGen does not make it, in a few words and in full; it is a draft
	// again, in the form where that was free. Key is set when it is the key that is refused.
	Refused struct {
		Of          Outgoing
		Brief, Text string
		Key         error
	}

	// SaveDraft writes a draft; one without values is forgotten. Saved answers it with
	// the Edit, which is 0 for a draft that is not in the form.
	SaveDraft struct {
		Draft record.Draft
		Edit  int
	}
	// FillForm puts a draft into the form; an empty one empties it.
	FillForm struct{ Draft record.Draft }
)

func (LookForSame) effect()  {}
func (Ask) effect()          {}
func (HandOver) effect()     {}
func (RefuseForm) effect()   {}
func (NotMadeAgain) effect() {}
func (Warn) effect()         {}
func (Tell) effect()         {}
func (Show) effect()         {}
func (Arrived) effect()      {}
func (LookAgain) effect()    {}
func (ReadNow) effect()      {}
func (Became) effect()       {}
func (Refused) effect()      {}
func (SaveDraft) effect()    {}
func (FillForm) effect()     {}

// Submit takes what the form holds, one lipsync or a batch of them, as the draft it is; the
// draft is saved at once where it was not yet.
func (r *Room) Submit(values []map[string]string, batch *record.Batch, form record.Draft, id func() string, now time.Time, c Conditions) []Effect {
	var saved []Effect
	r.Drafts.Filled(nil) // what is sent is kept as any draft
	if r.Drafts.Typed(form, id, now) {
		saved = r.Drafts.Due()
	}
	w := Intent{Values: values, Batch: batch, FromForm: true, Draft: r.Drafts.Form().ID}
	if of := r.Drafts.Form().Again; of != "" && len(values) == 1 && batch == nil {
		w.Again = []api.JobID{of}
	}
	return append(saved, r.Flow.Begin(w, c)...)
}

// Found is what is known of inputs: of each the jobs made from it today and what it will count
// as, 0 when nobody knows, the outbox as it is, and today's estimate.
type Found struct {
	Values []map[string]string
	Jobs   [][]api.JobID
	Costs  []float64
	Outbox []Outgoing
	Spent  float64
}

// SameFound takes the answer to LookForSame.
func (r *Room) SameFound(n int, f Found, jobs *store.Store, c Conditions) []Effect {
	r.Money.atLeast(f.Spent)
	c.Limit, c.Spent = r.Money.Limit, r.Money.SpentToday()
	return r.Flow.sameFound(n, r.Pending.sameOf(f, jobs), f.Costs, c)
}

// Handed is what the outbox made of an intent: a submission, or a batch of them. Again is the
// job that the submission makes again, "" for none.
type Handed struct {
	ID    submission.ID
	Batch record.BatchID
	Again api.JobID
}

// HandedOver takes the outbox's answer: what it has taken over, or why it has not.
func (r *Room) HandedOver(n int, h Handed, err error, c Conditions) []Effect {
	w, out := r.Flow.handedOver(n, err, c)
	if err != nil {
		r.Remakes.notTaken(h.Again)
		return out
	}
	r.Money.Changed()
	mine := w.FromForm && w.Draft == r.Drafts.Form().ID
	if mine {
		r.Drafts.drop()
		out = append(out, FillForm{})
	} else {
		r.Drafts.forget(w.Draft) // another one is in the form meanwhile
	}
	return append(out, Show{Handed: h, CloseForm: mine})
}

// Looked takes a look at the outbox: what became a job is one, what was refused is a
// draft again, the rest stays on its way. Trouble is why nothing outlives this run, which
// is so from the start or because the journal turned out to be damaged.
func (r *Room) Looked(all []Outgoing, jobs *store.Store, formEmpty bool, trouble string, now time.Time) (out []Effect) {
	for _, e := range r.Pending.looked(all, jobs.ByCallback, now) {
		switch e := e.(type) {
		case Became:
			r.Records.learn(e.Job, Record{Values: e.Of.Values, Mode: e.Of.Mode(), Cost: e.Of.Cost})
		case Refused:
			single := e.Of.Batch == "" // an item of a batch stays there, and can be tried again
			if single {
				out = append(out, r.Drafts.refused(e.Of, formEmpty, now)...)
			}
			out = append(out, r.Pending.refused(e.Of, formEmpty && single)...)
			formEmpty = formEmpty && !single
			continue
		}
		out = append(out, e)
	}
	if r.Opening.tell(trouble) {
		out = append(out, Warn{Text: trouble})
	}
	return out
}
