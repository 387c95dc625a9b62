package follow

import (
	"context"
	"fmt"
	"time"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/state/follow"
)

// BatchReader reads HeyGen's batches; *api.Client satisfies it.
type BatchReader interface {
	GetBatch(ctx context.Context, id api.BatchID) ([]api.BatchItem, error)
}

// apiBatch is a batch of HeyGen's whose items become jobs by and by. An item that is no
// job yet is waited for as a submission would be.
type apiBatch struct {
	id   api.BatchID
	from BatchReader
	wait *follow.Wait
	// made are the places of the items that are jobs, or failed without one.
	made map[int]bool
	left int
	next time.Time
	// asked is true while it is read.
	asked bool
}

// batchEvery is how often a batch is read while it is not all jobs.
const batchEvery = 15 * time.Second

// AddBatch waits for the jobs of a batch that HeyGen has.
func (f *Follower) AddBatch(ctx context.Context, from BatchReader, id api.BatchID, wait *follow.Wait) error {
	items, err := from.GetBatch(ctx, id)
	if err != nil {
		return err
	}
	b := &apiBatch{id: id, from: from, wait: wait, made: map[int]bool{}}
	f.batches = append(f.batches, b)
	f.tookBatch(b, items)
	return nil
}

// item names an item of a batch that is no job yet.
func (b *apiBatch) item(i int) submission.ID { return submission.ID(fmt.Sprintf("%s#%d", b.id, i)) }

func (f *Follower) tookBatch(b *apiBatch, items []api.BatchItem) {
	b.left, b.asked, b.next = 0, false, f.now.Add(batchEvery)
	for _, it := range items {
		switch {
		case b.made[it.Index]:
		case it.JobID != "":
			b.made[it.Index] = true
			b.wait.Expect(b.item(it.Index))
			b.wait.Became(b.item(it.Index), it.JobID)
			f.Add(api.Job{ID: it.JobID})
		case it.Status == api.StatusFailed:
			b.made[it.Index] = true
			b.wait.Expect(b.item(it.Index))
			f.Happened(follow.Change{Kind: follow.Refused, Submission: b.item(it.Index), Why: it.Failure})
		default:
			b.left++
			b.wait.Expect(b.item(it.Index))
		}
	}
}

// batchRead is a batch as it was read.
type batchRead struct {
	batch *apiBatch
	items []api.BatchItem
	err   error
}

// readBatches reads those that are due; what cannot be read now is read later.
func (f *Follower) readBatches(ctx context.Context) {
	for _, b := range f.batches {
		if b.left == 0 || b.asked || f.now.Before(b.next) {
			continue
		}
		if b.next = f.now.Add(batchEvery); f.rounds.Tight(f.conditions()) {
			continue
		}
		b.asked = true
		f.ask(ctx, func() any {
			items, err := b.from.GetBatch(ctx, b.id)
			return batchRead{b, items, err}
		})
	}
}

func (f *Follower) batchAnswered(r batchRead) {
	if r.batch.asked = false; r.err != nil {
		f.stop(api.IsAuth(r.err), r.err)
		return
	}
	f.tookBatch(r.batch, r.items)
}

// batchesNext is when the next batch is due, zero for never.
func (f *Follower) batchesNext() (next time.Time) {
	for _, b := range f.batches {
		if b.left > 0 && !b.asked && (next.IsZero() || b.next.Before(next)) {
			next = b.next
		}
	}
	return next
}
