// Package accounttest makes the journal of a busy account, for measuring.
package accounttest

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/journal"
)

// Many is a busy account's past, in jobs.
const Many = 100_000

// every is how far apart the jobs are: Many of them are about a year.
const every = 5 * time.Minute

// Job is the id of the i-th job, scattered as the server's are.
func Job(i int) api.JobID { return api.JobID(fmt.Sprintf("ls_%08d", i*7919%Many)) }

// Made is when the i-th of n jobs was made, the last one now.
func Made(i, n int, now time.Time) time.Time { return now.Add(-time.Duration(n-1-i) * every) }

// Inputs are what the i-th job was made from: two jobs each have the same.
func Inputs(i int) map[string]string {
	return map[string]string{"video": fmt.Sprintf("https://example.com/ep%d/v.mp4", i/2), "audio": "https://example.com/a.wav", "title": "episode"}
}

// Crowd makes a journal at a path with n finished jobs, each with its observed
// life. It writes them all at once, past the journal's own calls, which take a
// transaction a job.
func Crowd(ctx context.Context, path string, n int) error {
	j, err := journal.Open(ctx, path)
	if err != nil {
		return err
	}
	if err := j.Close(); err != nil {
		return err
	}
	db, err := sql.Open("sqlite3", "file:"+path)
	if err != nil {
		return err
	}
	return errors.Join(fill(ctx, db, n, time.Now()), db.Close())
}

const (
	insertJob = `INSERT INTO jobs (id, submission, vals, body_hash, inputs, mode, title, created, accepted, length, status, rank, cost)
		VALUES (?1, '', ?2, '', ?3, 'speed', 'episode', ?4, ?4, 60000000000, 'completed', 2, 2.0)`
	insertLife = `INSERT INTO observations (job, status, first, last)
		VALUES (?1, 'pending', ?2, ?2), (?1, 'running', ?2 + 20000000000, ?2 + 140000000000), (?1, 'completed', ?2 + 150000000000, ?2 + 150000000000)`
)

func fill(ctx context.Context, db *sql.DB, n int, now time.Time) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	for i := range n {
		values, err := json.Marshal(Inputs(i))
		at := Made(i, n, now).UnixNano()
		if err == nil {
			_, err = tx.ExecContext(ctx, insertJob, string(Job(i)), string(values), submission.InputsHash(Inputs(i)), at)
		}
		if err == nil {
			_, err = tx.ExecContext(ctx, insertLife, string(Job(i)), at)
		}
		if err != nil {
			return errors.Join(err, tx.Rollback())
		}
	}
	return tx.Commit()
}
