package journal

import (
	"context"
	"database/sql"
	"time"

	"lipdash/api/record"
)

// clockSlack is how far ahead a time on disk is before the clock must have been
// set back since.
const clockSlack = time.Minute

// SaveDraft stores a draft.
func (j *Journal) SaveDraft(ctx context.Context, d record.Draft) error {
	return j.write(ctx, j.easy, func(tx *sql.Tx) error { return j.putDraft(ctx, tx, d) })
}

func (j *Journal) putDraft(ctx context.Context, tx *sql.Tx, d record.Draft) error {
	_, err := tx.ExecContext(ctx, `
		INSERT INTO drafts (id, vals, focus, caret, again, created, updated) VALUES (?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET
			vals = excluded.vals, focus = excluded.focus, caret = excluded.caret, again = excluded.again, updated = excluded.updated
		WHERE gone = 0 AND (excluded.updated >= updated OR updated > ?)`,
		d.ID, encoded(j.Kept(d.Values)), d.Focus, d.Caret, d.Again, stamp(d.CreatedAt), stamp(d.UpdatedAt), stamp(j.now().Add(clockSlack)))
	return err
}

// Drafts are the stored drafts, the newest first.
func (j *Journal) Drafts(ctx context.Context) ([]record.Draft, error) {
	return allOf(ctx, j, scanDraft, "SELECT id, vals, focus, caret, again, created, updated FROM drafts WHERE gone = 0 ORDER BY updated DESC, id")
}

func scanDraft(r scanner) (d record.Draft, err error) {
	err = r.Scan(&d.ID, jsonColumn{&d.Values}, &d.Focus, &d.Caret, &d.Again, timeColumn{&d.CreatedAt}, timeColumn{&d.UpdatedAt})
	return d, err
}

// DeleteDraft forgets a draft; one that is not there is no error.
func (j *Journal) DeleteDraft(ctx context.Context, id string) error {
	return j.write(ctx, j.easy, func(tx *sql.Tx) error { return buryDraft(ctx, tx, id, j.now()) })
}

// graves is how long a deleted draft's id is remembered: longer than any save of
// it can be under way.
const graves = 24 * time.Hour

func buryDraft(ctx context.Context, tx *sql.Tx, id string, now time.Time) error {
	if _, err := tx.ExecContext(ctx, "DELETE FROM drafts WHERE gone = 1 AND updated < ?", stamp(now.Add(-graves))); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `
		INSERT INTO drafts (id, vals, focus, caret, created, updated, gone) VALUES (?1, '{}', '', 0, 0, ?2, 1)
		ON CONFLICT (id) DO UPDATE SET vals = '{}', focus = '', gone = 1, updated = ?2`, id, stamp(now))
	return err
}
