package journal

import (
	"context"
	"database/sql"
	"path/filepath"
)

// A process drives the transfers that carry its owner. What the user wants of one, in whatever process, is written to its state at once; the
// process that drives it learns so from its next save and lets go.

// ClaimTransfer takes the first transfer that nobody has and that waits, its time
// having come, or was running in a process that is gone. It takes none while
// limit others are running, in all processes together; with only, it takes one of those.
func (j *Journal) ClaimTransfer(ctx context.Context, limit int, only ...TransferID) (Transfer, bool, error) {
	var t Transfer
	var found bool
	err := j.write(ctx, j.easy, func(tx *sql.Tx) (err error) {
		t, found, err = one(ctx, tx, scanTransfer, claimTransfer, j.Owner(), stamp(j.now()), limit, len(only) == 0, list(only))
		return err
	})
	return t, found && err == nil, err
}

const claimTransfer = `
	UPDATE transfers SET state = 'running', owner = ?1, updated = ?2
	WHERE id = (SELECT id FROM transfers
		WHERE state IN ('queued', 'running') AND owner = '' AND (next_try <= ?2 OR updated > ?2)
		AND (?4 OR id IN (SELECT value FROM json_each(?5)))
		ORDER BY ord, id LIMIT 1)
	AND (SELECT count(*) FROM transfers WHERE state = 'running' AND owner <> '') < ?3
	RETURNING ` + transferColumns

// PutTransfersFirst puts transfers before all others of the queue, in the order they are named.
func (j *Journal) PutTransfersFirst(ctx context.Context, ids []TransferID) error {
	_, err := j.exec(ctx, `UPDATE transfers SET
		ord = (SELECT coalesce(min(ord), 0) FROM transfers) - ?2 + n.key FROM json_each(?1) n WHERE transfers.id = n.value`,
		list(ids), len(ids))
	return err
}

// SaveTransfer stores how far this process has come with a transfer, and returns
// the state it has now. That is another one than t's when the user has meanwhile
// paused or cancelled it: then only the progress is kept. It is "" when
// another has it. Saving any other state than running gives it back. A file that is done is recorded as saved in the same instant.
func (j *Journal) SaveTransfer(ctx context.Context, t Transfer) (TransferState, error) {
	var db beginner = j.easy
	if t.State == TransferDone {
		db = j.firm
	}
	var state TransferState
	err := j.write(ctx, db, func(tx *sql.Tx) (err error) {
		state, _, err = one(ctx, tx, single[TransferState], saveTransfer,
			t.ID, j.Owner(), t.State, t.Code, j.storable(t.Reason), stamp(t.NextTry), t.Tries,
			t.Path, t.Replace, t.ETag, t.Size, t.Done, t.SHA256, stamp(j.now()))
		if err != nil || state != TransferDone {
			return err
		}
		return recordSaved(ctx, tx, SavedFile{JobID: t.JobID, Kind: t.Kind, Path: t.Path, Size: t.Size, SHA256: t.SHA256, At: j.now()})
	})
	return state, err
}

// saveTransfer reads the row's old values on its right-hand sides. A file that
// is in its place is done whatever was wanted meanwhile.
const saveTransfer = `
	UPDATE transfers SET
		state    = iif(state = 'running' OR ?3 = 'done', ?3, state),
		code     = iif(state = 'running' OR ?3 = 'done', ?4, code),
		reason   = iif(state = 'running' OR ?3 = 'done', ?5, reason),
		next_try = iif(state = 'running', ?6, next_try),
		tries    = iif(state = 'running', ?7, tries),
		owner    = iif(?3 = 'running', owner, ''),
		path = ?8, replace = replace OR ?9, etag = ?10, size = ?11, done = ?12, sha256 = ?13, updated = ?14
	WHERE id = ?1 AND owner = ?2
	RETURNING state`

// MoveTransfer brings a transfer from one of some states to another because the
// user wants so, and tells whether it did. What it waited for is forgotten. A
// process that drives it has it until it has let go.
func (j *Journal) MoveTransfer(ctx context.Context, id TransferID, to TransferState, from ...TransferState) (bool, error) {
	return j.changeTransfer(ctx, `UPDATE transfers SET state = ?2, code = '', reason = '', next_try = 0, tries = 0, updated = ?3
		WHERE id = ?1 AND state IN (SELECT value FROM json_each(?4))`, id, to, stamp(j.now()), list(from))
}

// AimTransfer sets where a transfer that is not running goes, and whether it may
// take the place of a file there. It tells whether it did.
func (j *Journal) AimTransfer(ctx context.Context, id TransferID, path string, replace bool) (bool, error) {
	return j.changeTransfer(ctx,
		"UPDATE transfers SET path = ?2, replace = ?3 WHERE id = ?1 AND state NOT IN ('running', 'done')",
		id, filepath.Clean(path), replace)
}

// ForgetTransfer drops a transfer that is over: done, failed or cancelled. What
// it saved stays recorded; a part file stays where it is. It tells whether there
// was one.
func (j *Journal) ForgetTransfer(ctx context.Context, id TransferID) (bool, error) {
	return j.changeTransfer(ctx, "DELETE FROM transfers WHERE id = ? AND state IN ('done', 'failed', 'cancelled') AND owner = ''", id)
}

// DropTransfer drops a transfer that is not done and that no process has, whatever it waits
// for. It tells whether there was one.
func (j *Journal) DropTransfer(ctx context.Context, id TransferID) (bool, error) {
	return j.changeTransfer(ctx, "DELETE FROM transfers WHERE id = ? AND state <> 'done' AND owner = ''", id)
}

// changeTransfer runs a statement about one transfer and tells whether it
// applied.
func (j *Journal) changeTransfer(ctx context.Context, query string, args ...any) (bool, error) {
	n, err := j.exec(ctx, query, args...)
	return n == 1 && err == nil, err
}
