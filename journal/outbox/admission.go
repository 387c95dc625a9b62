package outbox

import (
	"context"
	"slices"
	"time"

	"lipdash/api/submission"
)

// runAdmission lets workers through, one after the other, until the context ends.
func (o *Outbox) runAdmission(ctx context.Context) {
	for {
		var again <-chan time.Time
		if d := o.admit(ctx); d > 0 {
			again = time.After(d)
		}
		select {
		case <-ctx.Done():
			return
		case <-o.queue.stirred:
		case <-again:
		}
	}
}

// admit lets the next one through if it may pass, and says when to ask again
// although nothing stirs; 0 is never.
func (o *Outbox) admit(ctx context.Context) time.Duration {
	o.tellJournal(ctx)
	if o.queue.empty() {
		return 0
	}
	queue, err := o.store.open(ctx)
	if err != nil {
		o.complain(err)
		return o.pace.poll
	}
	o.compare(queue)
	head, ok := next(queue, now())
	if !ok || !o.queue.has(head.ID) {
		return o.pace.poll
	}
	if o.opts.Limit < 0 {
		o.queue.let(head.ID)
		return o.pace.poll
	}
	return o.ask(ctx, head.ID)
}

// ask asks for a slot for the head of the queue.
func (o *Outbox) ask(ctx context.Context, id submission.ID) time.Duration {
	if pause := o.opts.Client.PausedUntil().Sub(now()); pause > 0 {
		return pause
	}
	if !o.account.recent(o.pace.picture, now()) {
		o.refresh(ctx, 0)
		return o.pace.poll
	}
	limit := o.account.limit(o.opts.Limit, now())
	got, err := o.store.takeSlot(ctx, id, limit, o.account.busy(), o.lease())
	switch {
	case err != nil:
		o.complain(err)
	case got:
		o.queue.let(id)
	default:
		o.refresh(ctx, o.pace.list)
	}
	return o.pace.poll
}

// patience is how long a create without an answer keeps the later ones back: its
// job may be made already, and then it is the earlier one. One that stays in doubt
// must not stop the rest.
const patience = 10 * time.Second

// next is who may be let through: the first in the queue, unless an earlier one
// is just being made. One that waits for the user is passed by.
func next(queue []submission.Submission, at time.Time) (submission.Submission, bool) {
	for _, s := range queue {
		switch {
		case s.InQueue():
			return s, true
		case s.State == submission.Sending && !s.Doubt:
			return s, false
		case s.Doubt && s.HoldsSlot() && !s.Looking && s.Tries < 2 && at.Sub(s.DoubtAt) < patience:
			return s, false
		}
	}
	return submission.Submission{}, false
}

// compare looks at what other processes have in the queue, and at what they have
// done to ours.
func (o *Outbox) compare(queue []submission.Submission) {
	o.mu.Lock()
	var elsewhere []int64
	var changed []*worker
	for _, s := range queue {
		c := o.workers[s.ID]
		switch {
		case c == nil && s.InQueue():
			elsewhere = append(elsewhere, s.Order)
		case c != nil && s.Rev > c.stored.Rev && o.queue.has(s.ID):
			changed = append(changed, c)
		}
	}
	same := slices.Equal(o.elsewhere, elsewhere)
	o.elsewhere = elsewhere
	o.mu.Unlock()
	for _, c := range changed {
		c.inbox.put(reread{})
	}
	if !same {
		o.changed()
	}
}

// complain shows on those that wait why they wait.
func (o *Outbox) complain(err error) {
	for _, c := range o.all() {
		if o.queue.has(c.id) {
			c.complain(err)
		}
	}
}
