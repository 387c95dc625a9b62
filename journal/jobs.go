package journal

import (
	"context"
	"database/sql"
	"time"

	"lipdash/api"
	"lipdash/api/submission"
)

// JobRecord is what the server does not tell about a job that was made here
// (api.md 1.2).
type JobRecord struct {
	ID         api.JobID
	Submission submission.ID
	// Values are the inputs as typed. A link that carried a permission is not
	// repeatable (submission.Withheld).
	Values map[string]string
	// BodyHash is the sha256 of the body that made it, in hex.
	BodyHash  string
	Mode      api.Mode
	CreatedAt time.Time
	Title     string
	// Length is the output's, 0 when unknown.
	Length time.Duration
	// Status is the last one that was observed.
	Status api.Status
	// Cost is the estimate by its length at the time, in the currency of the settings' rates,
	// and Estimate the one of when it was sent, which RecordJob does not store.
	Cost, Estimate float64
}

// RecordJob stores what is known of a job; what is empty or zero leaves what was
// known before.
func (j *Journal) RecordJob(ctx context.Context, r JobRecord) error {
	return j.write(ctx, j.easy, func(tx *sql.Tx) error { return j.putJob(ctx, tx, r, j.now()) })
}

// putJob keeps the time of acceptance by this machine's clock beside the
// server's time of creation.
func (j *Journal) putJob(ctx context.Context, tx *sql.Tx, r JobRecord, accepted time.Time) error {
	inputs := ""
	if len(r.Values) > 0 {
		inputs = submission.InputsHash(r.Values)
	}
	_, err := tx.ExecContext(ctx, `
		INSERT INTO jobs (id, submission, vals, body_hash, inputs, mode, title, created, accepted, length, status, rank, cost)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET
			submission = coalesce(nullif(excluded.submission, ''), submission),
			vals       = iif(excluded.inputs <> '', excluded.vals, vals),
			body_hash  = coalesce(nullif(excluded.body_hash, ''), body_hash),
			inputs     = coalesce(nullif(excluded.inputs, ''), inputs),
			mode       = coalesce(nullif(excluded.mode, ''), mode),
			title      = coalesce(nullif(excluded.title, ''), title),
			created    = coalesce(nullif(excluded.created, 0), created),
			length     = coalesce(nullif(excluded.length, 0), length),
			cost       = coalesce(nullif(excluded.cost, 0), cost),
			status     = iif(excluded.status <> '' AND excluded.rank > rank, excluded.status, status),
			rank       = max(rank, excluded.rank)`,
		r.ID, r.Submission, encoded(j.Kept(r.Values)), r.BodyHash, inputs, r.Mode, j.storable(r.Title),
		stamp(r.CreatedAt), stamp(accepted), int64(r.Length), r.Status, rank(r.Status), r.Cost)
	return err
}

// gone ranks a job that was deleted: a deleted job never comes back.
const gone = 3

// rank orders the states in the direction a job moves.
func rank(s api.Status) int {
	if s == api.StatusGone {
		return gone
	}
	return s.Rank()
}

const (
	recordColumns = "id, submission, vals, body_hash, mode, title, created, length, status, cost, " +
		"coalesce((SELECT s.body ->> '$.cost' FROM submissions s WHERE s.id = jobs.submission), 0)"
	sameInputs = "SELECT id FROM jobs WHERE inputs = ? AND created >= ? AND status NOT IN ('failed', 'gone') ORDER BY created DESC LIMIT 20"
	// spent takes for a job whose real cost is not known what it was estimated to cost, and
	// counts with the rest what is on its way to be a job. Of one that is gone nobody will know,
	// and HeyGen may bill what was deleted while it ran; only what failed costs nothing.
	spent = `SELECT
		(SELECT coalesce(sum(cost), 0) FROM jobs WHERE created >= ?1 AND created < ?2 AND status <> 'failed') +
		(SELECT coalesce(sum(s.body ->> '$.cost'), 0) FROM jobs j JOIN submissions s ON s.id = j.submission
			WHERE j.created >= ?1 AND j.created < ?2 AND j.status <> 'failed' AND j.cost = 0
			AND NOT EXISTS (SELECT 1 FROM observations o WHERE o.job = j.id AND o.status = 'failed')) +
		(SELECT coalesce(sum(body ->> '$.cost'), 0) FROM submissions WHERE ` + open + `)`
	lengthBefore = "SELECT length FROM jobs WHERE inputs IN (SELECT value FROM json_each(?)) AND length > 0 ORDER BY created DESC LIMIT 1"
)

// Jobs are the records of those of the jobs that were made here.
func (j *Journal) Jobs(ctx context.Context, ids []api.JobID) (map[api.JobID]JobRecord, error) {
	out := make(map[api.JobID]JobRecord, len(ids))
	err := each(ctx, j.easy, func(r *sql.Rows) error {
		rec, err := scanRecord(r)
		out[rec.ID] = rec
		return err
	}, "SELECT "+recordColumns+" FROM jobs WHERE id IN (SELECT value FROM json_each(?))", list(ids))
	return out, j.read(ctx, err)
}

func scanRecord(s scanner) (r JobRecord, err error) {
	err = s.Scan(&r.ID, &r.Submission, jsonColumn{&r.Values}, &r.BodyHash, &r.Mode, &r.Title, timeColumn{&r.CreatedAt}, &r.Length, &r.Status, &r.Cost, &r.Estimate)
	return r, err
}

// SameInputs are the jobs made here since a time whose inputs hash to the same
// (submission.InputsHash), the newest first, at most twenty. Failed and deleted
// ones do not count.
func (j *Journal) SameInputs(ctx context.Context, hash string, since time.Time) ([]api.JobID, error) {
	return allOf(ctx, j, single[api.JobID], sameInputs, hash, stamp(since))
}

// Spent is the estimated cost of the jobs made here from one time until before
// another, and of what is no job yet. Failed jobs are taken to cost nothing (api.md 5.5).
func (j *Journal) Spent(ctx context.Context, from, to time.Time) (float64, error) {
	return valueOf[float64](ctx, j, spent, stamp(from), stamp(to))
}

// LengthBefore is how long the newest result was that was made here from inputs with one of
// these hashes (submission.InputsHash), 0 when there is none.
func (j *Journal) LengthBefore(ctx context.Context, hashes ...string) (time.Duration, error) {
	return valueOf[time.Duration](ctx, j, lengthBefore, list(hashes))
}
