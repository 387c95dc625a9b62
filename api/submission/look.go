package submission

import (
	"slices"
	"strings"
	"time"

	"lipdash/api"
)

const (
	// appears is how long an accepted create may take to show up in the list.
	appears = 5 * time.Minute
	// serverSlack is how far the server's clock may be behind ours.
	serverSlack = 2 * time.Minute
)

// look asks for the job.
func (s *Submission) look() []Effect {
	s.State, s.NextTry = Unknown, time.Time{}
	return []Effect{Look{
		CallbackID: s.CallbackID, Ours: s.CallbackID == CallbackPrefix+string(s.ID),
		Title: s.Title(), Since: s.KeyAt, Lost: s.DoubtAt, Dismissed: s.Dismissed,
	}}
}

// Match finds the job among listed ones. The submission's own callback id is
// proof; a callback id the user gave, or the same title made at the right time,
// is a guess. Jobs that are known to be another submission's are no candidates.
func (l Look) Match(jobs []api.Job, taken func(api.JobID) bool) Looked {
	if i := l.find(jobs, taken, l.byCallback); i != nil {
		return Looked{Found: i, Guess: !l.Ours}
	}
	if i := l.find(jobs, taken, l.byTitle); i != nil {
		return Looked{Found: i, Guess: true}
	}
	return Looked{}
}

func (l Look) find(jobs []api.Job, taken func(api.JobID) bool, is func(api.Job) bool) *api.JobID {
	for _, j := range jobs {
		if j.ID != "" && !slices.Contains(l.Dismissed, j.ID) && is(j) && !taken(j.ID) {
			id := j.ID
			return &id
		}
	}
	return nil
}

func (l Look) byCallback(j api.Job) bool {
	if l.CallbackID == "" || j.CallbackID != l.CallbackID {
		return false
	}
	return l.Ours || j.CreatedAt.IsZero() || l.recent(j)
}

// byTitle needs a time, and a job that carries no other callback id.
func (l Look) byTitle(j api.Job) bool {
	if l.Title == "" || strings.TrimSpace(j.Title) != l.Title || j.CreatedAt.IsZero() {
		return false
	}
	return (j.CallbackID == "" || j.CallbackID == l.CallbackID) && l.recent(j)
}

// MayBe tells whether a listed job that does not tell its callback id may be the
// one: lists leave fields out, and a read of the job alone tells it (api.md 1.2).
func (l Look) MayBe(j api.Job) bool {
	return j.CallbackID == "" && strings.TrimSpace(j.Title) == l.Title && !j.CreatedAt.IsZero() && l.recent(j)
}

func (l Look) recent(j api.Job) bool { return !j.CreatedAt.Before(l.Since.Add(-serverSlack)) }

func (e Looked) step(s *Submission, now time.Time) []Effect {
	found := e.Found != nil && *e.Found != ""
	switch {
	case !s.maybeMade():
		return nil
	case e.Err == nil && found && !e.Guess:
		return s.accept(*e.Found)
	case s.State != Unknown, s.Held, !s.NextTry.IsZero():
		// Nothing is looked for just now.
		return nil
	case e.Err != nil:
		return s.couldNotLook(e.Err, now)
	case found:
		s.Candidate = *e.Found
		return s.askUser()
	case e.Partial && !s.Insisted:
		return s.askUser()
	}
	if req, ok := s.resendable(now); ok {
		return s.sending(req)
	}
	if age := now.Sub(s.KeyAt); age < appears && age > -clockSlack {
		return s.wait(nil, s.Problem, now)
	}
	return s.askUser()
}

func (s *Submission) couldNotLook(err error, now time.Time) []Effect {
	p := problemOf(err)
	switch {
	case waitsForUser(err):
		return s.hold(p)
	case lost(err), passing(err):
		return s.wait(err, p, now)
	}
	s.Problem = p
	if req, ok := s.resendable(now); ok && s.Insisted {
		return s.sending(req)
	}
	return s.askUser()
}

func (s *Submission) askUser() []Effect {
	s.State, s.Looking, s.Insisted, s.NextTry, s.Tries = Asking, false, false, time.Time{}, 0
	return []Effect{AskUser{}}
}

// Resend queues it again. A key that the server has forgotten is replaced when it
// is sent, which is the user's risk; one that still counts is kept. What was lost in an
// envelope has none of its own.
func (Resend) step(s *Submission, now time.Time) []Effect {
	if s.State != Asking {
		return nil
	}
	if gone := Withheld(s.Values); len(gone) > 0 {
		return s.refuse(withheldProblem(gone[0]))
	}
	if s.expired(now) || s.Key == "" {
		s.Doubt = false
	}
	if s.Candidate != "" {
		s.Dismissed = append(s.Dismissed, s.Candidate)
	}
	s.State, s.Candidate, s.Insisted, s.Problem = Queued, "", true, Problem{}
	return s.ask(now)
}
