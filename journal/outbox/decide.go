package outbox

import (
	"slices"

	"lipdash/api"
	"lipdash/api/submission"
)

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
