package calls

import (
	"context"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
	"lipdash/ui/state/browse"
	"lipdash/ui/state/create"
)

// Memory is what outlives an answer and the program: the outbox that drives
// submissions to exactly one job each, the drafts, and what was learned of jobs.
// Methods with a context may wait for the disk and are only called from
// commands; the others return at once.
type Memory interface {
	// SubmitAgain takes an intent over; it is durable when the error is nil. The
	// draft it was typed as is gone then.
	// Of is the job that it makes again, "" for none.
	SubmitAgain(ctx context.Context, values map[string]string, draft string, of api.JobID) (submission.ID, error)
	// SubmitBatch takes the items of a batch over, with the values of each at its place, as
	// one; it is durable when the error is nil. A batch without an id gets one. With an id that is
	// known no item is made twice, and items with other numbers join it.
	SubmitBatch(ctx context.Context, b record.Batch, values []map[string]string) (record.BatchID, error)
	// RetryBatch sends items of a batch again that ended without a result, and tells how
	// many: all for nil, else those of the numbers, with other values where there are some.
	// What has not failed is left alone, and so is what a lost signature keeps.
	RetryBatch(ctx context.Context, id record.BatchID, again map[int]map[string]string) (int, error)
	// Batches are those made here, the newest first, with what is known of their items;
	// Batch is one of them, and whether it is known.
	Batches(ctx context.Context) ([]record.Batch, error)
	Batch(ctx context.Context, id record.BatchID) (record.Batch, bool, error)
	// Claims know whose each event is to act upon.
	Claims
	// NoteWaiting notes claims that are about to be made, for the next start if this one is killed;
	// WaitingJobs are the jobs of which an event was noted and nobody has claimed it.
	NoteWaiting(ctx context.Context, claims []string) error
	WaitingJobs(ctx context.Context, event string) ([]api.JobID, error)
	// CutShort is what programs had claimed that ended before it was over; each is told once.
	CutShort(ctx context.Context) ([]string, error)
	// Unclaimed are the jobs made here that ended so and of which nobody has acted upon it.
	Unclaimed(ctx context.Context, ended api.Status, event string) ([]api.Job, error)
	// Since is from when on events of a kind are acted upon late.
	Since(ctx context.Context, event string) (time.Time, error)
	// BatchesOf are the batches that some jobs were made for, and those that are named.
	BatchesOf(ctx context.Context, jobs []api.JobID, also ...record.BatchID) ([]record.Batch, error)
	// Resend, Discard and Pointed answer a submission that asks.
	Resend(id submission.ID)
	Discard(id submission.ID)
	Pointed(id submission.ID, job api.JobID)
	// Resume goes on with what waited for another key or quota: all of it, or the
	// submissions that are named.
	Resume(only ...submission.ID)
	// See tells what a poll brought: which jobs are active, and resources.
	See(active []api.JobID, jobs []api.Job)
	// Observe tells of changes of state as they were seen.
	Observe(seen []record.Observation)
	// Slots is how many jobs may run on the account at once, 0 when there is no limit.
	Slots() int
	// Outgoing are the submissions on their way, in order; Changes receives a
	// value when they may have changed.
	Outgoing() []create.Outgoing
	Changes() <-chan struct{}
	// Queue is what holds for all that waits, and Arrange changes it, for all processes on
	// this account.
	Queue() submission.Queue
	// Retries are the failed jobs that are tried again by themselves; the map is not changed.
	Retries() map[api.JobID]record.Retry
	// Remakes are the jobs that were made again from this machine, the newest remake first.
	Remakes() []record.Remake
	// Reviews are what people think of results, by job; Review changes some of them.
	Reviews() map[api.JobID]record.Review
	Review(ctx context.Context, reviews map[api.JobID]record.Review) error
	Arrange(ctx context.Context, c submission.Change) (submission.Changed, error)

	Drafts(ctx context.Context) ([]record.Draft, error)
	SaveDraft(ctx context.Context, d record.Draft) error
	DeleteDraft(ctx context.Context, id string) error

	// Views are the views of the list that are kept, by name.
	Views(ctx context.Context) ([]record.View, error)
	SaveView(ctx context.Context, v record.View) error
	DeleteView(ctx context.Context, name string) error

	// Same are the jobs made from the same inputs since a time, whatever they
	// were called, and the inputs as Outgoing tells them.
	Same(ctx context.Context, values map[string]string, since time.Time) (stored map[string]string, jobs []api.JobID, err error)
	// Uploaded tells whether a local file was uploaded before and has not changed since.
	Uploaded(ctx context.Context, path string) bool
	// Typical is how long jobs of a mode took on this account, of all for "".
	Typical(ctx context.Context, mode api.Mode, now time.Time) (create.Typical, error)
	// Spent is what the jobs made here since a time are estimated to cost, Day what they were
	// in the day that begins then.
	Spent(ctx context.Context, since time.Time) (float64, error)
	Day(ctx context.Context, since time.Time) (record.Day, error)
	// Estimates are what jobs of inputs will count as in that when they are handed over, in
	// dollars and in their order, 0 where nobody knows.
	Estimates(ctx context.Context, values []map[string]string) []float64
	// Remember keeps a number under a name for the next start, Remembered is what was kept, 0
	// for nothing.
	Remember(ctx context.Context, name string, n int) error
	Remembered(ctx context.Context, name string) int

	// Downloads brings files here, nil when there is nowhere to put any.
	Downloads() Downloads
	// Cached are jobs that an earlier run kept, the newest first, from a page's
	// Next on; Cache keeps jobs, and forgets those that are gone, for the next.
	Cached(ctx context.Context, after string, limit int) (record.Page, error)
	Cache(ctx context.Context, c browse.CacheChange) error

	// Close gives everything back, for the memory of the next session to take
	// over. It returns at once.
	Close()
	// Trouble says in one sentence why nothing survives this run, "" when it
	// does.
	Trouble() string
}
