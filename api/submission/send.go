package submission

import (
	"time"

	"lipdash/api"
)

// send fixes the body, mints its key if it has none that counts, and sends it.
func (s *Submission) send(now time.Time) []Effect {
	if s.Doubt {
		return s.check(now)
	}
	req, hash, err := s.body()
	if err != nil {
		return s.refuse(problemOf(err))
	}
	if hash != s.BodyHash || s.expired(now) {
		s.mint(hash, now)
	}
	return s.sending(req)
}

func (s *Submission) sending(req api.CreateRequest) []Effect {
	s.State, s.Insisted = Sending, false
	return []Effect{Send{Request: req, Key: s.Key}}
}

// check finds out what became of a create that may have been accepted. A key is
// no proof: a server may ignore it, or forget it when it answers 5xx (api.md 10).
// So the job is looked for first, and sent again only when it is not there and
// the key still counts.
func (s *Submission) check(now time.Time) []Effect {
	if _, ok := s.resendable(now); !ok {
		s.Looking = true
	}
	return s.look()
}

// resendable is the body that was sent, if its key still counts. A link that lost
// its signature on disk makes another body.
func (s *Submission) resendable(now time.Time) (api.CreateRequest, bool) {
	req, hash, err := s.body()
	return req, err == nil && hash == s.BodyHash && !s.Looking && s.protects(now)
}

func (e Answered) step(s *Submission, now time.Time) []Effect {
	switch {
	case !s.maybeMade():
		// Nothing of it was ever sent.
		return nil
	case e.JobID == "" && s.State == Sending:
		return s.lose(nil, now)
	case e.JobID == "":
		return nil
	}
	return s.accept(e.JobID)
}

func (s *Submission) accept(id api.JobID) []Effect {
	s.State, s.JobID = Accepted, id
	s.NextTry, s.Problem, s.Candidate = time.Time{}, Problem{}, ""
	s.Doubt, s.DoubtAt, s.Looking, s.Held, s.Tries = false, time.Time{}, false, false, 0
	return nil
}

func (e SendFailed) step(s *Submission, now time.Time) []Effect {
	switch {
	case s.State != Sending:
		return nil
	case s.forgotten(e.Err):
		return s.renew(now)
	case s.Doubt:
		return s.stillInDoubt(e.Err, now)
	}
	return s.failed(e.Err, now)
}

// failed takes the failure of a first attempt.
func (s *Submission) failed(err error, now time.Time) []Effect {
	p := problemOf(err)
	switch {
	case lost(err):
		return s.lose(err, now)
	case waitsForUser(err):
		s.State = Queued
		return s.hold(p)
	case passing(err), api.IsUnready(err) && s.Tries < oddTries:
		// Surely nothing was made: it is a queued one again, with its key.
		s.State = Queued
		return s.wait(err, p, now)
	}
	if s.retryLater(err, p, now) {
		return []Effect{Wake{s.NextTry}}
	}
	return s.refuse(p)
}

// lose turns a create without an answer into one that is being checked.
func (s *Submission) lose(err error, now time.Time) []Effect {
	s.State, s.Doubt, s.DoubtAt = Unknown, true, now
	return s.wait(err, problemOf(err), now)
}

// stillInDoubt takes the failure of a resend, which leaves the first attempt in
// doubt unless the answer says so of that too.
func (s *Submission) stillInDoubt(err error, now time.Time) []Effect {
	p := problemOf(err)
	if lost(err) {
		return s.lose(err, now)
	}
	if saysNotMade(err) {
		return s.refuse(p)
	}
	s.State = Unknown
	p.Money = "" // this attempt made nothing, the one before may have
	switch {
	case waitsForUser(err):
		return s.hold(p)
	case passing(err), api.IsUnready(err) && s.Tries < oddTries:
		return s.wait(err, p, now)
	}
	s.Problem, s.Looking = p, true
	return s.look()
}

// The waits between attempts.
const (
	firstWait = 2 * time.Second
	lastWait  = time.Minute
	// oddTries bounds how often a conflict that says nothing about waiting is
	// waited for all the same.
	oddTries = 8
)

// wait plans the next attempt: later each time, and never before the server
// asked for it.
func (s *Submission) wait(err error, p Problem, now time.Time) []Effect {
	s.Tries++
	s.Problem = p
	s.NextTry = now.Add(max(backoff(s.Tries), api.RetryAfter(err)))
	return []Effect{Wake{s.NextTry}}
}

func backoff(tries int) time.Duration { return api.Backoff(firstWait, lastWait, tries-1) }
