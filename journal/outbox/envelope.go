package outbox

import (
	"context"
	"errors"
	"time"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/journal"
)

// envelope carries one envelope through its steps, as a worker does with a submission. Only
// its own goroutine steps and saves.
type envelope struct {
	o  *Outbox
	id submission.EnvelopeID
	// resumed has a value when the user has done something about what is held.
	resumed chan struct{}
	// trusted is true once one of its entries was seen to name its job.
	trusted bool

	// The rest is under the outbox's lock. stored is what is in the journal.
	stored        submission.Envelope
	trouble       submission.Problem
	started, over bool
	falls         int
	rest          time.Time
}

func (w *envelope) drive(ctx context.Context) {
	defer w.ended(ctx)
	w.run(ctx)
}

// ended takes what is over off the list, and gives the rest another goroutine after a fault.
func (w *envelope) ended(ctx context.Context) {
	w.o.mu.Lock()
	defer w.o.mu.Unlock()
	w.over = true
	switch {
	case ctx.Err() != nil:
	case w.stored.State == submission.EnvelopeOver:
		delete(w.o.envelopes, w.id)
	default:
		w.rest = now().Add(api.Backoff(w.o.pace.first, longestRest, w.falls))
		w.falls++
	}
	w.o.changed()
}

func (w *envelope) run(ctx context.Context) {
	if w.seen().State == submission.EnvelopeWaiting && !w.o.unpaused(ctx, nil) {
		return
	}
	e, effects := submission.ResumeEnvelope(w.whole(ctx, w.seen()), now())
	for {
		if err := w.keep(ctx, e); err != nil {
			return
		}
		w.o.deliver(e)
		if e.State == submission.EnvelopeOver || ctx.Err() != nil {
			return
		}
		keys := w.o.keys.Load()
		ev := w.await(ctx, effects)
		if ev == nil {
			return
		}
		e, effects = submission.StepEnvelope(w.whole(ctx, e), ev, now())
		if e.Held && keys != w.o.keys.Load() {
			// The key that was refused is not the one there is now.
			e, effects = submission.StepEnvelope(e, submission.Submitted{}, now())
		}
	}
}

func (w *envelope) seen() submission.Envelope {
	w.o.mu.Lock()
	defer w.o.mu.Unlock()
	return w.stored
}

// whole is the envelope with its bodies, as far as its members are still known whole.
func (w *envelope) whole(ctx context.Context, e submission.Envelope) submission.Envelope {
	e.Bodies = nil
	bodies := make([]api.CreateRequest, 0, len(e.Items))
	for _, it := range e.Items {
		s, err := w.o.known(ctx, it.ID)
		if err != nil {
			return e
		}
		req, err := s.Request()
		if err != nil {
			return e
		}
		bodies = append(bodies, req)
	}
	e.Bodies = bodies
	return e
}

var errUnknown = errors.New("the journal does not know the submission")

// known is a submission with all that this process knows of it.
func (o *Outbox) known(ctx context.Context, id submission.ID) (submission.Submission, error) {
	o.mu.Lock()
	c, whole := o.workers[id], o.whole[id]
	var s submission.Submission
	if c != nil {
		s = c.stored
	}
	o.mu.Unlock()
	if c == nil {
		var found bool
		var err error
		if s, found, err = o.opts.Journal.Submission(ctx, id); err != nil || !found {
			return s, errors.Join(errUnknown, err)
		}
	}
	if len(submission.Withheld(s.Values)) > 0 && whole != nil {
		s.Values = whole
	}
	return s, nil
}

// keep puts a step in the journal before its effects, however long that takes. An error
// means that another process has the envelope, or the context's end.
func (w *envelope) keep(ctx context.Context, e submission.Envelope) error {
	for wait := w.o.pace.first; e.Rev != w.seen().Rev; wait = min(2*wait, w.o.pace.last) {
		// It is not interrupted: what is known is worth the moment it takes.
		err := w.o.opts.Journal.SaveEnvelope(context.WithoutCancel(ctx), e)
		if err == nil {
			break
		}
		if errors.Is(err, journal.ErrStale) {
			return err
		}
		w.show(w.seen(), troubleOf(err))
		if !journal.Sleep(ctx, wait) {
			return ctx.Err()
		}
	}
	w.show(e, submission.Problem{})
	return nil
}

func (w *envelope) show(e submission.Envelope, trouble submission.Problem) {
	w.o.mu.Lock()
	w.stored, w.trouble = e, trouble
	w.o.mu.Unlock()
	w.o.changed()
}

// await performs the effects and returns what comes of it, nil when the context ends first:
// only an answer to the call is worth something then.
func (w *envelope) await(ctx context.Context, effects []submission.Effect) submission.EnvelopeEvent {
	if len(effects) == 0 {
		select {
		case <-w.resumed:
			return submission.Submitted{}
		case <-ctx.Done():
			return nil
		}
	}
	ev := w.perform(ctx, effects[0])
	if _, answered := ev.(submission.BatchMade); ctx.Err() != nil && !answered {
		return nil
	}
	return ev
}

func (w *envelope) perform(ctx context.Context, e submission.Effect) submission.EnvelopeEvent {
	switch e := e.(type) {
	case submission.Wake:
		// What may have been made is looked for, and what surely was not waits as the rest.
		if sleepUntil(ctx, e.At, w.o.pace.retry) && (w.seen().State != submission.EnvelopeWaiting || w.o.unpaused(ctx, nil)) {
			return submission.TimeCame{}
		}
	case submission.SendBatch:
		return w.send(ctx, e)
	case submission.LookForAll:
		return w.look(ctx, e)
	case submission.ReadBatch:
		return w.read(ctx, e.ID)
	}
	return nil
}

func (w *envelope) send(ctx context.Context, e submission.SendBatch) submission.EnvelopeEvent {
	id, err := w.o.opts.Client.CreateBatch(ctx, e.Request, e.Key)
	if err != nil {
		if api.IsMissingCall(err) {
			w.o.noBatches.Store(true)
		}
		return submission.BatchFailed{Err: err}
	}
	return submission.BatchMade{ID: id}
}
