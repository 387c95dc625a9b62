package create

import (
	"cmp"
	"strings"
	"time"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/transfers"
)

// Here submissions become words.

// Called is how a submission is called in a sentence.
func (p *Pending) Called(o *Outgoing) string {
	return cmp.Or(format.Shorten(format.Line(o.Title()), 40, p.on.Ellipsis), "the new lipsync")
}

// Phase is a submission's state as a word, and what there is to say of it.
func (p *Pending) Phase(o *Outgoing, now time.Time) (word, info string) {
	word = shown(o)
	switch {
	case o.WaitsElsewhere():
		return word, strings.TrimSuffix(o.Problem.Message, ".")
	case o.Paused && o.Waits():
		return word, `"` + p.on.Hold + `" resumes it`
	case o.Elsewhere && p.Paused() && o.InQueue():
		return word, p.pausedText()
	case o.Elsewhere:
		return word, "another lipdash's, or left by one"
	case o.Held:
		return word, p.on.Send + " sends it: " + strings.TrimSuffix(o.Problem.Message, ".")
	}
	switch o.State {
	case submission.Uploading:
		if o.Uploads() {
			return word, o.Param + " " + transfers.Short(o.Upload)
		}
		if p.Paused() && o.Together() {
			return word, p.pausedText()
		}
		return word, "starting"
	case submission.Sending:
		return word, "waiting for the answer"
	case submission.Unknown:
		if o.Problem.Code == submission.CodeInProgress {
			return word, "still being made"
		}
		return word, "answer lost, looking for it"
	case submission.Ready:
		if o.Place == 0 {
			return word, "waits for the others of its batch"
		}
	case submission.InEnvelope:
		return word, p.inBatch(o, now)
	case submission.Asking:
		return word, "made or not? " + p.on.Decide
	}
	return word, p.waitsFor(o, now)
}

// inBatch is what there is to say of one that goes in one call with others.
func (p *Pending) inBatch(o *Outgoing, now time.Time) string {
	switch {
	case o.AtHeyGen():
		return "queued at HeyGen"
	case o.Call == submission.EnvelopeUnknown:
		return "answer lost, looking for its batch"
	case o.Call == submission.EnvelopeWaiting && o.NextTry.After(now):
		return "its batch tries again in " + format.Elapsed(o.NextTry.Sub(now))
	}
	return "with its batch, waiting for the answer"
}

// Word is a state in the list's words.
func Word(o *Outgoing) string {
	switch o.State {
	case submission.InEnvelope:
		switch o.Call {
		case submission.EnvelopeMade, submission.EnvelopeOver:
			return "pending"
		case submission.EnvelopeUnknown:
			return "checking"
		case submission.EnvelopeWaiting:
			return "held"
		}
		return "sending"
	case submission.Uploading:
		return "upload"
	case submission.Sending:
		return "sending"
	case submission.Unknown:
		return "checking"
	case submission.Asking:
		return "unsure"
	}
	return "held"
}

// waitsFor is what a queued submission waits for. Behind one that is being sent it is
// not the slot: one create goes at a time.
func (p *Pending) waitsFor(o *Outgoing, now time.Time) string {
	switch {
	case o.Place > 0 && p.Paused():
		return format.Ordinal(o.Place) + ", " + p.pausedText()
	case p.Paused():
		return p.pausedText()
	case o.Place > 0 && p.sendsBefore(o):
		return format.Ordinal(o.Place) + ", one is being sent"
	case o.Place == 1 && o.Together():
		return "next, with its batch"
	case o.Place > 0 && o.Together():
		return format.Ordinal(o.Place) + ", with its batch"
	case o.Place > 0:
		return format.Ordinal(o.Place) + " for a slot"
	case o.NextTry.After(now):
		return "tries again in " + format.Elapsed(o.NextTry.Sub(now))
	}
	return "next"
}

// pausedText is why nothing of the queue is sent.
func (p *Pending) pausedText() string { return "queue paused, " + p.on.Queue + " resumes" }

// refused says why HeyGen does not make a submission, in the form too if it is there.
func (p *Pending) refused(o Outgoing, inForm bool) (out []Effect) {
	why, brief, where := o.Why(), p.Called(&o)+" was refused", " and is a draft now: "
	e := Refused{Of: o, Brief: brief + ": " + o.Problem.Message}
	if o.Problem.Code == "unauthorized" {
		e.Key = &api.Error{Op: "create the lipsync", Status: 401, Message: o.Problem.Message}
	}
	switch field := o.Problem.Param; {
	case o.Batch != "":
		where = " and stays in its batch: "
	case inForm && field != "":
		where, out = ", "+p.on.Form+" shows it: ", []Effect{RefuseForm{Fields: map[string]string{field: why}}}
	case inForm:
		where, out = ", "+p.on.Form+" shows it: ", []Effect{RefuseForm{Text: why}}
	}
	e.Text = brief + where + why
	return append(out, e)
}

// keyLife is about how long HeyGen remembers an idempotency key (api.md 1.5).
const keyLife = 23 * time.Hour

// Decision is what there is to decide about a submission.
type Decision struct {
	// Nothing is why there is none, "" when there is.
	Nothing string
	// Made asks whether it was made, which nobody knows because of Why; else it can be
	// taken back.
	Made bool
	Why  string
}

// Decide is what enter decides about a submission, or x with takeBack: one whose create
// may have left cannot be taken back, only its job can be deleted.
func (p *Pending) Decide(o *Outgoing, takeBack bool, now time.Time) Decision {
	switch {
	case takeBack && o.Refuse(submission.Drop) == "" && o.Problem.Code != submission.CodeReadOnly:
		return Decision{} // whichever lipdash has it
	case o.Elsewhere && o.WaitsElsewhere():
		return Decision{Nothing: o.Problem.Message + " " + o.Problem.Next}
	case o.Elsewhere && takeBack:
		return Decision{Nothing: p.Called(o) + " is not dropped: " + o.Refuse(submission.Drop)}
	case o.Elsewhere:
		return Decision{Nothing: "another lipdash has it, or left it behind: it is taken over when that one is gone"}
	case o.State == submission.Asking && now.Sub(o.KeyAt) > keyLife:
		return Decision{Made: true, Why: "HeyGen's answer was lost and the key that protects it is a day old."}
	case o.State == submission.Asking:
		return Decision{Made: true, Why: "HeyGen's answer was lost, and it cannot be told for sure."}
	case takeBack && o.Sent():
		return Decision{Nothing: p.Called(o) + " has left already: once it is a job it can be deleted"}
	case takeBack:
		return Decision{Nothing: p.Called(o) + " is not dropped: " + o.Refuse(submission.Drop)}
	}
	_, info := p.Phase(o, now)
	if o.Place > 0 && !p.Paused() {
		info = "it waits for a slot" // at which place it does its row tells, and goes on to tell
	}
	return Decision{Nothing: p.Called(o) + ": " + info}
}

// DraftNote says in the form, which may be empty, whether what is typed is safe; kept
// tells that there is a disk for it.
func (r *Room) DraftNote(empty, kept bool) string {
	switch {
	case r.Flow.Busy():
		return "sending"
	case empty:
		return ""
	case !kept, r.Drafts.Lost():
		return "draft not on disk"
	case r.Drafts.OnDisk():
		return "draft saved"
	}
	return "draft"
}
