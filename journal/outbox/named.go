package outbox

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
	"lipdash/journal"
)

// OtherInputsError is an idempotency key that was used for something else.
type OtherInputsError struct {
	// Params are the parameters that differ, none when the lipsync was taken back.
	Params []string
	// Job is what was made with the key, "" as far as that is not known; Items is how many
	// lipsyncs the batch has that was made with it, 0 for a single one.
	Job   api.JobID
	Items int
}

// Error says so, and what to do.
func (e *OtherInputsError) Error() string {
	what := "a lipsync"
	switch {
	case e.Job != "":
		what = "job " + string(e.Job)
	case e.Items > 0:
		what = fmt.Sprintf("a batch of %d", e.Items)
	}
	if len(e.Params) == 0 {
		return "this idempotency key belongs to a lipsync that was taken back although HeyGen may have made it: look for its job, and use another key for a new one"
	}
	return fmt.Sprintf("this idempotency key belongs to %s with another %s: nothing was sent; use another key, or the same inputs",
		what, strings.Join(e.Params, ", "))
}

// FindNamed finds the submission of a caller's idempotency key (submission.CheckKey), in
// whatever state and whichever process has it, and resumes it. With other inputs it is
// an OtherInputsError. After a refusal nothing was made, and the key begins anew: next is
// the submission to come where there is none.
func (o *Outbox) FindNamed(ctx context.Context, key string, values map[string]string) (s submission.Submission, next submission.ID, found bool, err error) {
	for attempt := 0; ; attempt++ {
		id := submission.Named(key, attempt)
		s, found, err = o.opts.Journal.Submission(ctx, id)
		if err == nil && !found {
			err = o.noBatch(ctx, record.BatchID(key))
		}
		if err != nil || !found {
			return s, id, false, err
		}
		if s.MayHaveMade() {
			return s, id, true, o.goOn(s, values)
		}
	}
}

// noBatch is an error where a key names a batch already.
func (o *Outbox) noBatch(ctx context.Context, id record.BatchID) error {
	b, found, err := o.opts.Journal.Batch(ctx, id)
	if err == nil && found {
		err = &OtherInputsError{Params: []string{"audio"}, Items: len(b.Items)}
	}
	return err
}

// FindBatch finds the batch of a caller's idempotency key, which is its id, and resumes it.
// Where its items are not these, by their numbers, it is an OtherInputsError; one that was
// refused may be made from something else now (RetryBatch).
func (o *Outbox) FindBatch(ctx context.Context, key string, items []record.BatchItem, values []map[string]string) (b record.Batch, found bool, err error) {
	b, found, err = o.BatchNamed(ctx, key)
	if err != nil || !found {
		return b, false, err
	}
	other := &OtherInputsError{Items: len(b.Items), Params: []string{"audio"}}
	if len(items) != len(b.Items) {
		return b, true, other
	}
	now := map[int]map[string]string{}
	for i, it := range items {
		now[it.Number] = values[i]
	}
	had, err := o.Had(ctx, b, now)
	if err != nil {
		return b, true, err
	}
	for _, it := range items {
		h, known := had[it.Number]
		if h.Nothing || known && len(h.Params) == 0 {
			continue // where nothing was made of it, it begins anew
		}
		if known {
			other.Params = h.Params
		}
		return b, true, other
	}
	o.giveAgain(ctx, record.Batch{ID: b.ID, Items: items}, values)
	return b, true, nil
}

// BatchNamed finds the batch of a caller's idempotency key. Where the key names a single
// lipsync it is an OtherInputsError.
func (o *Outbox) BatchNamed(ctx context.Context, key string) (b record.Batch, found bool, err error) {
	b, found, err = o.opts.Journal.Batch(ctx, record.BatchID(key))
	if err == nil && !found {
		err = o.noSingle(ctx, key)
	}
	return b, found, err
}

// Had compares what items of a batch were sent from with what they would be sent from now,
// by their numbers. What is no item of the batch is not in it.
func (o *Outbox) Had(ctx context.Context, b record.Batch, now map[int]map[string]string) (map[int]submission.Had, error) {
	had := map[int]submission.Had{}
	for _, it := range b.Items {
		values, asked := now[it.Number]
		if !asked {
			continue
		}
		s, _, err := o.opts.Journal.Submission(ctx, it.Submission)
		if err != nil {
			return nil, err
		}
		had[it.Number] = s.Against(o.opts.Journal.Kept(values))
	}
	return had, nil
}

// noSingle is an error where a key names a single lipsync already, after however many that
// were refused.
func (o *Outbox) noSingle(ctx context.Context, key string) error {
	for attempt := 0; ; attempt++ {
		s, found, err := o.opts.Journal.Submission(ctx, submission.Named(key, attempt))
		if err != nil || !found {
			return err
		}
		if s.MayHaveMade() {
			return &OtherInputsError{Params: []string{"audio"}, Job: s.JobID}
		}
	}
}

// SubmitNamed is SubmitAgain for an intent that has a caller's idempotency key: one that
// FindNamed finds is returned as it is, and found is true.
func (o *Outbox) SubmitNamed(ctx context.Context, key string, values map[string]string, draft string, of api.JobID) (s submission.Submission, found bool, err error) {
	for {
		s, next, found, err := o.FindNamed(ctx, key, values)
		if err != nil || found {
			return s, found, err
		}
		s = o.single(ctx, next, values)
		s.Again = of
		s, err = o.take(ctx, s, draft)
		if !errors.Is(err, journal.ErrStale) {
			return s, false, err
		}
		// Another process was quicker.
	}
}

// goOn lets a submission go on that was found, with what is not on the disk of it.
func (o *Outbox) goOn(s submission.Submission, values map[string]string) error {
	other := &OtherInputsError{Params: submission.Differing(s.Values, o.opts.Journal.Kept(values)), Job: s.JobID}
	if len(other.Params) > 0 || s.State == submission.Discarded {
		return other
	}
	o.mu.Lock()
	o.whole[s.ID] = values
	o.mu.Unlock()
	o.tell(s.ID, submission.Given{Values: values})
	return nil
}
