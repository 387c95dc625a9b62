package outbox

import (
	"context"
	"maps"

	"lipdash/api/safely"
	"lipdash/api/submission"
	"lipdash/journal"
)

// Run adopts what other processes left and drives everything until the context
// ends; then it waits for its goroutines. What it was driving is free for others
// once this process leaves the journal; it may Run again. It returns nil, or
// ErrRuns at once.
func (o *Outbox) Run(ctx context.Context) error {
	if !o.begin(ctx) {
		return ErrRuns
	}
	o.adoptAll(ctx)
	<-ctx.Done()
	o.setPhase(stopped)
	o.work.Wait()
	return nil
}

func (o *Outbox) setPhase(p phase) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.phase = p
}

// begin starts the queue, and the workers of what was submitted before.
func (o *Outbox) begin(ctx context.Context) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	before := o.phase
	if before == running {
		return false
	}
	o.phase, o.ctx = running, ctx
	o.work.Go(safely.Func(func() { o.runAdmission(ctx) }))
	if before == stopped {
		o.left = maps.Clone(o.workers) // another process may have it by now
		return true
	}
	for _, c := range o.workers {
		o.work.Go(safely.Func(func() { c.run(ctx) }))
	}
	return true
}

// adoptAll adopts what no process has any more, for as long as the context lasts.
// A journal in memory is shared with nobody.
func (o *Outbox) adoptAll(ctx context.Context) {
	for o.opts.Journal.Survives() {
		found, err := o.opts.Journal.Adopt(ctx) // it is tried again in a moment
		for _, s := range found {
			o.enroll(s)
		}
		if err == nil {
			o.dropLeft()
		}
		if !journal.Sleep(ctx, o.pace.adopt) {
			return
		}
	}
}

// dropLeft drops what the last Run left and this one did not get again.
func (o *Outbox) dropLeft() {
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.left) == 0 {
		return
	}
	maps.DeleteFunc(o.workers, func(id submission.ID, c *worker) bool { return o.left[id] == c })
	o.left = nil
	o.changed()
}

// enroll gives a submission a worker, which begins with the Run.
func (o *Outbox) enroll(s submission.Submission) {
	o.mu.Lock()
	defer o.mu.Unlock()
	events := newInbox()
	if old := o.left[s.ID]; old != nil {
		events = old.inbox // with what the user decided meanwhile
		if old.stored.Rev == s.Rev {
			s = old.stored // with what may not be written
		}
	}
	c := &worker{o: o, id: s.ID, inbox: events, stored: s}
	o.workers[s.ID] = c
	if o.phase == running {
		ctx := o.ctx
		o.work.Go(safely.Func(func() { c.run(ctx) }))
	}
	o.changed()
}

func (o *Outbox) in(p phase) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.phase == p
}

func (o *Outbox) all() []*worker {
	o.mu.Lock()
	defer o.mu.Unlock()
	out := make([]*worker, 0, len(o.workers))
	for _, c := range o.workers {
		out = append(out, c)
	}
	return out
}
