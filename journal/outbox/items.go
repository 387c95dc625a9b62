package outbox

import (
	"cmp"
	"slices"
	"sort"

	"lipdash/api/submission"
	"lipdash/journal"
)

// CodeJournal is the Problem's code of an item that waits for the journal.
const CodeJournal = "journal"

// Items are the submissions this process drives, in the order of the queue. One
// that is final stays for a minute.
func (o *Outbox) Items() []submission.Outgoing {
	o.mu.Lock()
	defer o.mu.Unlock()
	out := make([]submission.Outgoing, 0, len(o.workers))
	for _, c := range o.workers {
		out = append(out, c.item())
	}
	sort.Slice(out, func(i, j int) bool {
		a, b := &out[i].Submission, &out[j].Submission
		return cmp.Or(cmp.Compare(a.Order, b.Order), cmp.Compare(a.ID, b.ID)) < 0
	})
	submission.Number(out, func(order int64) int {
		n, _ := slices.BinarySearch(o.elsewhere, order)
		return n
	})
	return out
}

// Changes has a value when Items may have changed since the last one was taken.
func (o *Outbox) Changes() <-chan struct{} { return o.changes }

// Looked is closed once Run has looked what was left: Items has it.
func (o *Outbox) Looked() <-chan struct{} { return o.looked }

// changed never waits: one sign is as good as many.
func (o *Outbox) changed() { journal.Sign(o.changes) }

// item is the worker's submission for the screen; the caller holds the lock.
func (c *worker) item() submission.Outgoing {
	it := submission.Outgoing{Submission: c.stored, Param: c.param, Upload: c.at}
	if w := c.o.envelopes[c.stored.Envelope]; w != nil && !w.over {
		it.In(w.stored)
		if it.State == submission.InEnvelope && w.trouble != (submission.Problem{}) {
			it.Problem = w.trouble
		}
	}
	if c.trouble != (submission.Problem{}) {
		it.Submission.Problem = c.trouble
	}
	return it
}
