package journal

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"lipdash/api"
	"lipdash/api/record"
)

// claimed is how long a claim is kept: what happened so long ago does not happen again.
const claimed = 90 * 24 * time.Hour

// Claim tells whether what happened is this process's to act upon: the first of all
// processes that asks has it, for good.
func (j *Journal) Claim(ctx context.Context, what string) (ours bool, err error) {
	err = j.write(ctx, j.easy, func(tx *sql.Tx) error {
		now := j.now()
		if _, err := tx.ExecContext(ctx, "DELETE FROM notes WHERE name LIKE 'claim %' AND at < ?", stamp(now.Add(-claimed))); err != nil {
			return err
		}
		res, err := tx.ExecContext(ctx, "INSERT INTO notes (name, n, at) VALUES (?, 1, ?) ON CONFLICT DO NOTHING", "claim "+what, stamp(now))
		if err != nil {
			return err
		}
		n, err := res.RowsAffected()
		ours = n > 0
		return err
	})
	return ours && err == nil, err
}

// Since is when something was first noted, now if it never was.
func (j *Journal) Since(ctx context.Context, what string) (at time.Time, err error) {
	const noted = "SELECT at FROM notes WHERE name = ?"
	what = "since " + what
	if err = j.easy.QueryRowContext(ctx, noted, what).Scan(timeColumn{&at}); !errors.Is(err, sql.ErrNoRows) {
		return at, j.read(ctx, err)
	}
	err = j.write(ctx, j.easy, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, "INSERT INTO notes (name, n, at) VALUES (?, 1, ?) ON CONFLICT DO NOTHING", what, stamp(j.now())); err != nil {
			return err
		}
		return tx.QueryRowContext(ctx, noted, what).Scan(timeColumn{&at})
	})
	return at, err
}

// unclaimed are the jobs made here since a time that ended so and of whose end nobody has
// the claim.
const unclaimed = "SELECT " + recordColumns + " FROM jobs WHERE status = ? AND accepted >= ? AND NOT EXISTS " +
	"(SELECT 1 FROM notes WHERE name = 'claim ' || ? || ' ' || jobs.id) ORDER BY accepted DESC"

// Unclaimed are the jobs made here since a time that ended so and of which nobody has
// claimed that event, whoever saw them end, the newest first.
func (j *Journal) Unclaimed(ctx context.Context, ended api.Status, event string, since time.Time) ([]JobRecord, error) {
	out, err := all(ctx, j.easy, scanRecord, unclaimed, ended, stamp(since), event)
	return out, j.read(ctx, err)
}

// batchesOf are the batches that jobs were made for.
const batchesOf = `SELECT DISTINCT s.body ->> '$.batch' FROM jobs j JOIN submissions s ON s.id = j.submission
	WHERE j.id IN (SELECT value FROM json_each(?)) AND coalesce(s.body ->> '$.batch', '') <> ''`

// BatchesOf are the batches that some jobs were made for.
func (j *Journal) BatchesOf(ctx context.Context, jobs []api.JobID) ([]record.BatchID, error) {
	out, err := all(ctx, j.easy, single[record.BatchID], batchesOf, list(jobs))
	return out, j.read(ctx, err)
}

// unended are the jobs that were made here and of which no end was seen.
const unended = "SELECT " + recordColumns + " FROM jobs WHERE rank < 2 ORDER BY accepted DESC"

// Unended are the jobs that were made here and of which nobody has seen the end, the
// newest first.
func (j *Journal) Unended(ctx context.Context) ([]JobRecord, error) {
	out, err := all(ctx, j.easy, scanRecord, unended)
	return out, j.read(ctx, err)
}
