package outbox

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/google/uuid"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/journal"
)

// gathering is where submissions wait for the others of their batches.
type gathering struct {
	mu      sync.Mutex
	waiting map[submission.ID]*gathered
}

// gathered is one that waits: as it is stored, and where it is told how it goes on. Only the
// admission tells, and knows of which it has.
type gathered struct {
	s    submission.Submission
	end  chan submission.Event
	told bool
}

// gather waits until the submission is in an envelope or goes alone, nil when the context
// ends first.
func (c *worker) gather(ctx context.Context) submission.Event {
	g := &gathered{s: c.seen(), end: make(chan submission.Event, 1)}
	c.o.gathering.put(c.id, g)
	defer c.o.gathering.drop(c.id, g)
	c.o.queue.stir()
	select {
	case ev := <-g.end:
		return ev
	case <-ctx.Done():
	}
	// What is on the disk already is no matter of who waits.
	c.o.gathering.drop(c.id, g)
	select {
	case ev := <-g.end:
		return ev
	default:
		return nil
	}
}

func (w *gathering) put(id submission.ID, g *gathered) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.waiting[id] = g
}

func (w *gathering) drop(id submission.ID, g *gathered) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.waiting[id] == g {
		delete(w.waiting, id)
	}
}

func (w *gathering) of(id submission.ID) *gathered {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.waiting[id]
}

func (w *gathering) empty() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.waiting) == 0
}

// tell ends a wait.
func (g *gathered) tell(ev submission.Event) {
	if !g.told {
		g.told = true
		g.end <- ev
	}
}

// group are those of a batch that go now, none while it waits for more: for those whose
// files go up, but not for ever, and never for what waits for the user or is paused.
func (o *Outbox) group(queue []submission.Submission, batch submission.BatchID, at time.Time) []*gathered {
	var ready []*gathered
	var last time.Time
	coming := false
	for _, s := range queue {
		if s.Batch != batch || s.Held || s.Paused || !s.Together() {
			continue
		}
		g := o.gathering.of(s.ID)
		switch {
		case s.State == submission.Ready && g != nil && g.s.Rev == s.Rev && !g.told:
			ready = append(ready, g)
			if s.UpdatedAt.After(last) {
				last = s.UpdatedAt
			}
		case s.State == submission.Queued, s.State == submission.Uploading, s.State == submission.Ready && o.driven(s.ID):
			coming = true
		}
	}
	if o.adopting.Load() {
		return nil // they are about to get their workers
	}
	if len(ready) < api.BatchMax && coming && at.Sub(last) < o.pace.gather {
		return nil
	}
	return ready[:min(len(ready), api.BatchMax)]
}

// dispatch puts a group into an envelope. One alone needs none, and where there are no
// batches everybody goes alone.
func (o *Outbox) dispatch(ctx context.Context, batch submission.BatchID, group []*gathered) error {
	if len(group) == 1 || o.noBatches.Load() {
		for _, g := range group {
			g.tell(submission.LeftAlone{})
		}
		return nil
	}
	b, _, err := o.opts.Journal.Batch(ctx, batch)
	if err != nil {
		return err
	}
	enclosed := submission.Enclosed{ID: submission.EnvelopeID(uuid.NewString()), At: now()}
	before := make([]submission.Submission, len(group))
	after := make([]submission.Submission, len(group))
	for i, g := range group {
		before[i] = g.s
		after[i], _ = submission.Step(g.s, enclosed, enclosed.At)
	}
	e, err := submission.NewEnvelope(enclosed.ID, batch, b.Name, before, enclosed.At)
	if err != nil {
		return err
	}
	switch err := o.enclose(ctx, e, after); {
	case errors.Is(err, journal.ErrStale):
		return nil // one of them has moved on: it is looked at again in a moment
	case err != nil:
		return err
	}
	o.enrollEnvelope(e)
	for _, g := range group {
		g.tell(enclosed)
	}
	return nil
}

// enclose looks once more when it failed, as store does.
func (o *Outbox) enclose(ctx context.Context, e submission.Envelope, members []submission.Submission) error {
	err := o.opts.Journal.Enclose(ctx, e, members)
	if err == nil || errors.Is(err, journal.ErrStale) {
		return err
	}
	if _, found, _ := o.opts.Journal.Envelope(context.WithoutCancel(ctx), e.ID); found {
		return nil
	}
	return err
}
