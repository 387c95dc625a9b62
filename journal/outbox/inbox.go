package outbox

import (
	"slices"
	"sync"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/journal"
)

// inbox holds what others tell a worker. Putting never blocks.
type inbox struct {
	mu     sync.Mutex
	events []submission.Event
	// ready has a value when there may be something.
	ready chan struct{}
}

func newInbox() *inbox { return &inbox{ready: make(chan struct{}, 1)} }

func (b *inbox) put(ev submission.Event) {
	b.mu.Lock()
	b.events = append(b.events, ev)
	b.mu.Unlock()
	journal.Sign(b.ready)
}

// take empties it.
func (b *inbox) take() []submission.Event {
	b.mu.Lock()
	defer b.mu.Unlock()
	out := b.events
	b.events = nil
	return out
}

// What the user decides about submissions on their way.

// Resend sends one that is in doubt once more: the user has decided.
func (o *Outbox) Resend(id submission.ID) { o.tell(id, submission.Resend{}) }

// Discard takes one back; it does nothing while a create may be under way.
func (o *Outbox) Discard(id submission.ID) { o.tell(id, submission.Discard{}) }

// Pointed says that a job is the one that a submission in doubt has made.
func (o *Outbox) Pointed(id submission.ID, job api.JobID) {
	o.tell(id, submission.Answered{JobID: job})
}

// Resume sets those going that are Held, all of them or those that are named:
// there is another key, or another quota.
func (o *Outbox) Resume(only ...submission.ID) {
	if len(only) == 0 {
		o.keys.Add(1)
	}
	for _, c := range o.all() {
		if len(only) > 0 && !slices.Contains(only, c.id) {
			continue
		}
		switch s := c.seen(); {
		case s.Held:
			c.inbox.put(submission.Submitted{})
		case s.State == submission.InEnvelope:
			o.resumeEnvelope(s.Envelope)
		}
	}
}
