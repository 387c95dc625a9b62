package journal

import (
	"context"
	"database/sql"

	"lipdash/api"
	"lipdash/api/record"
)

// reviewsKept is the migration after which the journal has what people think of results. A row
// that was changed gets the next revision, by which other processes find it.
const reviewsKept = `
CREATE TABLE reviews (
	job  TEXT PRIMARY KEY,
	mark TEXT NOT NULL,
	note TEXT NOT NULL,
	at   INTEGER NOT NULL,
	rev  INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX reviews_rev ON reviews(rev);
`

// Review stores what people think of jobs, all or none; a job without a mark and a note has no
// review any more.
func (j *Journal) Review(ctx context.Context, reviews map[api.JobID]record.Review) error {
	return j.write(ctx, j.easy, func(tx *sql.Tx) error {
		for id, r := range reviews {
			_, err := tx.ExecContext(ctx, `
				INSERT INTO reviews (job, mark, note, at, rev) VALUES (?1, ?2, ?3, ?4, (SELECT coalesce(max(rev), 0) + 1 FROM reviews))
				ON CONFLICT (job) DO UPDATE SET mark = ?2, note = ?3, at = ?4, rev = excluded.rev`,
				id, r.Mark, j.storable(r.Note), stamp(j.now()))
			if err != nil {
				return err
			}
		}
		return nil
	})
}

const reviewsSince = "SELECT job, mark, note, rev FROM reviews WHERE rev > ? ORDER BY rev"

// ReviewsSince are the reviews that changed after a revision, 0 for all, and the newest one.
func (j *Journal) ReviewsSince(ctx context.Context, rev int64) (map[api.JobID]record.Review, int64, error) {
	out := map[api.JobID]record.Review{}
	err := each(ctx, j.easy, func(r *sql.Rows) error {
		var id api.JobID
		var x record.Review
		err := r.Scan(&id, &x.Mark, &x.Note, &rev)
		out[id] = x
		return err
	}, reviewsSince, rev)
	return out, rev, j.read(ctx, err)
}

// Reviews are those of some jobs; a job without any is not in the map.
func (j *Journal) Reviews(ctx context.Context, ids []api.JobID) (map[api.JobID]record.Review, error) {
	out := map[api.JobID]record.Review{}
	err := each(ctx, j.easy, func(r *sql.Rows) error {
		var id api.JobID
		var x record.Review
		err := r.Scan(&id, &x.Mark, &x.Note)
		if !x.None() {
			out[id] = x
		}
		return err
	}, "SELECT job, mark, note FROM reviews WHERE job IN (SELECT value FROM json_each(?))", list(ids))
	return out, j.read(ctx, err)
}
