package journal

import (
	"context"
	"database/sql"
	"fmt"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
)

// batchesMadeHere is the migration that groups submissions. An item names its newest
// submission; what became of it is derived from that and its job.
const batchesMadeHere = `
CREATE TABLE batches (
	id     TEXT PRIMARY KEY,
	name   TEXT NOT NULL,
	source TEXT NOT NULL,
	made   INTEGER NOT NULL
);
CREATE INDEX batches_made ON batches(made DESC, id);
CREATE TABLE batch_items (
	batch      TEXT NOT NULL,
	number     INTEGER NOT NULL,
	input      TEXT NOT NULL,
	submission TEXT NOT NULL,
	cost       REAL NOT NULL,
	PRIMARY KEY (batch, number)
) WITHOUT ROWID;
ALTER TABLE jobs ADD COLUMN failure TEXT NOT NULL DEFAULT '';
`

// SubmitBatch stores a batch with the submissions of its items, each under the item of the
// same place, all at once and in the order of the queue. What it has of the batch already
// stays as it is, so that doing it twice makes no item twice; items with new numbers join
// it. Only a signed link makes an item another submission, where the one before was refused
// because the signature is on no disk. It returns the submissions that are new.
func (j *Journal) SubmitBatch(ctx context.Context, b record.Batch, subs []submission.Submission) (added []submission.Submission, err error) {
	err = j.write(ctx, j.firm, func(tx *sql.Tx) error {
		added = nil
		_, err := tx.ExecContext(ctx, "INSERT INTO batches (id, name, source, made) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
			b.ID, j.storable(b.Name), j.storable(b.From), stamp(b.MadeAt))
		if err != nil {
			return err
		}
		for i, it := range b.Items {
			s := subs[i]
			s.Batch, s.Item = b.ID, it.Number
			stored, err := j.putItem(ctx, tx, it, &s)
			if err != nil {
				return err
			}
			if stored {
				added = append(added, s)
			}
		}
		if b.Draft == "" {
			return nil
		}
		return buryDraft(ctx, tx, b.Draft, j.now())
	})
	return added, err
}

// putItem stores an item with its submission, unless it has one that may be a job.
func (j *Journal) putItem(ctx context.Context, tx *sql.Tx, it record.BatchItem, s *submission.Submission) (bool, error) {
	old, found, err := one(ctx, tx, scanSubmission, itemSubmission, s.Batch, s.Item)
	if err != nil || found && (old.State != submission.Refused || old.Problem.Code != submission.CodeWithheld) {
		return false, err
	}
	_, err = tx.ExecContext(ctx, `
		INSERT INTO batch_items (batch, number, input, submission, cost) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (batch, number) DO UPDATE SET submission = excluded.submission`,
		s.Batch, s.Item, j.storable(it.Input), s.ID, it.Cost)
	if err != nil {
		return false, err
	}
	return true, j.insertNew(ctx, tx, s)
}

const itemSubmission = "SELECT s.body, s.ord, s.paused FROM batch_items i JOIN submissions s ON s.id = i.submission WHERE i.batch = ? AND i.number = ?"

// insertNew stores a new submission at the end of the queue.
func (j *Journal) insertNew(ctx context.Context, tx *sql.Tx, s *submission.Submission) (err error) {
	if s.Order, err = nextOrder(ctx, tx); err != nil {
		return err
	}
	return j.putSubmission(ctx, tx, *s)
}

// RetryItems gives items of a batch other submissions, whose Item says which: each in the
// place of the one that is named by the item's number, and only where that is still the
// item's newest. It returns those that were stored.
func (j *Journal) RetryItems(ctx context.Context, id record.BatchID, instead map[int]submission.ID, subs []submission.Submission) (added []submission.Submission, err error) {
	err = j.write(ctx, j.firm, func(tx *sql.Tx) error {
		added = nil
		for _, s := range subs {
			s.Batch = id
			n, err := change(ctx, tx, "UPDATE batch_items SET submission = ? WHERE batch = ? AND number = ? AND submission = ?",
				s.ID, id, s.Item, instead[s.Item])
			if err != nil {
				return err
			}
			if n == 0 {
				continue
			}
			if err := j.insertNew(ctx, tx, &s); err != nil {
				return err
			}
			added = append(added, s)
		}
		return nil
	})
	return added, err
}

