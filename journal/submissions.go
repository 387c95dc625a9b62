package journal

import (
	"context"
	"database/sql"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
)

// Submit stores a new submission of this process at the end of the queue and
// forgets the draft it came from ("" for none), all at once. It returns the
// submission with its place in the queue. Doing it twice is no error and one
// submission.
func (j *Journal) Submit(ctx context.Context, s submission.Submission, draft string) (submission.Submission, error) {
	err := j.write(ctx, j.firm, func(tx *sql.Tx) error {
		old, found, err := loadSubmission(ctx, tx, s.ID)
		if s.Order = old.Order; err == nil && !found {
			s.Order, err = nextOrder(ctx, tx)
		}
		if err != nil {
			return err
		}
		if err := j.putSubmission(ctx, tx, s); err != nil || draft == "" {
			return err
		}
		return buryDraft(ctx, tx, draft, j.now())
	})
	return s, err
}

// SaveSubmission stores how far a submission has come; it is on the disk when
// the call returns. A revision that is not newer than the stored one, that follows a
// final state, or of one that another process has, is refused with ErrStale and
// changes nothing; saving the same thing twice is no error. A new one without an order goes to
// the end of the queue, and one that is known keeps its place (Arrange). An accepted submission is recorded as a job in the same instant, and a
// refused one kept as a draft with the submission's id, so that neither can be
// lost in between; an item of a batch is kept there.
func (j *Journal) SaveSubmission(ctx context.Context, s submission.Submission) error {
	return j.write(ctx, j.firm, func(tx *sql.Tx) error { return j.putSubmission(ctx, tx, s) })
}

func (j *Journal) putSubmission(ctx context.Context, tx *sql.Tx, s submission.Submission) error {
	s = j.storableSubmission(s)
	old, found, err := loadSubmission(ctx, tx, s.ID)
	if err != nil {
		return err
	}
	if found {
		s.Order = old.Order
	}
	switch {
	case !found:
		err = j.insertSubmission(ctx, tx, &s)
	case old.State.Final() || old.Rev >= s.Rev:
		if encoded(old) == encoded(s) {
			return nil
		}
		return ErrStale
	default:
		err = j.updateSubmission(ctx, tx, s)
	}
	if err != nil {
		return err
	}
	return j.conclude(ctx, tx, s)
}

// conclude keeps what an ended submission leaves behind.
func (j *Journal) conclude(ctx context.Context, tx *sql.Tx, s submission.Submission) error {
	switch s.State {
	case submission.Accepted:
		return j.putJob(ctx, tx, JobRecord{
			ID: s.JobID, Submission: s.ID, Values: s.Values, BodyHash: s.BodyHash,
			Mode: s.Mode(), CreatedAt: s.UpdatedAt, Title: s.Title(), Status: api.StatusPending,
		}, s.UpdatedAt)
	case submission.Refused:
		if s.Batch != "" {
			return nil
		}
		return j.putDraft(ctx, tx, record.Draft{
			ID: string(s.ID), Values: s.Values, Focus: s.Problem.Param, Again: s.Again,
			CreatedAt: s.CreatedAt, UpdatedAt: s.UpdatedAt,
		})
	}
	return nil
}

func (j *Journal) insertSubmission(ctx context.Context, tx *sql.Tx, s *submission.Submission) (err error) {
	if s.Order == 0 {
		if s.Order, err = nextOrder(ctx, tx); err != nil {
			return err
		}
	}
	_, err = tx.ExecContext(ctx,
		"INSERT INTO submissions (id, state, rev, ord, next_try, body, owner) VALUES (?, ?, ?, ?, ?, ?, ?)",
		s.ID, s.State, s.Rev, s.Order, stamp(s.NextTry), encoded(*s), j.Owner())
	return err
}

// updateSubmission gives up a slot that was taken for it: from here on its state
// tells whether it holds one.
func (j *Journal) updateSubmission(ctx context.Context, tx *sql.Tx, s submission.Submission) error {
	n, err := change(ctx, tx,
		"UPDATE submissions SET state = ?2, rev = ?3, next_try = ?4, body = ?5, slot = 0 WHERE id = ?1 AND owner IN ('', ?6)",
		s.ID, s.State, s.Rev, stamp(s.NextTry), encoded(s), j.Owner())
	if err == nil && n == 0 {
		err = ErrStale
	}
	return err
}

// storableSubmission has no secret in it and all its times in one zone.
func (j *Journal) storableSubmission(s submission.Submission) submission.Submission {
	s.Values = j.Kept(s.Values)
	s.CallbackID = j.storable(s.CallbackID)
	s.Problem = j.storableProblem(s.Problem)
	for _, t := range []*time.Time{&s.CreatedAt, &s.UpdatedAt, &s.KeyAt, &s.DoubtAt, &s.NextTry} {
		*t = t.UTC()
	}
	return s
}

// submissionColumns are what scanSubmission reads, open is the condition of the partial index.
const (
	submissionColumns = "body, ord, paused"

	open            = "state NOT IN ('accepted', 'refused', 'discarded')"
	openSubmissions = "SELECT " + submissionColumns + " FROM submissions WHERE " + open + " ORDER BY ord, id"
)

// Submissions are those that are not final, in the order of the queue.
func (j *Journal) Submissions(ctx context.Context) ([]submission.Submission, error) {
	return allOf(ctx, j, scanSubmission, openSubmissions)
}

// Submission is one submission, final or not, and whether it is known.
func (j *Journal) Submission(ctx context.Context, id submission.ID) (submission.Submission, bool, error) {
	s, ok, err := loadSubmission(ctx, j.easy, id)
	return s, ok, j.read(ctx, err)
}

func loadSubmission(ctx context.Context, q querier, id submission.ID) (submission.Submission, bool, error) {
	return one(ctx, q, scanSubmission, "SELECT "+submissionColumns+" FROM submissions WHERE id = ?", id)
}

func scanSubmission(r scanner) (s submission.Submission, err error) {
	err = r.Scan(jsonColumn{&s}, &s.Order, &s.Paused) // the order in the body may be an older one
	return s, err
}
