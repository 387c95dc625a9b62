package submission

import (
	"reflect"
	"time"
)

// Step is what an event makes of a submission, and what to do then. It is pure:
// s is not changed. An event that does not fit changes nothing and asks for
// nothing; nothing fits a final state.
func Step(s Submission, ev Event, now time.Time) (Submission, []Effect) {
	return change(s, now, func(next *Submission) []Effect { return ev.step(next, now) })
}

// Resume is what to do with a submission found on disk at a start, taken over
// from another process, or held until the user had another key: what was under
// way is under way no more. The job of a create that may have left is looked for.
func Resume(s Submission, now time.Time) (Submission, []Effect) {
	return change(s, now, func(next *Submission) []Effect { return next.resume(now) })
}

// change works on a copy and counts what became different.
func change(s Submission, now time.Time, f func(*Submission) []Effect) (Submission, []Effect) {
	next := s.clone()
	if s.State.Final() {
		return next, nil
	}
	effects := f(&next)
	if !reflect.DeepEqual(s, next) {
		next.Rev, next.UpdatedAt = s.Rev+1, now
	}
	return next, effects
}

func (s *Submission) resume(now time.Time) []Effect {
	s.Held = false
	switch s.State {
	case Queued:
		return s.ask(now)
	case Uploading:
		s.State, s.NextTry = Queued, time.Time{}
		return s.ask(now)
	case Ready:
		return s.proceed(now)
	case InEnvelope:
		return []Effect{AwaitEnvelope{s.Envelope}}
	case Sending, Unknown:
		if s.State == Sending || s.DoubtAt.IsZero() {
			s.DoubtAt = now
		}
		s.Doubt = true
		return s.check(now)
	case Asking:
		return []Effect{AskUser{}}
	}
	return nil
}

func (TimeCame) step(s *Submission, now time.Time) []Effect {
	switch {
	case s.Held:
		return nil
	case s.State == Queued:
		return s.ask(now)
	case s.NextTry.IsZero():
		// Something is under way; its end will come as an event.
		return nil
	case s.waits(now):
		return []Effect{Wake{s.NextTry}}
	case s.State == Uploading:
		return s.proceed(now)
	case s.State == Unknown:
		return s.check(now)
	}
	return nil
}

// State is how far a submission has come.
type State string

// The states of a submission.
const (
	// Queued is held on this machine; nothing of it is on the server, or the
	// user has decided to send it again.
	Queued State = "queued"
	// Uploading sends its local files.
	Uploading State = "uploading"
	// Ready has its files on the server and waits for the others of its batch.
	Ready State = "ready"
	// InEnvelope goes, or went, in one call with others of its batch (Envelope).
	InEnvelope State = "enclosed"
	// Sending has the create call on its way.
	Sending State = "sending"
	// Unknown is a create whose answer was lost. Its job is looked for, and when
	// it is not there the create is sent again: it heals by itself.
	Unknown State = "unknown"
	// Asking may have a job that is not surely its own, or none although its key
	// is too old to protect: the user must decide.
	Asking State = "asking"
	// Accepted, Refused and Discarded are final. Refused means that the server
	// said no; Discarded that the user took it back.
	Accepted  State = "accepted"
	Refused   State = "refused"
	Discarded State = "discarded"
)

// Final tells whether nothing changes any more.
func (s State) Final() bool { return s == Accepted || s == Refused || s == Discarded }