const (
	batchColumns = "SELECT id, name, source, made FROM batches "
	newBatches   = batchColumns + "ORDER BY made DESC, id LIMIT 100"
	itemColumns  = `SELECT i.batch, i.number, i.input, i.cost, i.submission, s.body, coalesce(j.status, ''), coalesce(j.failure, ''), coalesce(j.cost, 0),
		coalesce((SELECT path FROM saved f WHERE f.job = j.id AND f.kind = 'video' ORDER BY f.at DESC LIMIT 1), ''),
		coalesce(e.state, ''), coalesce(e.body ->> '$.held', 0), coalesce(e.body -> '$.problem', '{}'),
		coalesce(r.mark, ''), coalesce(r.note, '')
		FROM batch_items i JOIN submissions s ON s.id = i.submission LEFT JOIN jobs j ON j.id = s.body ->> '$.job_id'
		LEFT JOIN reviews r ON r.job = j.id LEFT JOIN envelopes e ON e.id = s.body ->> '$.envelope' `
	apiBatches = "SELECT batch, body ->> '$.api_batch' FROM envelopes WHERE batch IN (SELECT value FROM json_each(?)) AND body ->> '$.api_batch' <> '' ORDER BY body ->> '$.created_at'"
	batchItems = itemColumns + "WHERE i.batch IN (SELECT value FROM json_each(?)) ORDER BY i.batch, i.number"
)

// Batches are the newest hundred batches that were made here, the newest first, with what
// is known of their items.
func (j *Journal) Batches(ctx context.Context) ([]record.Batch, error) {
	out, err := all(ctx, j.easy, scanBatch, newBatches)
	if err == nil {
		err = j.fill(ctx, out)
	}
	return out, j.read(ctx, err)
}

// Batch is one of them, and whether it is known.
func (j *Journal) Batch(ctx context.Context, id record.BatchID) (record.Batch, bool, error) {
	b, ok, err := one(ctx, j.easy, scanBatch, batchColumns+"WHERE id = ?", id)
	out := []record.Batch{b}
	if err == nil && ok {
		err = j.fill(ctx, out)
	}
	return out[0], ok, j.read(ctx, err)
}

func scanBatch(r scanner) (b record.Batch, err error) {
	err = r.Scan(&b.ID, &b.Name, &b.From, timeColumn{&b.MadeAt})
	return b, err
}

// fill adds their items to batches.
func (j *Journal) fill(ctx context.Context, batches []record.Batch) error {
	place, ids := make(map[record.BatchID]int, len(batches)), make([]record.BatchID, len(batches))
	for i, b := range batches {
		place[b.ID], ids[i] = i, b.ID
	}
	err := each(ctx, j.easy, func(r *sql.Rows) error {
		var id record.BatchID
		var made api.BatchID
		err := r.Scan(&id, &made)
		if i, ok := place[id]; ok && err == nil {
			batches[i].API = append(batches[i].API, made)
		}
		return err
	}, apiBatches, list(ids))
	if err != nil {
		return err
	}
	return each(ctx, j.easy, func(r *sql.Rows) error {
		id, it, err := scanItem(r)
		if i, ok := place[id]; ok && err == nil {
			batches[i].Items = append(batches[i].Items, it)
		}
		return err
	}, batchItems, list(ids))
}

func scanItem(r scanner) (id record.BatchID, it record.BatchItem, err error) {
	var s submission.Submission
	var status api.Status
	var failure string
	var cost float64
	var in submission.Envelope
	err = r.Scan(&id, &it.Number, &it.Input, &it.Cost, &it.Submission, jsonColumn{&s}, &status, &failure, &cost, &it.Saved,
		&in.State, &in.Held, jsonColumn{&in.Problem}, &it.Review.Mark, &it.Review.Note)
	if err != nil {
		return id, it, fmt.Errorf("an item of batch %q: %w", id, err)
	}
	it.Job, it.Title = s.JobID, s.Title()
	if s.State == submission.Accepted {
		it.State, it.Reason = record.ItemState(status), failure
	} else {
		o := submission.Outgoing{Submission: s}
		o.In(in)
		it.State, it.Reason, it.Next = record.StateOf(&o), o.Problem.Message, o.Then()
	}
	if cost > 0 {
		it.Cost = cost
	}
	return id, it, nil
}
