package account

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"sort"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
	"lipdash/journal"
)

// Queue is what waits on this machine for an account, for whoever only looks at it and changes
// it: nothing is sent and nothing is taken over by having it open.
type Queue struct{ journal *journal.Journal }

// ErrWho is that it is not known whose a key is.
var ErrWho = errors.New("it is not known whose key this is")

// Queue opens it; with an empty username it is that of the account which the key belonged to
// last time, else ErrWho.
func (p Place) Queue(ctx context.Context, username string) (*Queue, error) {
	j, trouble, ok := p.Open(ctx, username)
	switch {
	case !ok:
		return nil, ErrWho
	case j == nil:
		return nil, errors.New(trouble)
	}
	return &Queue{j}, nil
}

// Close gives it back.
func (q *Queue) Close() { _ = q.journal.Close() }

// Waiting is a submission in the queue. Driven tells that a lipdash runs that sends it.
type Waiting struct {
	submission.Outgoing
	Driven bool
}

// All are the submissions that are no jobs yet, in the order of the queue, and what holds for
// all of them.
func (q *Queue) All(ctx context.Context) ([]Waiting, submission.Queue, error) {
	line, err := q.journal.Queue(ctx)
	if err == nil {
		err = q.journal.Reclaim(ctx) // what is left behind is nobody's
	}
	all, bad := q.journal.Submissions(ctx)
	driven, worse := q.journal.Driven(ctx)
	if err = cmp.Or(err, bad, worse); err != nil {
		return nil, line, err
	}
	calls, err := q.calls(ctx, all)
	if err != nil {
		return nil, line, err
	}
	going := make([]submission.Outgoing, len(all))
	for i, s := range all {
		going[i].Submission = s
		if e, ok := calls[s.Envelope]; ok {
			going[i].In(e)
		}
	}
	submission.Number(going, func(int64) int { return 0 })
	out := make([]Waiting, len(all))
	for i, o := range going {
		out[i] = Waiting{o, driven[o.ID]}
	}
	return out, line, nil
}

// calls are the envelopes that submissions are in.
func (q *Queue) calls(ctx context.Context, all []submission.Submission) (map[submission.EnvelopeID]submission.Envelope, error) {
	out, asked := map[submission.EnvelopeID]submission.Envelope{}, map[submission.BatchID]bool{}
	for _, s := range all {
		if s.State != submission.InEnvelope || asked[s.Batch] {
			continue
		}
		asked[s.Batch] = true
		envelopes, err := q.journal.Envelopes(ctx, s.Batch)
		if err != nil {
			return nil, err
		}
		for _, e := range envelopes {
			out[e.ID] = e
		}
	}
	return out, nil
}

// Again is a failed job that is retried automatically later.
type Again struct {
	Job   api.JobID
	Title string
	record.Retry
}

// Again are the failed jobs that are tried again by themselves, the next one first.
func (q *Queue) Again(ctx context.Context) ([]Again, error) {
	all, err := q.journal.Retries(ctx)
	if err != nil {
		return nil, err
	}
	maps.DeleteFunc(all, func(_ api.JobID, r record.Retry) bool { return r.Begun || r.Stopped != "" })
	jobs, err := q.journal.Jobs(ctx, slices.Collect(maps.Keys(all)))
	if err != nil {
		return nil, err
	}
	var out []Again
	for id, r := range all {
		out = append(out, Again{id, jobs[id].Title, r})
	}
	sort.Slice(out, func(i, j int) bool {
		return cmp.Or(out[i].At.Compare(out[j].At), cmp.Compare(out[i].Job, out[j].Job)) < 0
	})
	return out, nil
}

// Drafts are the account's, the newest first.
func (q *Queue) Drafts(ctx context.Context) ([]record.Draft, error) {
	return q.journal.Drafts(ctx)
}

// Batches are those made on this machine, the newest first.
func (q *Queue) Batches(ctx context.Context) ([]record.Batch, error) {
	return q.journal.Batches(ctx)
}

// Arrange changes it; the processes that send heed that within a second.
func (q *Queue) Arrange(ctx context.Context, c submission.Change) (submission.Changed, error) {
	return q.journal.Arrange(ctx, c)
}
