package outbox

import (
	"context"
	"errors"

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
}

// run steps until the submission is final, another process has it, or the
// context ends. An answer that came at the end is still kept.
func (c *worker) run(ctx context.Context) {
	s, effects := submission.Resume(c.seen(), now())
	for {
		err := c.keep(ctx, s)
		if ctx.Err() != nil {
			return
		}
		if err == nil && s.State.Final() {
			c.conclude(ctx, s)
			c.leave(ctx)
			return
		}
		if err == nil {
			s, effects, err = c.advance(ctx, s, effects)
		}
		if err != nil {
			c.leave(ctx)
			return
		}
	}
}

// advance performs the effects of a stored step, and takes the next one.
func (c *worker) advance(ctx context.Context, s submission.Submission, effects []submission.Effect) (submission.Submission, []submission.Effect, error) {
	keys := c.o.keys.Load()
	ev := c.await(ctx, s, effects)
	if ev == nil {
		return s, nil, ctx.Err()
	}
	next, effects := submission.Step(s, ev, now())
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

// await performs the effects and waits for what comes of it, or for something
// from outside that the submission heeds; nil when the context ends.
func (c *worker) await(ctx context.Context, s submission.Submission, effects []submission.Effect) submission.Event {
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
			return last(results)
		case ev := <-results:
			if ev != nil {
				return ev
			}
			results = nil
		case <-c.inbox.ready:
			if ev := c.heeded(s); ev != nil {
				stop()
				last(results)
				return ev
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
