package outbox

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"lipdash/api/safely"
	"lipdash/api/submission"
	"lipdash/journal"
)

// Run adopts what other processes left and drives everything until the context
// ends; then it waits for its goroutines. What it was driving is free for others
// once this process leaves the journal; it may Run again, also while the one
// before waits for a call that does not end. It returns nil, or ErrRuns at once.
func (o *Outbox) Run(ctx context.Context) error {
	if o.opts.ReadOnly {
		o.lookOn(ctx)
		return nil
	}
	work := o.begin(ctx)
	if work == nil {
		return ErrRuns
	}
	o.lookAfter(ctx)
	<-ctx.Done()
	o.setPhase(stopped)
	work.Wait()
	return nil
}

func (o *Outbox) setPhase(p phase) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.phase = p
}

// begin starts the queue, and the workers of what was submitted before the first
// Run. What came after one may be another process's by now. It is nil when
// another Run goes on.
func (o *Outbox) begin(ctx context.Context) *sync.WaitGroup {
	o.mu.Lock()
	defer o.mu.Unlock()
	before := o.phase
	if before == running {
		return nil
	}
	o.phase, o.ctx, o.work = running, ctx, &sync.WaitGroup{}
	o.work.Go(safely.Func(func() { o.runAdmission(ctx) }))
	for _, c := range o.workers {
		switch {
		case c.started:
		case before == waiting:
			o.start(c)
		default:
			c.over = true
		}
	}
	for _, w := range o.envelopes {
		w.over = w.over || !w.started // it begins with what the journal has of it
	}
	return o.work
}

// start gives a worker its goroutine; the caller holds the lock.
func (o *Outbox) start(c *worker) {
	var ctx context.Context
	ctx, c.halt = context.WithCancel(o.ctx)
	c.started = true
	o.work.Go(safely.Func(func() { c.drive(ctx) }))
}

// aloneEvery is how often a journal is looked at that is shared with nobody.
const aloneEvery = time.Minute

// lookOn only sees what becomes of the queue.
func (o *Outbox) lookOn(ctx context.Context) {
	for _ = o.heed(ctx); ; _ = o.heed(ctx) {
		o.once.Do(func() { close(o.looked) })
		if !journal.Sleep(ctx, o.pace.adopt) {
			return
		}
	}
}

// lookAfter adopts what no process has any more, and gives what this one has and
// does not drive another worker, for as long as the context lasts.
func (o *Outbox) lookAfter(ctx context.Context) {
	every := o.pace.adopt
	if !o.opts.Journal.Survives() {
		every = aloneEvery
	}
	for {
		_ = o.heed(ctx) // it is tried again in a moment
		o.retryDue(ctx)
		over := o.over()
		o.adopting.Store(true)
		taken, err := o.opts.Journal.Adopt(ctx) // it is tried again in a moment
		own, bad := o.opts.Journal.Own(ctx, o.driven)
		for _, s := range slices.Concat(taken, own) {
			delete(over, s.ID)
			o.enroll(s)
		}
		if o.adopting.Store(false); len(taken)+len(own) > 0 {
			o.queue.stir()
		}
		if err == nil && bad == nil {
			o.drop(over)
		}
		o.lookAfterEnvelopes(ctx)
		o.once.Do(func() { close(o.looked) })
		if !journal.Sleep(ctx, every) {
			return
		}
	}
}

// over are the workers that have ended.
func (o *Outbox) over() map[submission.ID]*worker {
	o.mu.Lock()
	defer o.mu.Unlock()
	out := maps.Clone(o.workers)
	maps.DeleteFunc(out, func(_ submission.ID, c *worker) bool { return !c.over })
	return out
}

// drop takes workers off the list whose submission is final or another process's.
func (o *Outbox) drop(over map[submission.ID]*worker) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for id, c := range over {
		if o.workers[id] == c {
			delete(o.workers, id)
			o.changed()
		}
	}
}

// driven tells whether a submission has a worker, or is about to get one.
func (o *Outbox) driven(id submission.ID) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	c := o.workers[id]
	return o.coming[id] || c != nil && !c.over
}

// enroll gives a submission a worker, which begins with the Run. It never has two:
// while one of it is not over, that one goes on, or ends first where the journal
// knows more.
func (o *Outbox) enroll(s submission.Submission) {
	o.mu.Lock()
	defer o.mu.Unlock()
	delete(o.coming, s.ID)
	c := &worker{o: o, id: s.ID, inbox: newInbox(), stored: s}
	switch old := o.workers[s.ID]; {
	case old == nil:
	case !old.over:
		if old.started && old.stored.Rev < s.Rev {
			old.halt()
		}
		return
	case now().Before(old.rest):
		return
	default:
		// With what the user decided meanwhile, and what may not be written.
		c.inbox, c.falls, c.rest = old.inbox, old.falls, old.rest
		c.stored.Values, c.stored.CallbackID = old.stored.Values, old.stored.CallbackID
	}
	if values := o.whole[s.ID]; values != nil {
		c.stored.Values = values
	}
	o.workers[s.ID] = c
	if o.phase == running {
		o.start(c)
	}
	o.changed()
}

// Hanging are the submissions with a worker that does not end although its Run
// did: a call is under way that heeds no context. Nobody else may have them
// before this process ends.
func (o *Outbox) Hanging() []submission.ID {
	out := o.which(func(c *worker) bool { return c.started && !c.over })
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, w := range o.envelopes {
		if w.started && !w.over {
			for _, it := range w.stored.Items {
				out = append(out, it.ID)
			}
		}
	}
	return out
}

// Withheld are the submissions of which only this process knows all: another one
// could not send them, since the signature of a link is on no disk.
func (o *Outbox) Withheld() []submission.ID {
	out := o.which(func(c *worker) bool {
		return !c.stored.State.Final() && o.opts.Journal.Withholds(c.stored.Values)
	})
	o.mu.Lock()
	defer o.mu.Unlock()
	return slices.AppendSeq(out, maps.Keys(o.coming))
}

func (o *Outbox) which(ok func(*worker) bool) []submission.ID {
	o.mu.Lock()
	defer o.mu.Unlock()
	var out []submission.ID
	for id, c := range o.workers {
		if ok(c) {
			out = append(out, id)
		}
	}
	return out
}

func (o *Outbox) in(p phase) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.phase == p
}

func (o *Outbox) all() []*worker {
	o.mu.Lock()
	defer o.mu.Unlock()
	return slices.Collect(maps.Values(o.workers))
}
