package journal

import (
	"context"
	"database/sql"
	"time"

	"lipdash/api"
	"lipdash/api/record"
)

// foundStates is the migration that tells states that were found from those that
// were seen to begin. Of old ends nobody wrote down which they are: those count as
// found before which nobody had looked for as long as History allows.
const foundStates = `
ALTER TABLE observations ADD COLUMN found INTEGER NOT NULL DEFAULT 0;

UPDATE observations SET found = 1 WHERE status IN ('completed', 'failed') AND EXISTS (
	SELECT 1 FROM jobs j WHERE j.id = observations.job AND
		observations.first - max(j.accepted, coalesce((SELECT max(o.last) FROM observations o
			WHERE o.job = j.id AND o.status NOT IN ('completed', 'failed', 'gone')), 0))
		> max(120000000000, (observations.first - j.accepted) / 10));
`

// tick is how much later a state must be seen again for that to be written.
const tick = 10 * time.Second

// Observe notes in which states jobs are, all at once. States seen before cost
// one read, so every answer to a poll may be handed over as it is. A job's
// recorded state only moves forward, and one that anybody saw begin
// was not found.
func (j *Journal) Observe(ctx context.Context, seen []record.Observation) error {
	more, err := j.fresh(ctx, seen)
	if err != nil || len(more) == 0 {
		return j.read(ctx, err)
	}
	return j.write(ctx, j.easy, func(tx *sql.Tx) error {
		for _, o := range more {
			if err := j.putObservation(ctx, tx, o); err != nil {
				return err
			}
		}
		return nil
	})
}

type sight struct {
	id     api.JobID
	status api.Status
}

// noted is when a state was last seen, and whether it was only found.
type noted struct {
	last  int64
	found bool
}

const news = `
	SELECT o.job, o.status, o.last, o.found, coalesce(j.length, 0), coalesce(j.failure, '') FROM observations o LEFT JOIN jobs j ON j.id = o.job
	WHERE o.job IN (SELECT value FROM json_each(?))`

// fresh are the observations that say more than the file does.
func (j *Journal) fresh(ctx context.Context, seen []record.Observation) ([]record.Observation, error) {
	ids := make([]api.JobID, len(seen))
	for i, o := range seen {
		ids[i] = o.ID
	}
	had := map[sight]noted{}
	long, failures := map[api.JobID]time.Duration{}, map[api.JobID]string{}
	err := each(ctx, j.easy, func(r *sql.Rows) error {
		var s sight
		var n noted
		var length time.Duration
		var failure string
		err := r.Scan(&s.id, &s.status, &n.last, &n.found, &length, &failure)
		had[s], long[s.id], failures[s.id] = n, length, failure
		return err
	}, news, list(ids))
	var out []record.Observation
	for _, o := range seen {
		was, known := had[sight{o.ID, o.Status}]
		again := o.Status.Active() && stamp(o.At) >= was.last+int64(tick)
		longer := o.Length > 0 && o.Length != long[o.ID]
		said := o.Failure != "" && failures[o.ID] == ""
		if o.ID != "" && (!known || again || longer || said || was.found && !o.Found) {
			out = append(out, o)
		}
	}
	return out, err
}

func (j *Journal) putObservation(ctx context.Context, tx *sql.Tx, o record.Observation) error {
	if _, err := tx.ExecContext(ctx, `
		INSERT INTO observations (job, status, first, last, found) VALUES (?1, ?2, ?3, ?3, ?4)
		ON CONFLICT (job, status) DO UPDATE SET first = min(first, ?3), last = max(last, ?3), found = min(found, ?4)`,
		o.ID, o.Status, stamp(o.At), o.Found); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `
		UPDATE jobs SET
			length = iif(?4 > 0, ?4, length),
			failure = iif(?5 <> '', ?5, failure),
			status = iif(?3 > rank OR ?3 = rank AND rank < 2, ?2, status),
			rank   = max(rank, ?3)
		WHERE id = ?1`, o.ID, o.Status, rank(o.Status), int64(o.Length), j.storable(o.Failure))
	return err
}

const lives = `
	SELECT job, status, first, found FROM observations
	WHERE job IN (SELECT value FROM json_each(?)) ORDER BY job, first, status`

// Lives are what was observed of jobs, whoever made them, of each the first
// first. Their lengths are in the records (Jobs).
func (j *Journal) Lives(ctx context.Context, ids []api.JobID) (map[api.JobID][]record.Seen, error) {
	out := make(map[api.JobID][]record.Seen, len(ids))
	err := each(ctx, j.easy, func(r *sql.Rows) error {
		var id api.JobID
		var o record.Seen
		err := r.Scan(&id, &o.Status, timeColumn{&o.At}, &o.Found)
		out[id] = append(out[id], o)
		return err
	}, lives, list(ids))
	return out, j.read(ctx, err)
}
