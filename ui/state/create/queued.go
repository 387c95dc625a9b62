package create

import (
	"time"

	"lipdash/api/submission"
	"lipdash/ui/kit/format"
)

// Queued is a submission in the queue in words, where there are no keys: in a command.
type Queued struct {
	// State is how far it is in a word, Why what went wrong, WaitsFor what has to come; each
	// of the last two may be "".
	State, Why, WaitsFor string
}

// QueuedWords are the words for a submission in a queue; driven tells that a process runs which
// sends it.
func QueuedWords(o *Outgoing, q submission.Queue, driven bool, now time.Time) Queued {
	w := Queued{State: stateWord(o), Why: o.Problem.Message}
	switch {
	case o.State == submission.Asking:
		w.WaitsFor = "your decision in the dashboard whether it was made"
	case o.Waits() && o.Paused:
		w.WaitsFor = "you to resume it"
	case o.Held:
		w.WaitsFor = "another key or quota"
	case o.Waits() && q.Paused():
		w.WaitsFor = "the queue to be resumed"
	case o.AtHeyGen():
		w.WaitsFor = "HeyGen, which has it, to begin"
	case !driven && o.Sent():
		w.State, w.WaitsFor = "checking", "a lipdash to run and look whether it was made"
	case !driven:
		w.WaitsFor = "a lipdash to run"
		if o.State == submission.Uploading {
			w.State = "queued" // nothing goes up
		}
	case o.NextTry.After(now):
		w.WaitsFor = "its next try at " + format.Clock(o.NextTry, now)
	case o.State == submission.Queued:
		w.WaitsFor = "a slot"
	case o.State == submission.Ready && o.Place > 0:
		w.WaitsFor = "its turn, with its batch"
	case o.State == submission.Ready:
		w.WaitsFor = "the others of its batch"
	case o.State == submission.Uploading:
		w.WaitsFor = "its files to be sent"
	case o.State == submission.Unknown:
		w.WaitsFor = "its job to be found"
	case o.State == submission.InEnvelope && o.Call == submission.EnvelopeUnknown:
		w.WaitsFor = "its batch to be found"
	default:
		w.WaitsFor = "HeyGen's answer"
	}
	return w
}

func stateWord(o *Outgoing) string {
	switch {
	case o.Waits() && o.Paused:
		return "paused"
	case o.Held:
		return "held"
	case o.Waits():
		return "queued"
	case o.State == submission.Uploading:
		return "uploading"
	case o.State == submission.Unknown:
		return "checking"
	case o.State == submission.Asking:
		return "unsure"
	case o.State == submission.InEnvelope:
		return Word(o)
	}
	return "sending"
}
