package outbox

import (
	"context"

	"lipdash/api/safely"
	"lipdash/api/submission"
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
	switch o.phase {
	case running:
		return false
	case stopped:
		o.left, o.workers = o.workers, map[submission.ID]*worker{}
	}
	o.phase, o.ctx = running, ctx
	o.work.Go(safely.Func(func() { o.runAdmission(ctx) }))
	for _, c := range o.workers {
		o.work.Go(safely.Func(func() { c.run(ctx) }))
	}
	return true
}

// adoptAll adopts what no process has any more, for as long as the context lasts.
// A journal in memory is shared with nobody.
func (o *Outbox) adoptAll(ctx context.Context) {
	for o.opts.Journal.Survives() {
		found, _ := o.opts.Journal.Adopt(ctx) // it is tried again in a moment
		for _, s := range found {
			o.enroll(s)
		}
		if !sleep(ctx, o.pace.adopt) {
			return
		}
	}
}

// enroll gives a submission a worker, unless it is too late for that.
func (o *Outbox) enroll(s submission.Submission) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.phase == stopped {
		return
	}
	if old := o.left[s.ID]; old != nil && old.stored.Rev == s.Rev {
		s = old.stored // with what may not be written
	}
	c := &worker{o: o, id: s.ID, inbox: newInbox(), stored: s}
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
