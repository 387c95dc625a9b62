package outbox

import (
	"context"
	"time"

	"lipdash/api/safely"
	"lipdash/api/submission"
)

// Run adopts what other processes left and drives everything until the context
// ends; then it waits for its goroutines and gives back what it was driving. It
// returns nil, or ErrRan at once.
func (o *Outbox) Run(ctx context.Context) error {
	if !o.begin(ctx) {
		return ErrRan
	}
	o.keepLeases(ctx)
	<-ctx.Done()
	o.stop()
	return nil
}

// begin starts the queue, and the workers of what was submitted before.
func (o *Outbox) begin(ctx context.Context) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.phase != waiting {
		return false
	}
	o.phase, o.ctx = running, ctx
	o.work.Go(safely.Func(func() { o.runAdmission(ctx) }))
	for _, c := range o.workers {
		o.work.Go(safely.Func(func() { c.run(ctx) }))
	}
	return true
}

// keepLeases renews what is driven here and adopts what nobody drives, for as
// long as the context lasts. A journal in memory is shared with nobody.
func (o *Outbox) keepLeases(ctx context.Context) {
	if !o.opts.Journal.Survives() {
		return
	}
	for {
		o.renew(ctx)
		o.adopt(ctx)
		if !sleep(ctx, o.pace.lease/3) {
			return
		}
	}
}

// renew keeps the leases that have not lapsed. A worker whose lease has, since
// this process slept, has to ask for it: another may have it by now.
func (o *Outbox) renew(ctx context.Context) {
	workers, began, until := o.all(), now(), o.lease()
	if len(workers) == 0 || o.store.renew(ctx, until) != nil {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, c := range workers {
		switch {
		case began.Before(c.until):
			c.until = until
		case !c.stored.State.Final():
			c.inbox.put(reread{})
		}
	}
}

func (o *Outbox) adopt(ctx context.Context) {
	until := o.lease()
	found, err := o.store.adopt(ctx, until)
	if err != nil {
		return // it is tried again with the next renewal
	}
	for _, s := range found {
		o.enroll(s, until)
	}
}

// enroll gives a submission a worker, false when it is too late for that.
func (o *Outbox) enroll(s submission.Submission, until time.Time) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.phase == stopped {
		return false
	}
	if c := o.workers[s.ID]; c != nil {
		// It was ours before, another had it since.
		c.inbox.put(reread{})
		return true
	}
	c := &worker{o: o, id: s.ID, inbox: newInbox(), stored: s, until: until}
	o.workers[s.ID] = c
	if o.phase == running {
		ctx := o.ctx
		o.work.Go(safely.Func(func() { c.run(ctx) }))
	}
	o.changed()
	return true
}

// stop waits for everything that works, then gives back what is not over, so
// that the next process need not wait for the leases to lapse.
func (o *Outbox) stop() {
	o.mu.Lock()
	o.phase = stopped
	o.mu.Unlock()
	o.work.Wait()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(o.ctx), goodbye)
	defer cancel()
	for _, c := range o.all() {
		if !c.seen().State.Final() {
			// A lease that is not given back lapses by itself.
			_ = o.store.release(ctx, c.id)
		}
	}
}

// goodbye is how long giving back may take.
const goodbye = 2 * time.Second

// lease is until when something asked for now is ours.
func (o *Outbox) lease() time.Time { return now().Add(o.pace.lease) }

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
