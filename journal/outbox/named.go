package outbox

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/journal"
)

// OtherInputsError is an idempotency key that was used for something else.
type OtherInputsError struct {
	// Params are the parameters that differ, none when the lipsync was taken back.
	Params []string
	// Job is what was made with the key, "" as far as that is not known.
	Job api.JobID
}

// Error says so, and what to do.
func (e *OtherInputsError) Error() string {
	what := "a lipsync"
	if e.Job != "" {
		what = "job " + string(e.Job)
	}
	if len(e.Params) == 0 {
		return "this idempotency key belongs to a lipsync that was taken back although HeyGen may have made it: look for its job, and use another key for a new one"
	}
	return fmt.Sprintf("this idempotency key belongs to %s with another %s: nothing was sent; use another key, or the same inputs",
		what, strings.Join(e.Params, ", "))
}

// FindNamed finds the submission of a caller's idempotency key (submission.CheckKey), in
// whatever state and whichever process has it, and lets it go on. With other inputs it is
// an OtherInputsError. After a refusal nothing was made, and the key begins anew: next is
// the submission to come where there is none.
func (o *Outbox) FindNamed(ctx context.Context, key string, values map[string]string) (s submission.Submission, next submission.ID, found bool, err error) {
	for attempt := 0; ; attempt++ {
		id := submission.Named(key, attempt)
		s, found, err = o.opts.Journal.Submission(ctx, id)
		if err != nil || !found {
			return s, id, false, err
		}
		if s.MayHaveMade() {
			return s, id, true, o.goOn(s, values)
		}
	}
}

// SubmitNamed is Submit for an intent that has a caller's idempotency key: one that
// FindNamed finds is returned as it is, and found is true.
func (o *Outbox) SubmitNamed(ctx context.Context, key string, values map[string]string, draft string) (s submission.Submission, found bool, err error) {
	for {
		s, next, found, err := o.FindNamed(ctx, key, values)
		if err != nil || found {
			return s, found, err
		}
		s, err = o.take(ctx, o.intent(next, values), draft)
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
