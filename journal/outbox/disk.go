package outbox

import (
	"context"
	"time"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/journal"
)

// disk is the store that survives.
type disk struct {
	*journal.Journal
	owner string
}

// submit looks once more when it failed: a commit whose answer was lost must not
// be taken for none, or the user sends the intent a second time.
func (d disk) submit(ctx context.Context, s submission.Submission, draft string, until time.Time) (submission.Submission, error) {
	out, err := d.Submit(ctx, s, draft, d.owner, until)
	if err == nil {
		return out, nil
	}
	stored, found, again := d.Submission(context.WithoutCancel(ctx), s.ID)
	if again != nil || !found {
		return out, err
	}
	s.Order = stored.Order
	return s, nil
}

// save is not interrupted: what is known is worth the moment it takes.
func (d disk) save(ctx context.Context, s submission.Submission) error {
	return d.SaveSubmission(context.WithoutCancel(ctx), s)
}

func (d disk) claim(ctx context.Context, id submission.ID, until time.Time) (submission.Submission, bool, error) {
	mine, err := d.Claim(ctx, id, d.owner, until)
	if err != nil {
		return submission.Submission{}, false, err
	}
	s, found, err := d.Submission(ctx, id)
	return s, mine && found, err
}

func (d disk) renew(ctx context.Context, until time.Time) error { return d.Renew(ctx, d.owner, until) }

func (d disk) adopt(ctx context.Context, until time.Time) ([]submission.Submission, error) {
	if err := d.Reclaim(ctx, d.owner); err != nil {
		return nil, err
	}
	return d.Adopt(ctx, d.owner, until)
}

func (d disk) release(ctx context.Context, id submission.ID) error {
	return d.Release(ctx, id, d.owner)
}

func (d disk) open(ctx context.Context) ([]submission.Submission, error) { return d.Submissions(ctx) }

func (d disk) takeSlot(ctx context.Context, id submission.ID, limit int, active []api.JobID, until time.Time) (bool, error) {
	return d.TakeSlot(ctx, id, d.owner, limit, active, until)
}

func (d disk) learnLimit(ctx context.Context, n int) error { return d.LearnLimit(ctx, n) }

func (d disk) observe(ctx context.Context, seen []journal.Observation) error {
	return d.Observe(ctx, seen)
}

func (d disk) record(ctx context.Context, r journal.JobRecord) error { return d.RecordJob(ctx, r) }

func (d disk) makers(ctx context.Context, ids []api.JobID) (map[api.JobID]submission.ID, error) {
	known, err := d.Jobs(ctx, ids)
	out := make(map[api.JobID]submission.ID, len(known))
	for id, r := range known {
		out[id] = r.Submission
	}
	return out, err
}

func (d disk) asset(ctx context.Context, f journal.File) (api.AssetID, error) {
	id, _, err := d.KnownAsset(ctx, f)
	return id, err
}

func (d disk) keepAsset(ctx context.Context, f journal.File, id api.AssetID) error {
	return d.RecordAsset(ctx, f, id, now())
}

func (d disk) forgetAsset(ctx context.Context, id api.AssetID) error { return d.ForgetAsset(ctx, id) }

func (d disk) anyOfSize(ctx context.Context, size int64) (bool, error) { return d.AnyOfSize(ctx, size) }

func (d disk) hash(ctx context.Context, f journal.File) (string, error) { return d.KnownHash(ctx, f) }

func (d disk) keepHash(ctx context.Context, f journal.File) error { return d.RecordHash(ctx, f, now()) }
