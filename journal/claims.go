package journal

import (
	"context"
	"database/sql"
	"time"

	"lipdash/api"
	"lipdash/api/record"
)

// claimed is how long a claim is kept: what happened so long ago does not happen again.
const claimed = 90 * 24 * time.Hour

// Claim tells whether what happened is this process's to act upon: the first of all
// processes that asks has it, for good.
func (j *Journal) Claim(ctx context.Context, what string) (ours bool, err error) {
	err = j.write(ctx, j.easy, "claim it", func(tx *sql.Tx) error {
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

// batchesOf are the batches that jobs were made for.
const batchesOf = `SELECT DISTINCT s.body ->> '$.batch' FROM jobs j JOIN submissions s ON s.id = j.submission
	WHERE j.id IN (SELECT value FROM json_each(?)) AND coalesce(s.body ->> '$.batch', '') <> ''`

// BatchesOf are the batches that some jobs were made for.
func (j *Journal) BatchesOf(ctx context.Context, jobs []api.JobID) ([]record.BatchID, error) {
	out, err := all(ctx, j.easy, single[record.BatchID], batchesOf, list(jobs))
	return out, j.read(ctx, "read the batches", err)
}

// unended are the jobs that were made here and of which no end was seen.
const unended = "SELECT " + recordColumns + " FROM jobs WHERE rank < 2 ORDER BY accepted DESC"

// Unended are the jobs that were made here and of which nobody has seen the end, the
// newest first.
func (j *Journal) Unended(ctx context.Context) ([]JobRecord, error) {
	out, err := all(ctx, j.easy, scanRecord, unended)
	return out, j.read(ctx, "read the jobs", err)
}
