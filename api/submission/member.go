package submission

import (
	"time"
)

// A submission that belongs to a batch goes with the others of it: its files first, without
// a slot, then all in one call (Envelope). While it is in an envelope it waits for what
// becomes of that, or for its job, met anywhere. It goes alone where there are no batches, or
// where it was left over.

// Together tells whether it goes with the others of its batch.
func (s Submission) Together() bool { return s.Batch != "" && !s.Alone }

type (
	// Gather waits until the batch is put into an envelope, which Enclosed says, or
	// LeftAlone that there is none for it.
	Gather struct{ Batch BatchID }
	// AwaitEnvelope waits for what becomes of the envelope: Fated.
	AwaitEnvelope struct{ ID EnvelopeID }
)

func (Gather) effect()        {}
func (AwaitEnvelope) effect() {}

type (
	// Enclosed says that it is in an envelope since At.
	Enclosed struct {
		ID EnvelopeID
		At time.Time
	}
	// LeftAlone says that it goes by itself.
	LeftAlone struct{}
	// Fated is what became of it in an envelope, which was sent first and lost last at these
	// times.
	Fated struct {
		ID          EnvelopeID
		Item        EnvelopeItem
		KeyAt, Lost time.Time
	}
)

// gather waits for the others of the batch, once there is a body.
func (s *Submission) gather() []Effect {
	if _, _, err := s.body(); err != nil {
		return s.refuse(problemOf(err))
	}
	s.State = Ready
	return []Effect{Gather{s.Batch}}
}

func (e Enclosed) step(s *Submission, _ time.Time) []Effect {
	if s.State != Ready || s.Held || e.ID == "" {
		return nil
	}
	s.State, s.Envelope, s.Tries, s.Problem, s.KeyAt = InEnvelope, e.ID, 0, Problem{}, e.At
	return []Effect{AwaitEnvelope{e.ID}}
}

func (LeftAlone) step(s *Submission, now time.Time) []Effect {
	if s.State != Ready || s.Held {
		return nil
	}
	s.State, s.Alone = Queued, true
	return s.ask(now)
}

func (e Fated) step(s *Submission, now time.Time) []Effect {
	if s.State != InEnvelope || s.Envelope != e.ID {
		return nil
	}
	it := e.Item
	if it.Fate == FateMade {
		return s.accept(it.Job)
	}
	s.Envelope = ""
	switch it.Fate {
	case FateFailed:
		if it.Problem.Code == codeAssetGone && len(s.Assets) > 0 && !s.Renewed {
			return s.renew(now)
		}
		return s.refuse(it.Problem)
	case FateAlone:
		s.State, s.Alone = Queued, true
		return s.ask(now)
	case FateAgain:
		return s.proceed(now)
	case FateHeld:
		s.State = Ready
		return s.hold(it.Problem)
	case FateDoubtful:
		// It has no key of its own yet: it is looked for, and nothing is sent by itself.
		s.State, s.Alone, s.Doubt, s.Problem = Unknown, true, true, it.Problem
		s.KeyAt, s.DoubtAt = e.KeyAt, e.Lost
		if s.DoubtAt.IsZero() {
			s.DoubtAt = now
		}
		return s.check(now)
	}
	s.Envelope = e.ID // no fate yet
	return nil
}

// codeAssetGone is the server's for a file that it does not have any more.
const codeAssetGone = "asset_not_found"

// maybeMade tells whether something of it may have reached the server.
func (s *Submission) maybeMade() bool { return s.Mint > 0 || s.Doubt || s.State == InEnvelope }
