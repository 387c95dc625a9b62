package outbox

import (
	"context"
	"time"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/journal"
)

// store is where submissions are kept: the journal, or memory alone.
type store interface {
	// submit stores a new one at the end of the queue; it is ours until then.
	submit(ctx context.Context, s submission.Submission, draft string, until time.Time) (submission.Submission, error)
	// save stores a step; the error is journal.ErrStale when another process
	// was quicker.
	save(ctx context.Context, s submission.Submission) error
	// claim makes one ours again and reads it; mine is false when another
	// process drives it or it has ended.
	claim(ctx context.Context, id submission.ID, until time.Time) (s submission.Submission, mine bool, err error)
	// renew keeps all that are ours, adopt takes those of nobody, release gives
	// one back.
	renew(ctx context.Context, until time.Time) error
	adopt(ctx context.Context, until time.Time) ([]submission.Submission, error)
	release(ctx context.Context, id submission.ID) error

	// open are those that are not final, of all processes, in order.
	open(ctx context.Context) ([]submission.Submission, error)
	// takeSlot lets the first of the queue through when fewer than limit jobs
	// are on the account; active are the ones that are known.
	takeSlot(ctx context.Context, id submission.ID, limit int, active []api.JobID, until time.Time) (bool, error)
	// learnLimit notes how many jobs the account takes.
	learnLimit(ctx context.Context, n int) error

	// observe notes the states that jobs were seen in, record what is known of a
	// job that was made here.
	observe(ctx context.Context, seen []journal.Observation) error
	record(ctx context.Context, r journal.JobRecord) error
	// makers are the submissions that jobs are known to have come from.
	makers(ctx context.Context, ids []api.JobID) (map[api.JobID]submission.ID, error)

	// asset is an earlier upload of a file, or of its content when it has a
	// hash, "" when there is none.
	asset(ctx context.Context, f journal.File) (api.AssetID, error)
	keepAsset(ctx context.Context, f journal.File, id api.AssetID) error
	// forgetAsset drops one that the server has not.
	forgetAsset(ctx context.Context, id api.AssetID) error
	// anyOfSize tells whether the content of an upload of this size is known,
	// hash is that of an unchanged file, "" when it has to be read.
	anyOfSize(ctx context.Context, size int64) (bool, error)
	hash(ctx context.Context, f journal.File) (string, error)
	keepHash(ctx context.Context, f journal.File) error
}
