package journal

import (
	"context"
	"database/sql"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
)

// retriesPlanned is the migration that keeps which failed jobs are tried again by themselves:
// when, what does so ("" while it waits), and why it is not done after all ("" while it is).
const retriesPlanned = `
CREATE TABLE retries (
	job        TEXT PRIMARY KEY,
	at         INTEGER NOT NULL,
	n          INTEGER NOT NULL,
	most       INTEGER NOT NULL,
	submission TEXT NOT NULL DEFAULT '',
	stopped    TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE INDEX retries_due ON retries(at) WHERE submission = '' AND stopped = '';
`

// PlanRetry has a failed job tried again by itself, once, if it was made here and that was
// allowed when it was. It may be told of the same job as often as it is seen.
func (j *Journal) PlanRetry(ctx context.Context, job api.JobID) error {
	known, _, err := one(ctx, j.easy, single[bool], "SELECT EXISTS (SELECT 1 FROM retries WHERE job = ?)", job)
	if err != nil || known {
		return j.read(ctx, err)
	}
	return j.write(ctx, j.firm, func(tx *sql.Tx) error {
		made, found, err := madeBy(ctx, tx, job)
		if err != nil || !found || !made.MayRetry() {
			return err
		}
		n := made.Retried + 1
		if _, err := tx.ExecContext(ctx, "INSERT INTO retries (job, at, n, most) VALUES (?, ?, ?, ?) ON CONFLICT (job) DO NOTHING",
			job, stamp(j.now().Add(submission.RetryPause(n))), n, made.Retries); err != nil {
			return err
		}
		return noteQueue(ctx, tx, j.now())
	})
}

// madeBy is the submission that a job was made by.
func madeBy(ctx context.Context, q querier, job api.JobID) (submission.Submission, bool, error) {
	id, found, err := one(ctx, q, single[submission.ID], "SELECT submission FROM jobs WHERE id = ?", job)
	if err != nil || !found || id == "" {
		return submission.Submission{}, false, err
	}
	return loadSubmission(ctx, q, id)
}

const retriesDue = "SELECT job FROM retries WHERE submission = '' AND stopped = '' AND at <= ? ORDER BY at, job LIMIT 10"

// RetriesDue are the jobs whose time to be tried again has come.
func (j *Journal) RetriesDue(ctx context.Context) ([]api.JobID, error) {
	return allOf(ctx, j, single[api.JobID], retriesDue, stamp(j.now()))
}

// DayLimit is what may be spent by estimate since a time, no limit for 0.
type DayLimit struct {
	Most  float64
	Since time.Time
}

// Retry stores the submission that tries a job again, called id, for this process to drive: by
// one process of several, once, and only while nothing speaks against it. It tells whether it
// did.
func (j *Journal) Retry(ctx context.Context, job api.JobID, id submission.ID, limit DayLimit) (s submission.Submission, did bool, err error) {
	err = j.write(ctx, j.firm, func(tx *sql.Tx) error {
		due, err := single[bool](tx.QueryRowContext(ctx,
			"SELECT EXISTS (SELECT 1 FROM retries WHERE job = ? AND submission = '' AND stopped = '' AND at <= ?)", job, stamp(j.now())))
		if err != nil || !due {
			return err
		}
		made, _, err := madeBy(ctx, tx, job)
		if err != nil {
			return err
		}
		why, err := against(ctx, tx, made, limit)
		if err != nil {
			return err
		}
		if why == "" {
			s, did = submission.Retry(id, made, j.now()), true
			err = j.insertSubmission(ctx, tx, &s)
		}
		if err == nil && did && made.Batch != "" {
			_, err = tx.ExecContext(ctx, "UPDATE batch_items SET submission = ?4 WHERE batch = ?1 AND number = ?2 AND submission = ?3", made.Batch, made.Item, made.ID, s.ID)
		}
		if err == nil {
			_, err = tx.ExecContext(ctx, "UPDATE retries SET submission = ?2, stopped = ?3 WHERE job = ?1", job, s.ID, why)
		}
		if err != nil {
			return err
		}
		return noteQueue(ctx, tx, j.now())
	})
	return s, did && err == nil, err
}

