package outbox

import (
	"context"
	"errors"
	"time"

	"lipdash/api"
	"lipdash/api/safely"
	"lipdash/api/submission"
	"lipdash/journal"
)

// worker carries one submission through its steps. Only its own goroutine
// steps and saves.
type worker struct {
	o     *Outbox
	id    submission.ID
	inbox *inbox

	// The rest is under the outbox's lock. stored is what is in the journal.
	stored  submission.Submission
	trouble submission.Problem
	param   string
	at      api.UploadProgress
	// started and over are set when its goroutine begins and has ended; halt ends it.
	started, over bool
	halt          context.CancelFunc
	// falls counts how often workers of the submission ended by a fault, and until rest
	// there is no other one.
	falls int
	rest  time.Time
}

// drive is run, whose end is noted however it came.
func (c *worker) drive(ctx context.Context) {
	defer c.ended(ctx)
	c.run(ctx)
}

// longestRest bounds how long a submission waits for another worker.
const longestRest = time.Minute

// ended takes a final submission off the list. After a fault, a panic or a change
// behind the worker's back, the submission gets another worker, later each time.
func (c *worker) ended(ctx context.Context) {
	c.o.mu.Lock()
	defer c.o.mu.Unlock()
	c.over = true
	switch {
	case ctx.Err() != nil:
	case c.stored.State.Final():
		delete(c.o.workers, c.id)
	default:
		c.rest = now().Add(api.Backoff(c.o.pace.first, longestRest, c.falls))
		c.falls++
	}
	c.halt()
	c.o.changed()
}

// run steps until the submission is final, another process has it, or the
// context ends. An answer that came at the end is still kept.
func (c *worker) run(ctx context.Context) {
	s, effects := submission.Resume(c.seen(), now())
	for {
		err := c.keep(ctx, s)
		switch {
		case err != nil || ctx.Err() != nil:
			return
		case s.State.Final():
			c.conclude(ctx, s)
			journal.Sleep(ctx, c.o.pace.kept) // it is shown for a while longer
			return
		}
		if s, effects, err = c.advance(ctx, s, effects); err != nil {
			return
		}
	}
}

// advance performs the effects of a stored step, and takes the next one.
func (c *worker) advance(ctx context.Context, s submission.Submission, effects []submission.Effect) (submission.Submission, []submission.Effect, error) {
	keys := c.o.keys.Load()
	ev, err := c.await(ctx, s, effects)
	if err != nil {
		return s, nil, err
	}
	at := now()
	if e, ok := ev.(submission.Enclosed); ok {
		at = e.At // it is stored already, with its envelope
	}
	next, effects := submission.Step(s, ev, at)
	if next.Held && keys != c.o.keys.Load() {
		// The key that was refused is not the one there is now.
		next, effects = submission.Step(next, submission.Submitted{}, now())
	}
	return next, effects, nil
}

// keep puts a step in the journal before its effects, however long that takes. An
// error means that another process has the submission, or the context's end.
func (c *worker) keep(ctx context.Context, s submission.Submission) error {
	for wait := c.o.pace.first; ; wait = min(2*wait, c.o.pace.last) {
		err := c.store(ctx, s)
		if err == nil || errors.Is(err, journal.ErrStale) {
			return err
		}
		c.complain(troubleOf(err))
		if !journal.Sleep(ctx, wait) {
			return ctx.Err()
		}
	}
}

func (c *worker) store(ctx context.Context, s submission.Submission) error {
	if s.Rev != c.seen().Rev {
		// It is not interrupted: what is known is worth the moment it takes.
		if err := c.o.opts.Journal.SaveSubmission(context.WithoutCancel(ctx), s); err != nil {
			return err
		}
	}
	c.show(s)
	c.o.queue.stir()
	return nil
}

// errFell is a panic while effects were performed, which its handler was told of.
// What they have done is not known.
var errFell = errors.New("stopped by a fault")

// await performs the effects and waits for what comes of it, or for something
// from outside that the submission heeds. An error is the context's end, or that
// nothing will come.
func (c *worker) await(ctx context.Context, s submission.Submission, effects []submission.Effect) (submission.Event, error) {
	work, stop := context.WithCancel(ctx)
	done := make(chan submission.Event, 1)
	safely.Go(func() {
		defer close(done)
		done <- c.perform(work, effects)
	})
	defer func() { stop(); c.progress("", api.UploadProgress{}) }()
	for results := done; ; {
		select {
		case <-ctx.Done():
			if ev := last(results); ev != nil {
				return ev, nil
			}
			return nil, ctx.Err()
		case ev, ok := <-results:
			switch {
			case !ok:
				return nil, errFell
			case ev != nil:
				return ev, nil
			}
			results = nil
		case <-c.inbox.ready:
			if ev := c.heeded(s); ev != nil {
				stop()
				last(results)
				return ev, nil
			}
		}
	}
}

// last waits for work that was told to stop. Only an answer is worth something
// then.
func last(results <-chan submission.Event) submission.Event {
	if results == nil {
		return nil
	}
	if ev, ok := (<-results).(submission.Answered); ok {
		return ev
	}
	return nil
}

// heeded is the first event of the inbox that changes something; it leaves the
// later ones.
func (c *worker) heeded(s submission.Submission) submission.Event {
	events := c.inbox.take()
	for i, ev := range events {
		if !heeds(s, ev) {
			continue
		}
		for _, later := range events[i+1:] {
			c.inbox.put(later)
		}
		return ev
	}
	return nil
}

func heeds(s submission.Submission, ev submission.Event) bool {
	next, effects := submission.Step(s, ev, now())
	return next.Rev != s.Rev || len(effects) > 0
}
