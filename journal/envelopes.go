package journal

import (
	"context"
	"database/sql"
	"errors"

	"lipdash/api/submission"
)

// envelopesSent is the migration that keeps calls of many submissions. As a submission, an
// envelope is driven by its owner.
const envelopesSent = `
CREATE TABLE envelopes (
	id    TEXT PRIMARY KEY,
	batch TEXT NOT NULL,
	state TEXT NOT NULL,
	rev   INTEGER NOT NULL,
	owner TEXT NOT NULL DEFAULT '',
	body  TEXT NOT NULL
);
CREATE INDEX envelopes_open ON envelopes(owner) WHERE state <> 'over';
CREATE INDEX envelopes_batch ON envelopes(batch);
`

// openEnvelopes is the condition of the partial index.
const openEnvelopes = "state <> 'over'"

// Enclose stores a new envelope of this process together with its members, each as it is
// in there: all at once or, with ErrStale, nothing, where one of them is not as it was any more, or is paused.
func (j *Journal) Enclose(ctx context.Context, e submission.Envelope, members []submission.Submission) error {
	return j.write(ctx, j.firm, func(tx *sql.Tx) error {
		if err := mayEnclose(ctx, tx, members); err != nil {
			return err
		}
		for _, m := range members {
			if err := j.putSubmission(ctx, tx, m); err != nil {
				return err
			}
		}
		e = j.storableEnvelope(e)
		_, err := tx.ExecContext(ctx, "INSERT INTO envelopes (id, batch, state, rev, owner, body) VALUES (?, ?, ?, ?, ?, ?)",
			e.ID, e.Batch, e.State, e.Rev, j.Owner(), encoded(e))
		return err
	})
}

const pausedAmong = "SELECT EXISTS (SELECT 1 FROM submissions WHERE paused <> 0 AND id IN (SELECT value FROM json_each(?)))"

// mayEnclose refuses what the user keeps back: the queue, or one of the members, is paused.
func mayEnclose(ctx context.Context, tx *sql.Tx, members []submission.Submission) error {
	ids := make([]submission.ID, len(members))
	for i := range members {
		ids[i] = members[i].ID
	}
	queue, err := readQueue(ctx, tx)
	if err != nil {
		return err
	}
	paused, err := single[bool](tx.QueryRowContext(ctx, pausedAmong, list(ids)))
	if err == nil && (paused || queue.Paused()) {
		err = ErrStale
	}
	return err
}

// SaveEnvelope stores how far an envelope has come, by the rules of SaveSubmission.
func (j *Journal) SaveEnvelope(ctx context.Context, e submission.Envelope) error {
	return j.write(ctx, j.firm, func(tx *sql.Tx) error {
		e := j.storableEnvelope(e)
		n, err := change(ctx, tx,
			"UPDATE envelopes SET state = ?2, rev = ?3, body = ?4 WHERE id = ?1 AND rev < ?3 AND owner IN ('', ?5) AND "+openEnvelopes,
			e.ID, e.State, e.Rev, encoded(e), j.Owner())
		if err != nil || n > 0 {
			return err
		}
		old, _, err := loadEnvelope(ctx, tx, e.ID)
		if err == nil && encoded(old) != encoded(e) {
			err = ErrStale
		}
		return err
	})
}

func (j *Journal) storableEnvelope(e submission.Envelope) submission.Envelope {
	items := make([]submission.EnvelopeItem, len(e.Items))
	for i, it := range e.Items {
		it.CallbackID, it.Title, it.Problem = j.storable(it.CallbackID), j.storable(it.Title), j.storableProblem(it.Problem)
		items[i] = it
	}
	e.Items, e.Problem = items, j.storableProblem(e.Problem)
	return e
}

func (j *Journal) storableProblem(p submission.Problem) submission.Problem {
	p.Message, p.Next, p.Money = j.storable(p.Message), j.storable(p.Next), j.storable(p.Money)
	return p
}

// Envelope is one envelope, over or not, and whether it is known.
func (j *Journal) Envelope(ctx context.Context, id submission.EnvelopeID) (submission.Envelope, bool, error) {
	e, ok, err := loadEnvelope(ctx, j.easy, id)
	return e, ok, j.read(ctx, err)
}

func loadEnvelope(ctx context.Context, q querier, id submission.EnvelopeID) (submission.Envelope, bool, error) {
	return one(ctx, q, scanEnvelope, "SELECT body FROM envelopes WHERE id = ?", id)
}

func scanEnvelope(r scanner) (e submission.Envelope, err error) {
	err = r.Scan(jsonColumn{&e})
	return e, err
}

const (
	envelopesFree = "SELECT EXISTS (SELECT 1 FROM envelopes WHERE " + openEnvelopes + " AND owner = '')"
	envelopeIDs   = "SELECT id FROM envelopes WHERE " + openEnvelopes + " AND owner = ?"
)

// AdoptEnvelopes takes every envelope that is not over and that no process has, and returns
// those of this process except those it drives. Resume each of them.
func (j *Journal) AdoptEnvelopes(ctx context.Context, driven func(submission.EnvelopeID) bool) ([]submission.Envelope, error) {
	free, _, err := one(ctx, j.easy, single[bool], envelopesFree)
	if err == nil && free {
		_, err = j.exec(ctx, "UPDATE envelopes SET owner = ? WHERE "+openEnvelopes+" AND owner = ''", j.Owner())
	}
	if err != nil {
		return nil, j.read(ctx, err)
	}
	ids, err := all(ctx, j.easy, single[submission.EnvelopeID], envelopeIDs, j.Owner())
	var out []submission.Envelope
	for _, id := range ids {
		if driven(id) {
			continue
		}
		e, _, bad := loadEnvelope(ctx, j.easy, id)
		if err = errors.Join(err, bad); bad == nil {
			out = append(out, e)
		}
	}
	return out, j.read(ctx, err)
}

// Envelopes are those of a batch, over or not, the oldest first.
func (j *Journal) Envelopes(ctx context.Context, batch submission.BatchID) ([]submission.Envelope, error) {
	return allOf(ctx, j, scanEnvelope, "SELECT body FROM envelopes WHERE batch = ? ORDER BY body ->> '$.created_at'", batch)
}
