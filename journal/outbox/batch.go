package outbox

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"lipdash/api/record"
	"lipdash/api/submission"
	"lipdash/journal"
)

// SubmitBatch takes many intents over at once, as Submit does with one: the items of a
// batch, with the values of each at its place. It is durable when it returns nil. Without
// an id the batch gets a new one; with one that is known no item is made twice, and items
// with other numbers join it.
func (o *Outbox) SubmitBatch(ctx context.Context, b record.Batch, values []map[string]string) (record.BatchID, error) {
	if len(values) != len(b.Items) {
		return "", fmt.Errorf("a batch of %d items has the values of %d", len(b.Items), len(values))
	}
	if b.ID == "" {
		b.ID = record.BatchID(uuid.NewString())
	}
	if b.MadeAt.IsZero() {
		b.MadeAt = now()
	}
	subs := make([]submission.Submission, len(values))
	for i, v := range values {
		subs[i] = o.intent(submission.ID(uuid.NewString()), v)
		subs[i].Cost = b.Items[i].Cost
	}
	_, err := o.takeOver(ctx, subs, func() ([]submission.Submission, error) { return o.opts.Journal.SubmitBatch(ctx, b, subs) })
	if err == nil {
		o.giveAgain(ctx, b, values)
	}
	return b.ID, err
}

// giveAgain gives items that were there already what is not on the disk of them.
func (o *Outbox) giveAgain(ctx context.Context, b record.Batch, values []map[string]string) {
	had, _, err := o.opts.Journal.Batch(ctx, b.ID)
	if err != nil {
		return // they are refused in time, and given again then
	}
	of := map[int]submission.ID{}
	for _, it := range had.Items {
		of[it.Number] = it.Submission
	}
	for i, it := range b.Items {
		if !o.opts.Journal.Withholds(values[i]) {
			continue
		}
		if s, found, err := o.opts.Journal.Submission(ctx, of[it.Number]); err == nil && found {
			_ = o.goOn(s, values[i]) // with other values it stays what it was
		}
	}
}

// RetryBatch sends items of a batch again that ended without a result, each as another
// submission: those of the numbers in again, with other values where there are some, or all
// for a nil map. One that was taken back before anything of it was made is sent where its
// number is named. It returns how many; what has not failed is left alone, so doing it twice
// at once makes nothing twice. An item whose link lost its signature on disk needs other
// values.
func (o *Outbox) RetryBatch(ctx context.Context, id record.BatchID, again map[int]map[string]string) (int, error) {
	b, ok, err := o.opts.Journal.Batch(ctx, id)
	if err != nil || !ok {
		return 0, err
	}
	instead := map[int]submission.ID{}
	var subs []submission.Submission
	for _, it := range b.Items {
		values, named := again[it.Number]
		takenBack := named && it.State == record.ItemDiscarded
		if !it.State.Failed() && !takenBack || again != nil && !named {
			continue
		}
		if values == nil || takenBack {
			old, _, err := o.opts.Journal.Submission(ctx, it.Submission)
			if err != nil {
				return 0, err
			}
			if takenBack && old.MayHaveMade() {
				continue
			}
			if values == nil {
				values = old.Values
			}
		}
		if len(submission.Withheld(values)) > 0 {
			continue
		}
		s := o.intent(submission.ID(uuid.NewString()), values)
		s.Item, s.Cost, s.Again = it.Number, it.Cost, it.Job
		instead[it.Number], subs = it.Submission, append(subs, s)
	}
	return o.takeOver(ctx, subs, func() ([]submission.Submission, error) {
		return o.opts.Journal.RetryItems(ctx, id, instead, subs)
	})
}

// takeOver stores submissions, all or none, drives those that were and tells how many.
func (o *Outbox) takeOver(ctx context.Context, subs []submission.Submission, store func() ([]submission.Submission, error)) (int, error) {
	if err := o.refuses(); err != nil {
		return 0, err
	}
	for _, s := range subs {
		o.expect(s.ID, true)
	}
	added, err := store()
	if err != nil {
		added = o.storedAnyway(ctx, subs)
		if len(added) > 0 {
			err = nil
		}
	}
	for _, s := range added {
		o.enroll(s)
	}
	for _, s := range subs {
		o.expect(s.ID, false)
	}
	return len(added), err
}

// storedAnyway are the submissions that are in the journal although it answered with an
// error (store).
func (o *Outbox) storedAnyway(ctx context.Context, subs []submission.Submission) (out []submission.Submission) {
	ctx = context.WithoutCancel(ctx)
	for _, s := range subs {
		stored, found, err := o.lookedFor(ctx, s.ID)
		if err != nil {
			return out
		}
		if found {
			s.Batch, s.Item, s.Order = stored.Batch, stored.Item, stored.Order
			out = append(out, s)
		}
	}
	return out
}

// lookedFor looks for a submission until that is known, within reason.
func (o *Outbox) lookedFor(ctx context.Context, id submission.ID) (s submission.Submission, found bool, err error) {
	err = errors.New("nobody looked")
	for n := 0; err != nil && n < storeLooks; n++ {
		if s, found, err = o.opts.Journal.Submission(ctx, id); err != nil {
			journal.Sleep(ctx, o.pace.first)
		}
	}
	return s, found, err
}
