package outbox

import (
	"context"
	"time"

	"github.com/google/uuid"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/journal"
)

// intent is a new submission of this process.
func (o *Outbox) intent(id submission.ID, values map[string]string) submission.Submission {
	s := submission.New(id, values, now())
	s.Retries = o.opts.Retries
	return s
}

// single is one that belongs to no batch, whose cost is estimated here.
func (o *Outbox) single(ctx context.Context, id submission.ID, values map[string]string) submission.Submission {
	s := o.intent(id, values)
	if o.opts.Estimate != nil {
		s.Cost = o.opts.Estimate(ctx, values)
	}
	return s
}

// SubmitAgain is Submit for what makes a job again, "" for none.
func (o *Outbox) SubmitAgain(ctx context.Context, values map[string]string, draft string, of api.JobID) (submission.ID, error) {
	s := o.single(ctx, submission.ID(uuid.NewString()), values)
	s.Again = of
	s, err := o.take(ctx, s, draft)
	return s.ID, err
}

// planRetry has a job tried again that failed in passing and without a result, so that there
// is nothing it could have been billed for: HeyGen bills the seconds of the output (api.md 5.5).
// What cannot be written is told by the next picture.
func (o *Outbox) planRetry(ctx context.Context, j api.Job) {
	if o.opts.Retries <= 0 || j.Status != api.StatusFailed || j.VideoURL != "" || j.Duration > 0 {
		return
	}
	if cause, _ := api.CauseOf(j.FailureMessage); cause == api.CausePassing {
		_ = o.opts.Journal.PlanRetry(ctx, j.ID)
	}
}

// retryDue makes again what is to be, unless another process was quicker. What fails here is
// tried in a moment.
func (o *Outbox) retryDue(ctx context.Context) {
	if o.opts.Retries <= 0 || o.Queue().Paused() {
		return
	}
	due, err := o.opts.Journal.RetriesDue(ctx)
	if err != nil {
		return
	}
	for _, job := range due {
		id := submission.ID(uuid.NewString())
		o.expect(id, true)
		s, did, err := o.opts.Journal.Retry(context.WithoutCancel(ctx), job, id, journal.DayLimit{Most: o.opts.DailyLimit, Since: midnight(now())})
		o.expect(id, false)
		if did && err == nil {
			o.enroll(s)
		}
	}
}

// midnight is when the day of a moment began.
func midnight(t time.Time) time.Time {
	y, mo, d := t.Date()
	return time.Date(y, mo, d, 0, 0, 0, 0, t.Location())
}
