package journal

import (
	"context"
	"database/sql"
	"slices"
	"time"

	"lipdash/api/submission"
)

// A lease says which process drives a submission. Exactly one process holds it;
// when it is not renewed in time, because the process died or slept, another may
// take it. A process that comes back late cannot do harm: its saves are stale
// (SaveSubmission) and it gets no slot (TakeSlot).

// leasesSince notes when each lease was taken.
const leasesSince = `
ALTER TABLE submissions ADD COLUMN since INTEGER NOT NULL DEFAULT 0;
ALTER TABLE transfers ADD COLUMN since INTEGER NOT NULL DEFAULT 0;
UPDATE submissions SET since = until - 15000000000 WHERE until > 0;
UPDATE transfers SET since = until - 15000000000 WHERE until > 0;
`

// Claim takes the lease of a submission for an owner, a name of this process
// that nobody else has, until a time. It is false when another holds it, or when
// there is no such submission that is not final.
func (j *Journal) Claim(ctx context.Context, id submission.ID, owner string, until time.Time) (bool, error) {
	var got bool
	err := j.write(ctx, j.easy, "claim the submission", func(tx *sql.Tx) (err error) {
		got, err = claim(ctx, tx, id, owner, j.now(), until)
		return err
	})
	return got && err == nil, err
}

func claim(ctx context.Context, tx *sql.Tx, id submission.ID, owner string, now, until time.Time) (bool, error) {
	res, err := tx.ExecContext(ctx,
		"UPDATE submissions SET owner = ?2, since = ?4, until = ?3 WHERE id = ?1 AND "+open+" AND (owner IN ('', ?2) OR until <= ?4)",
		id, owner, stamp(until), stamp(now))
	if err != nil {
		return false, err
	}
	n, err := res.RowsAffected()
	return n == 1, err
}

// Release gives a lease back, and a slot that was taken but not used; what the
// owner does not hold stays as it is.
func (j *Journal) Release(ctx context.Context, id submission.ID, owner string) error {
	return j.write(ctx, j.easy, "release the submission", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx,
			"UPDATE submissions SET owner = '', until = 0, slot_until = 0 WHERE id = ? AND owner = ?", id, owner)
		return err
	})
}

// Renew keeps every lease the owner holds until a later time.
func (j *Journal) Renew(ctx context.Context, owner string, until time.Time) error {
	return j.write(ctx, j.easy, "renew the leases", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE submissions SET since = ?3, until = ?2 WHERE owner = ?1 AND "+open, owner, stamp(until), stamp(j.now()))
		return err
	})
}

// Adopt claims every submission that is not final and that no living process
// drives, in the order of the queue: at a start, and now and then, so that the
// queue of a process that died goes on. Resume each of them.
func (j *Journal) Adopt(ctx context.Context, owner string, until time.Time) ([]submission.Submission, error) {
	var out []submission.Submission
	err := j.write(ctx, j.easy, "adopt submissions", func(tx *sql.Tx) error {
		return each(ctx, tx, func(r *sql.Rows) error {
			s, err := scanSubmission(r)
			out = append(out, s)
			return err
		}, "UPDATE submissions SET owner = ?1, since = ?3, until = ?2 WHERE "+open+` AND owner <> ?1 AND (owner = '' OR until <= ?3)
			RETURNING body, ord`, owner, stamp(until), stamp(j.now()))
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(out, func(a, b submission.Submission) int { return int(a.Order - b.Order) })
	return out, nil
}
