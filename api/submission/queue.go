package submission

import (
	"time"

	"lipdash/api"
)

func (Submitted) step(s *Submission, now time.Time) []Effect {
	switch {
	case s.Held:
		return s.resume(now)
	case s.State == Queued:
		return s.ask(now)
	}
	return nil
}

// ask asks the gate, or for the time when that makes sense.
func (s *Submission) ask(now time.Time) []Effect {
	if s.waits(now) {
		return []Effect{Wake{s.NextTry}}
	}
	s.NextTry = time.Time{}
	if s.Together() {
		return s.proceed(now)
	}
	return []Effect{AskForSlot{}}
}

// waits tells whether the time for the next try is yet to come. A wait that began
// in the future is over: the clock was set back since.
func (s *Submission) waits(now time.Time) bool {
	return now.Before(s.NextTry) && !now.Before(s.UpdatedAt)
}

func (SlotGranted) step(s *Submission, now time.Time) []Effect {
	if s.State != Queued || s.Held || s.Together() {
		return nil
	}
	return s.proceed(now)
}

// proceed uploads the next local file, or sends the create.
func (s *Submission) proceed(now time.Time) []Effect {
	s.NextTry = time.Time{}
	if gone := Withheld(s.Values); len(gone) > 0 && !s.Doubt {
		return s.refuse(withheldProblem(gone[0]))
	}
	if param, path, ok := s.nextUpload(); ok {
		s.State = Uploading
		return []Effect{Upload{Param: param, Path: path, Fresh: s.Renewed}}
	}
	if s.Together() {
		return s.gather()
	}
	return s.send(now)
}

func (e Uploaded) step(s *Submission, now time.Time) []Effect {
	param, _, ok := s.nextUpload()
	if s.State != Uploading || !ok || param != e.Param || e.Asset == "" {
		return nil
	}
	if s.Assets == nil {
		s.Assets = map[string]string{}
	}
	s.Assets[e.Param] = e.Asset
	s.Tries, s.Problem = 0, Problem{}
	return s.proceed(now)
}

func (e UploadFailed) step(s *Submission, now time.Time) []Effect {
	param, _, ok := s.nextUpload()
	if s.State != Uploading || !ok || param != e.Param {
		return nil
	}
	p := problemOf(e.Err)
	p.Param = e.Param
	switch {
	case waitsForUser(e.Err):
		s.State = Queued
		return s.hold(p)
	case passing(e.Err), api.IsUnready(e.Err) && s.Tries < oddTries:
		return s.wait(e.Err, p, now)
	}
	return s.refuse(p)
}

func (Discard) step(s *Submission, _ time.Time) []Effect {
	if s.State == Queued || s.State == Uploading || s.State == Ready || s.State == Asking {
		s.State, s.NextTry, s.Held, s.Looking = Discarded, time.Time{}, false, false
	}
	return nil
}

// hold leaves it where it is until the user has done something.
func (s *Submission) hold(p Problem) []Effect {
	s.Held, s.NextTry, s.Problem = true, time.Time{}, p
	return nil
}

// refuse ends it.
func (s *Submission) refuse(p Problem) []Effect {
	s.State, s.NextTry, s.Problem = Refused, time.Time{}, p
	s.Doubt, s.DoubtAt, s.Looking, s.Held = false, time.Time{}, false, false
	return []Effect{ReopenForm{}}
}

// Number gives the submissions of a queue their places, in its order; elsewhere tells how many
// of others' are before one. What goes in one call has one place, once no other of its batch
// is still to come.
func Number(queue []Outgoing, elsewhere func(order int64) int) {
	coming, calls := map[BatchID]bool{}, map[BatchID]int{}
	for i := range queue {
		if o := &queue[i]; o.Together() && !o.Held && !o.Paused && (o.State == Queued || o.State == Uploading) {
			coming[o.Batch] = true
		}
	}
	before := 0
	for i := range queue {
		o := &queue[i]
		ready := o.State == Ready && !o.Held && !o.Paused && !coming[o.Batch]
		if o.InQueue() || ready && calls[o.Batch] == 0 {
			before++
			o.Place = before + elsewhere(o.Order)
		}
		if ready && calls[o.Batch] == 0 {
			calls[o.Batch] = o.Place
		}
		if ready {
			o.Place = calls[o.Batch]
		}
	}
}
