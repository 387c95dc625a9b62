package outbox

import (
	"context"

	"lipdash/api/safely"
	"lipdash/api/submission"
	"lipdash/journal"
)

// enrollEnvelope drives an envelope that is new here, or whose goroutine has ended.
func (o *Outbox) enrollEnvelope(e submission.Envelope) {
	o.mu.Lock()
	defer o.mu.Unlock()
	w := &envelope{o: o, id: e.ID, resumed: make(chan struct{}, 1), stored: e}
	if old := o.envelopes[e.ID]; old != nil {
		if !old.over || now().Before(old.rest) {
			return
		}
		w.falls, w.rest = old.falls, old.rest
	}
	o.envelopes[e.ID] = w
	if o.phase == running {
		o.startEnvelope(w)
	}
}

// startEnvelope gives it its goroutine; the caller holds the lock.
func (o *Outbox) startEnvelope(w *envelope) {
	ctx := o.ctx
	w.started = true
	o.work.Go(safely.Func(func() { w.drive(ctx) }))
}

// resumeEnvelope lets an envelope go on that is held.
func (o *Outbox) resumeEnvelope(id submission.EnvelopeID) {
	o.mu.Lock()
	w := o.envelopes[id]
	o.mu.Unlock()
	if w == nil || !w.seen().Held {
		return
	}
	journal.Sign(w.resumed)
}

// lookAfterEnvelopes adopts envelopes, and tells submissions of this process what became of
// those that others drive or have driven.
func (o *Outbox) lookAfterEnvelopes(ctx context.Context) {
	found, err := o.opts.Journal.AdoptEnvelopes(ctx, o.drivenEnvelope)
	if err != nil {
		return // it is tried again in a moment
	}
	for _, e := range found {
		o.enrollEnvelope(e)
	}
	for id := range o.awaited() {
		if e, known, err := o.opts.Journal.Envelope(ctx, id); err == nil && known {
			o.deliver(e)
		}
	}
}

func (o *Outbox) drivenEnvelope(id submission.EnvelopeID) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	w := o.envelopes[id]
	return w != nil && !w.over
}

// awaited are the envelopes that submissions of this process are in and that are not driven
// here.
func (o *Outbox) awaited() map[submission.EnvelopeID]bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	out := map[submission.EnvelopeID]bool{}
	for _, c := range o.workers {
		if w := o.envelopes[c.stored.Envelope]; c.stored.State == submission.InEnvelope && (w == nil || w.over) {
			out[c.stored.Envelope] = true
		}
	}
	return out
}

// awaits tells whether a submission of this process waits for what becomes of an envelope.
func (o *Outbox) awaits(id submission.ID, e submission.EnvelopeID) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	c := o.workers[id]
	return c != nil && c.stored.State == submission.InEnvelope && c.stored.Envelope == e
}

// fate is what became of the submission in an envelope before it began to wait for that.
func (c *worker) fate(ctx context.Context, id submission.EnvelopeID) submission.Event {
	c.o.mu.Lock()
	w := c.o.envelopes[id]
	c.o.mu.Unlock()
	var e submission.Envelope
	if w != nil {
		e = w.seen()
	} else if stored, known, err := c.o.opts.Journal.Envelope(ctx, id); err == nil && known {
		e = stored
	}
	for _, it := range e.Items {
		if it.ID == c.id && it.Fate != "" {
			return fated(e, it)
		}
	}
	return nil
}

func fated(e submission.Envelope, it submission.EnvelopeItem) submission.Fated {
	return submission.Fated{ID: e.ID, Item: it, KeyAt: e.KeyAt, Lost: e.DoubtAt}
}

// deliver tells the submissions of this process what became of them in an envelope.
func (o *Outbox) deliver(e submission.Envelope) {
	for _, it := range e.Items {
		if it.Fate == "" || !o.awaits(it.ID, e.ID) {
			continue
		}
		if it.Job != "" {
			o.account.made(it.Job, now())
		}
		o.tell(it.ID, fated(e, it))
	}
}
