package outbox

import (
	"context"
	"slices"
	"sync"
	"time"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/journal"
)

// line is where couriers wait for a slot.
type line struct {
	mu      sync.Mutex
	waiting map[submission.ID]chan struct{}
	// stirred has a value when something may have changed.
	stirred chan struct{}
}

func newLine() *line {
	return &line{waiting: map[submission.ID]chan struct{}{}, stirred: make(chan struct{}, 1)}
}

// stir makes the line ask again. It never blocks.
func (l *line) stir() {
	select {
	case l.stirred <- struct{}{}:
	default:
	}
}

// wait returns true when the submission is let through, false when the context
// ends first.
func (l *line) wait(ctx context.Context, id submission.ID) bool {
	through := make(chan struct{})
	l.mu.Lock()
	l.waiting[id] = through
	l.mu.Unlock()
	l.stir()
	select {
	case <-through:
		return true
	case <-ctx.Done():
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.waiting, id)
	return false
}

// let ends a wait.
func (l *line) let(id submission.ID) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if through := l.waiting[id]; through != nil {
		close(through)
		delete(l.waiting, id)
	}
}

func (l *line) has(id submission.ID) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.waiting[id] != nil
}

func (l *line) empty() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.waiting) == 0
}

// guard lets couriers through, one after the other, until the context ends.
func (o *Outbox) guard(ctx context.Context) {
	for {
		var again <-chan time.Time
		if d := o.admit(ctx); d > 0 {
			again = time.After(d)
		}
		select {
		case <-ctx.Done():
			return
		case <-o.line.stirred:
		case <-again:
		}
	}
}

// admit lets the next one through if it may pass, and says when to ask again
// although nothing stirs; 0 is never.
func (o *Outbox) admit(ctx context.Context) time.Duration {
	o.tellJournal(ctx)
	if o.line.empty() {
		return 0
	}
	queue, err := o.shelf.open(ctx)
	if err != nil {
		o.complain(err)
		return o.pace.poll
	}
	o.compare(queue)
	head, ok := next(queue)
	if !ok || !o.line.has(head.ID) {
		return o.pace.poll
	}
	if o.opts.Limit < 0 {
		o.line.let(head.ID)
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
		o.scout(ctx, 0)
		return o.pace.poll
	}
	limit := o.account.limit(o.opts.Limit, now())
	got, err := o.shelf.takeSlot(ctx, id, limit, o.account.busy(), o.lease())
	switch {
	case err != nil:
		o.complain(err)
	case got:
		o.line.let(id)
	default:
		o.scout(ctx, o.pace.list)
	}
	return o.pace.poll
}

// patience is how many attempts of a create without an answer keep the later
// ones back. Its job may yet be made, and then it is the earlier one; but one
// that never gets an answer must not stop the rest.
const patience = 3

// next is who may be let through: the first that is queued, unless an earlier
// one is just being made.
func next(queue []submission.Submission) (submission.Submission, bool) {
	for _, s := range queue {
		switch {
		case s.State == submission.Queued:
			return s, true
		case s.State == submission.Sending:
			return s, false
		case s.State == submission.Unknown && !s.Held && !s.Looking && s.Tries < patience:
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
	var changed []*courier
	for _, s := range queue {
		c := o.couriers[s.ID]
		switch {
		case c == nil && s.State == submission.Queued:
			elsewhere = append(elsewhere, s.Order)
		case c != nil && s.Rev > c.stored.Rev && o.line.has(s.ID):
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
		if o.line.has(c.id) {
			c.complain(err)
		}
	}
}

// scout asks the server what has ended, unless it was asked a moment ago.
func (o *Outbox) scout(ctx context.Context, every time.Duration) {
	if !o.account.due(every, now()) {
		return
	}
	o.work.Go(func() {
		page, err := o.opts.Client.ListJobs(ctx, api.ListOptions{Limit: pageSize})
		if err == nil {
			o.account.see(active(page.Jobs), page.Jobs, now())
			o.recognize(page.Jobs)
		}
		o.account.asked(now())
		o.line.stir()
	})
}

func active(jobs []api.Job) []api.JobID {
	var out []api.JobID
	for _, j := range jobs {
		if j.Status.Active() {
			out = append(out, j.ID)
		}
	}
	return out
}

// tellJournal passes on what was learned of the account: which jobs have ended,
// and how many it takes. What cannot be written is said again by the next
// picture.
func (o *Outbox) tellJournal(ctx context.Context) {
	if n := o.account.toTell(); n > 0 && o.shelf.learnLimit(ctx, n) == nil {
		o.account.toldOf(n)
	}
	var seen []journal.Observation
	for id, j := range o.account.takeNews() {
		seen = append(seen, journal.Observation{ID: id, Status: j.Status, At: now(), Length: j.Duration})
	}
	if len(seen) > 0 {
		_ = o.shelf.observe(ctx, seen)
	}
}
