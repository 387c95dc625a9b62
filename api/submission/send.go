package submission

import (
	"time"

	"lipdash/api"
)

// send fixes the body, mints its key if it has none that counts, and sends it.
func (s *Submission) send(now time.Time) []Effect {
	if s.Doubt {
		s.State = Unknown
		return s.check(now)
	}
	req, err := s.request()
	if err != nil {
		return s.refuse(problemOf(err))
	}
	hash, err := hashOf(req)
	if err != nil {
		return s.refuse(problemOf(err))
	}
	if hash != s.BodyHash || s.expired(now) {
		s.mint(hash, now)
	}
	s.State = Sending
	return []Effect{Send{Request: req, Key: s.Key}}
}

// check finds out what became of a create that may have been accepted: by
// sending the same body with the same key, which is safe as long as the server
// remembers the key, else by looking for the job.
func (s *Submission) check(now time.Time) []Effect {
	s.NextTry = time.Time{}
	if !s.Looking && s.protects(now) {
		req, err := s.request()
		if err == nil {
			if hash, err := hashOf(req); err == nil && hash == s.BodyHash {
				return []Effect{Send{Request: req, Key: s.Key}}
			}
		}
		// A link lost its signature on disk: this body cannot be sent again.
	}
	return s.look()
}

func (e Answered) step(s *Submission, now time.Time) []Effect {
	switch {
	case s.Mint == 0:
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
	s.Doubt, s.Looking, s.Held, s.Tries = false, false, false, 0
	return nil
}

func (e SendFailed) step(s *Submission, now time.Time) []Effect {
	switch {
	case s.State != Sending && s.State != Unknown:
		return nil
	case s.forgotten(e.Err):
		return s.renew(now)
	case s.State == Unknown:
		return s.stillUnknown(e.Err, now)
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
	case passing(err), unready(err) && s.Tries < oddTries:
		// Surely nothing was made: it is a queued one again, with its key.
		s.State = Queued
		return s.wait(err, p, now)
	}
	return s.refuse(p)
}

// lose turns a create without an answer into one that is being checked.
func (s *Submission) lose(err error, now time.Time) []Effect {
	s.State, s.Doubt = Unknown, true
	return s.wait(err, problemOf(err), now)
}

// stillUnknown takes the failure of a resend, which leaves the first attempt in
// doubt unless the answer settles that too.
func (s *Submission) stillUnknown(err error, now time.Time) []Effect {
	p := problemOf(err)
	switch {
	case settles(err):
		return s.refuse(p)
	case waitsForUser(err):
		return s.hold(p)
	case lost(err), passing(err), unready(err) && s.Tries < oddTries:
		return s.wait(err, p, now)
	}
	s.Problem = p
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

func backoff(tries int) time.Duration { return min(firstWait<<min(tries-1, 10), lastWait) }
