package outbox

import (
	"context"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/journal"
)

// Queue is what holds for all that waits, as it was last read from the journal.
func (o *Outbox) Queue() submission.Queue {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.line
}

// Arrange changes the queue for all processes on the journal; the others heed it within a
// second.
func (o *Outbox) Arrange(ctx context.Context, c submission.Change) (submission.Changed, error) {
	if o.opts.ReadOnly {
		return submission.Changed{}, api.RefuseWrite()
	}
	out, err := o.opts.Journal.Arrange(ctx, c)
	if err == nil {
		_ = o.heed(ctx) // it is heeded in a moment in any case
	}
	return out, err
}

// heed takes over what became of the queue, here or in another process: places, what is
// paused, and what was dropped.
func (o *Outbox) heed(ctx context.Context) error {
	line, err := o.opts.Journal.Queue(ctx)
	if err != nil || line == o.Queue() {
		return err
	}
	open, err := o.opts.Journal.Submissions(ctx)
	if err != nil {
		return err
	}
	waits := make(map[submission.ID]submission.Submission, len(open))
	for _, s := range open {
		waits[s.ID] = s
	}
	for _, c := range o.all() {
		if s, is := waits[c.id]; is {
			c.placed(s)
		} else if err := c.dropped(ctx); err != nil {
			return err
		}
	}
	o.mu.Lock()
	o.line = line
	o.mu.Unlock()
	o.changed()
	o.queue.stir()
	return nil
}

// placed takes over the place of a worker's submission, and whether it is paused.
func (c *worker) placed(s submission.Submission) {
	c.o.mu.Lock()
	defer c.o.mu.Unlock()
	c.stored.Order, c.stored.Paused = s.Order, s.Paused
}

// dropped ends a worker whose submission was dropped by whoever: what it does is in vain. It
// could save nothing any more, and so send nothing.
func (c *worker) dropped(ctx context.Context) error {
	if c.seen().State.Final() {
		return nil
	}
	s, found, err := c.o.opts.Journal.Submission(ctx, c.id)
	if err != nil || !found || s.State != submission.Discarded {
		return err
	}
	c.o.mu.Lock()
	defer c.o.mu.Unlock()
	c.stored, c.trouble = s, submission.Problem{}
	if c.started {
		c.halt()
	}
	return nil
}

// mayUpload waits, for what goes with its batch and has no turn to wait for, until nothing is
// paused; false when the context ends first.
func (c *worker) mayUpload(ctx context.Context) bool {
	return !c.seen().Together() || c.o.unpaused(ctx, func() bool { return c.seen().Paused })
}

// unpaused waits until the queue is not paused, nor what only may be told of; false when the
// context ends first.
func (o *Outbox) unpaused(ctx context.Context, only func() bool) bool {
	for {
		// It is asked for: what was heeded may be too old at a start.
		line, err := o.opts.Journal.Queue(ctx)
		if err == nil && !line.Paused() && (only == nil || !only()) {
			return ctx.Err() == nil
		}
		if !journal.Sleep(ctx, o.pace.poll) {
			return false
		}
	}
}
