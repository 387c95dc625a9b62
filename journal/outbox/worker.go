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

	// The rest is under the outbox's lock. stored is what is in the store, until
	// when it is ours.
	stored  submission.Submission
	until   time.Time
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
		if errors.Is(err, errLost) || errors.Is(err, journal.ErrStale) {
			s, effects, err = c.reread(ctx)
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
	switch ev.(type) {
	case nil:
		return s, nil, ctx.Err()
	case reread:
		return s, nil, errLost
	}
	next, effects := submission.Step(s, ev, now())
	if next.Held && keys != c.o.keys.Load() {
		// The key that was refused is not the one there is now.
		next, effects = submission.Step(next, submission.Submitted{}, now())
	}
	return next, effects, nil
}

// errLost says that another process may have the submission.
var errLost = errors.New("the lease has lapsed")

// keep puts a step in the store before its effects, however long that takes. An
// error means that the submission is not ours any more, or the context's end.
func (c *worker) keep(ctx context.Context, s submission.Submission) error {
	for wait := c.o.pace.first; ; wait = min(2*wait, c.o.pace.last) {
		err := c.store(ctx, s)
		if err == nil || errors.Is(err, journal.ErrStale) || errors.Is(err, errLost) {
			return err
		}
		c.complain(err)
		if !sleep(ctx, wait) {
			return ctx.Err()
		}
	}
}

func (c *worker) store(ctx context.Context, s submission.Submission) error {
	if err := c.hold(ctx); err != nil {
		return err
	}
	if s.Rev != c.seen().Rev {
		if err := c.o.store.save(ctx, s); err != nil {
			return err
		}
	}
	c.show(s)
	c.o.queue.stir()
	return nil
}

// hold makes sure that the lease is still ours, and that nothing was done to the
// submission while it was not.
func (c *worker) hold(ctx context.Context) error {
	if !c.lapsed() {
		return nil
	}
	s, err := c.claim(ctx)
	if err == nil && s.Rev != c.seen().Rev {
		err = errLost
	}
	return err
}

// claim asks for the lease; errLost says that another process has it, or that
// the submission is over.
func (c *worker) claim(ctx context.Context) (submission.Submission, error) {
	until := c.o.lease()
	s, mine, err := c.o.store.claim(ctx, c.id, until)
	if err == nil && !mine {
		err = errLost
	}
	if err == nil {
		c.o.mu.Lock()
		c.until = until
		c.o.mu.Unlock()
	}
	return s, err
}

// reread takes the submission as it is in the store; an error says that it is not
// to be driven here any more.
func (c *worker) reread(ctx context.Context) (submission.Submission, []submission.Effect, error) {
	for wait := c.o.pace.first; ; wait = min(2*wait, c.o.pace.last) {
		s, err := c.claim(ctx)
		if err == nil {
			if s.Rev == c.seen().Rev {
				// The same, but with what may not be written.
				s = c.seen()
			}
			c.show(s)
			next, effects := submission.Resume(s, now())
			return next, effects, nil
		}
		if errors.Is(err, errLost) {
			if s.State.Final() {
				c.show(s)
			}
			return s, nil, err
		}
		c.complain(err)
		if !sleep(ctx, wait) {
			return s, nil, ctx.Err()
		}
	}
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
	if _, ok := ev.(reread); ok {
		return true
	}
	next, effects := submission.Step(s, ev, now())
	return next.Rev != s.Rev || len(effects) > 0
}
