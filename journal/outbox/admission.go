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
	if o.queue.empty() && o.gathering.empty() {
		return 0
	}
	queue, err := o.opts.Journal.Submissions(ctx)
	if err == nil {
		o.compare(queue)
		err = o.whoStopped(ctx, queue)
	}
	if err != nil {
		o.tellWaiting(troubleOf(err))
		return o.pace.poll
	}
	o.readAgain(queue)
	if o.Queue().Paused() {
		return o.pace.poll
	}
	head, group, ok := o.next(queue, now())
	if len(group) > 0 {
		return o.send(ctx, head.Batch, group)
	}
	if !ok || !o.queue.has(head.ID) {
		return o.pace.poll
	}
	return o.ask(ctx, head.ID)
}

// whoStopped tells those that wait of a process that was stopped with something
// in the queue before them: its turn may not pass to others while it lives.
func (o *Outbox) whoStopped(ctx context.Context, queue []submission.Submission) error {
	stopped, err := o.opts.Journal.Stopped(ctx)
	if err != nil {
		return err
	}
	var why submission.Problem
	for _, s := range queue {
		if o.queue.has(s.ID) {
			break
		}
		if pid := stopped[s.ID]; pid != 0 && !s.Held && !s.Paused {
			why = Stopped(pid)
		}
	}
	o.tellWaiting(why)
	return nil
}

// ask asks for a slot for the head of the queue.
func (o *Outbox) ask(ctx context.Context, id submission.ID) time.Duration {
	if o.opts.Limit >= 0 {
		if wait, ready := o.ready(ctx); !ready {
			return wait
		}
	}
	got, err := o.opts.Journal.TakeSlot(ctx, id, o.opts.Limit, o.account.busy())
	switch {
	case err != nil:
		o.tellWaiting(troubleOf(err))
	case got:
		o.queue.let(id)
	case o.opts.Limit >= 0:
		o.refresh(ctx, o.pace.list)
	}
	return o.pace.poll
}

// send puts a group into an envelope once the client does not wait.
func (o *Outbox) send(ctx context.Context, batch submission.BatchID, group []*gathered) time.Duration {
	if pause := o.opts.Client.PausedUntil().Sub(now()); pause > 0 {
		return pause
	}
	if err := o.dispatch(ctx, batch, group); err != nil {
		o.tellWaiting(troubleOf(err))
	}
	return o.pace.poll
}

// readAgain gives those another worker that the journal knows more of than they do: an
// envelope was stored, and the disk did not say so.
func (o *Outbox) readAgain(queue []submission.Submission) {
	for _, s := range queue {
		if g := o.gathering.of(s.ID); g != nil && s.Rev > g.s.Rev && !g.told {
			o.enroll(s)
		}
	}
}

// ready tells whether enough is known to ask for a slot, or when to look again.
func (o *Outbox) ready(ctx context.Context) (wait time.Duration, ok bool) {
	if pause := o.opts.Client.PausedUntil().Sub(now()); pause > 0 {
		return pause, false
	}
	if !o.account.recent(o.pace.picture, now()) {
		o.refresh(ctx, 0)
		return o.pace.poll, false
	}
	return 0, true
}

// patience is how long a create without an answer keeps the later ones back: its
// job may be made already, and then it is the earlier one. One that stays in doubt
// must not stop the rest.
const patience = 10 * time.Second

// longestCreate is longer than a create takes that is going to be answered: one that
// hangs must not stop the rest either.
const longestCreate = 3 * time.Minute

// next is who may be let through: the first in the queue, unless an earlier one
// is just being made, or the group of a batch that goes in one call. One that waits for
// the user is passed by, and so is a batch that is not complete.
func (o *Outbox) next(queue []submission.Submission, at time.Time) (submission.Submission, []*gathered, bool) {
	seen := map[submission.BatchID]bool{}
	for _, s := range queue {
		switch {
		case s.InQueue():
			return s, nil, true
		case s.State == submission.Ready && !s.Paused && !seen[s.Batch]:
			seen[s.Batch] = true
			if group := o.group(queue, s.Batch, at); len(group) > 0 {
				return s, group, true
			}
		case s.State == submission.Sending && !s.Doubt && at.Sub(s.UpdatedAt) < longestCreate:
			return s, nil, false
		case s.Doubt && s.HoldsSlot() && !s.Looking && s.Tries < 2 && at.Sub(s.DoubtAt) < patience:
			return s, nil, false
		}
	}
	return submission.Submission{}, nil, false
}

// compare looks at what other processes have in the queue.
func (o *Outbox) compare(queue []submission.Submission) {
	all := make([]submission.Outgoing, len(queue))
	for i, s := range queue {
		all[i].Submission = s
	}
	submission.Number(all, func(int64) int { return 0 })
	o.mu.Lock()
	defer o.mu.Unlock()
	var elsewhere []int64
	calls := map[int]bool{}
	for i := range all {
		if s := &all[i]; o.workers[s.ID] == nil && s.Place > 0 && !calls[s.Place] {
			calls[s.Place], elsewhere = true, append(elsewhere, s.Order)
		}
	}
	if !slices.Equal(o.elsewhere, elsewhere) {
		o.elsewhere = elsewhere
		o.changed()
	}
}

// tellWaiting shows on those that wait for their turn why they wait, or that it
// is over.
func (o *Outbox) tellWaiting(why submission.Problem) {
	for _, c := range o.all() {
		if o.queue.has(c.id) || o.gathering.of(c.id) != nil {
			c.complain(why)
		}
	}
}
