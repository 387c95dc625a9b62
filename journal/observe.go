package journal

import (
	"context"
	"database/sql"
	"time"

	"lipdash/api"
)

// Observation is a state a job was seen in.
type Observation struct {
	ID     api.JobID
	Status api.Status
	// At is when it was first seen in that state.
	At time.Time
	// Length is the output's, 0 when unknown.
	Length time.Duration
}

// tick is how much later a state must be seen again for that to be written.
const tick = 10 * time.Second

// Observe notes in which states jobs are, all at once. States seen before cost
// one read, so every answer to a poll may be handed over as it is. A job's
// recorded state only moves forward (design.md 4).
func (j *Journal) Observe(ctx context.Context, seen []Observation) error {
	more, err := j.fresh(ctx, seen)
	if err != nil || len(more) == 0 {
		return j.read(ctx, "read what was observed", err)
	}
	return j.write(ctx, j.easy, "note what was observed", func(tx *sql.Tx) error {
		for _, o := range more {
			if err := putObservation(ctx, tx, o); err != nil {
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

const news = `
	SELECT o.job, o.status, o.last, coalesce(j.length, 0) FROM observations o LEFT JOIN jobs j ON j.id = o.job
	WHERE o.job IN (SELECT value FROM json_each(?))`

// fresh are the observations that say more than the file does.
func (j *Journal) fresh(ctx context.Context, seen []Observation) ([]Observation, error) {
	ids := make([]api.JobID, len(seen))
	for i, o := range seen {
		ids[i] = o.ID
	}
	last := map[sight]int64{}
	long := map[api.JobID]time.Duration{}
	err := each(ctx, j.easy, func(r *sql.Rows) error {
		var s sight
		var at int64
		var length time.Duration
		err := r.Scan(&s.id, &s.status, &at, &length)
		last[s], long[s.id] = at, length
		return err
	}, news, list(ids))
	var out []Observation
	for _, o := range seen {
		at, known := last[sight{o.ID, o.Status}]
		again := o.Status.Active() && stamp(o.At) >= at+int64(tick)
		longer := o.Length > 0 && o.Length != long[o.ID]
		if o.ID != "" && (!known || again || longer) {
			out = append(out, o)
		}
	}
	return out, err
}

func putObservation(ctx context.Context, tx *sql.Tx, o Observation) error {
	if _, err := tx.ExecContext(ctx, `
		INSERT INTO observations (job, status, first, last) VALUES (?1, ?2, ?3, ?3)
		ON CONFLICT (job, status) DO UPDATE SET first = min(first, ?3), last = max(last, ?3)`,
		o.ID, o.Status, stamp(o.At)); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `
		UPDATE jobs SET
			length = iif(?4 > 0, ?4, length),
			status = iif(?3 > rank OR ?3 = rank AND rank < 2, ?2, status),
			rank   = max(rank, ?3)
		WHERE id = ?1`, o.ID, o.Status, rank(o.Status), int64(o.Length))
	return err
}

const lives = `
	SELECT job, status, first FROM observations
	WHERE job IN (SELECT value FROM json_each(?)) ORDER BY job, first, status`

// Lives are what was observed of jobs, whoever made them, of each the first
// first. Their lengths are in the records (Jobs).
func (j *Journal) Lives(ctx context.Context, ids []api.JobID) (map[api.JobID][]Observation, error) {
	out := make(map[api.JobID][]Observation, len(ids))
	err := each(ctx, j.easy, func(r *sql.Rows) error {
		var o Observation
		var at int64
		err := r.Scan(&o.ID, &o.Status, &at)
		o.At = moment(at)
		out[o.ID] = append(out[o.ID], o)
		return err
	}, lives, list(ids))
	return out, j.read(ctx, "read what was observed", err)
}

// observed is a job's history.
func (j *Journal) observed(ctx context.Context, id api.JobID, length time.Duration) ([]Observation, error) {
	var out []Observation
	err := each(ctx, j.easy, func(r *sql.Rows) error {
		o := Observation{ID: id, Length: length}
		var at int64
		err := r.Scan(&o.Status, &at)
		o.At = moment(at)
		out = append(out, o)
		return err
	}, "SELECT status, first FROM observations WHERE job = ? ORDER BY first, status", id)
	return out, err
}