// against is why a job is not tried again after all, "" when it is.
func against(ctx context.Context, tx *sql.Tx, made submission.Submission, limit DayLimit) (why record.NoRetry, err error) {
	var status api.Status
	var created int64
	if err := tx.QueryRowContext(ctx, "SELECT status, created FROM jobs WHERE id = ?", made.JobID).Scan(&status, &created); err != nil {
		return "", err
	}
	if made.Batch != "" {
		newest, _, err := one(ctx, tx, single[submission.ID], "SELECT submission FROM batch_items WHERE batch = ? AND number = ?", made.Batch, made.Item)
		if err != nil || newest != made.ID {
			return record.NoRetryMade, err
		}
	}
	hash := submission.InputsHash(made.Values)
	again, err := single[bool](tx.QueryRowContext(ctx,
		"SELECT EXISTS (SELECT 1 FROM jobs WHERE inputs = ? AND created > ? AND status <> 'gone')", hash, created))
	if err != nil {
		return "", err
	}
	waiting, err := all(ctx, tx, scanSubmission, openSubmissions)
	if err != nil {
		return "", err
	}
	for _, s := range waiting {
		again = again || submission.InputsHash(s.Values) == hash
	}
	sum, err := single[float64](tx.QueryRowContext(ctx, spent, stamp(limit.Since), stamp(limit.Since.AddDate(0, 0, 1))))
	switch {
	case err != nil:
		return "", err
	case status == api.StatusGone:
		return record.NoRetryGone, nil
	case again:
		return record.NoRetryMade, nil
	case record.PassesLimit(limit.Most, sum, made.Cost):
		return record.NoRetryLimit, nil
	}
	return "", nil
}

// retriesKept is how long it is told of jobs that they were tried again.
const retriesKept = 7 * 24 * time.Hour

// Retries are the jobs that are tried again by themselves, or were in the last days.
func (j *Journal) Retries(ctx context.Context) (map[api.JobID]record.Retry, error) {
	out := map[api.JobID]record.Retry{}
	err := each(ctx, j.easy, func(r *sql.Rows) error {
		var job api.JobID
		var x record.Retry
		var by string
		err := r.Scan(&job, timeColumn{&x.At}, &x.N, &x.Of, &by, &x.Stopped)
		x.Begun = by != ""
		out[job] = x
		return err
	}, "SELECT job, at, n, most, submission, stopped FROM retries WHERE at > ?", stamp(j.now().Add(-retriesKept)))
	return out, j.read(ctx, err)
}

// remakesKnown is the migration after which the way from a job to what makes it again is found
// quickly, and a draft knows which job it was copied from.
const remakesKnown = `
ALTER TABLE drafts ADD COLUMN again TEXT NOT NULL DEFAULT '';
CREATE INDEX submissions_again ON submissions(ord) WHERE body ->> '$.again' IS NOT NULL;
`

// remakesKept is of how many of the newest remakes it is told: a list holds no more jobs.
const remakesKept = 5000

const remakes = `
	SELECT s.body ->> '$.again', s.id, coalesce(s.body ->> '$.job_id', ''), coalesce(nullif(j.title, ''), s.body ->> '$.values.title', '')
	FROM submissions s LEFT JOIN jobs j ON j.id = s.body ->> '$.job_id'
	WHERE s.body ->> '$.again' IS NOT NULL AND s.state NOT IN ('refused', 'discarded')
	ORDER BY s.ord DESC LIMIT ?`

// Remakes are the jobs that were made again here, the newest remake first. One that was refused
// or taken back is none.
func (j *Journal) Remakes(ctx context.Context) ([]record.Remake, error) {
	return allOf(ctx, j, func(r scanner) (x record.Remake, err error) {
		err = r.Scan(&x.Of, &x.By, &x.Job, &x.Title)
		return x, err
	}, remakes, remakesKept)
}
