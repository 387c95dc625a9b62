package journal

import (
	"context"
	"database/sql"
	"path/filepath"
	"time"

	"lipdash/api"
)

// TransferID names a transfer of one journal.
type TransferID string

// TransferKind is which file of a job a transfer fetches.
type TransferKind string

// The files of a job (api.md 1.2).
const (
	TransferVideo    TransferKind = "video"
	TransferCaptions TransferKind = "captions"
)

// TransferState is where a transfer stands.
type TransferState string

// The states. Failed and cancelled ones keep their part file and can be queued
// again; only done is final.
const (
	TransferQueued    TransferState = "queued"
	TransferRunning   TransferState = "running"
	TransferPaused    TransferState = "paused"
	TransferDone      TransferState = "done"
	TransferFailed    TransferState = "failed"
	TransferCancelled TransferState = "cancelled"
)

// Transfer is one file on its way from HeyGen to a folder. It holds no link:
// links are short-lived secrets and are asked for anew.
type Transfer struct {
	ID    TransferID
	JobID api.JobID
	Kind  TransferKind
	// Order is its place in the queue; NextTry is when it may be tried again, and
	// Tries how often that has been put off in a row.
	Order   int64
	NextTry time.Time
	Tries   int
	// Path is where the whole file goes, Part where it is gathered; both are
	// absolute and in the same folder. Replace lets it take the place of a file
	// that has that path already.
	Path, Part string
	Replace    bool
	// ETag is the validator of the content that Part holds the first Done of Size
	// bytes of; Size is -1 when unknown. Done counts what is on the disk for sure.
	ETag       string
	Size, Done int64
	State      TransferState
	// Code and Reason say why it waits, paused or failed: a word for programs
	// and a sentence for people.
	Code, Reason string
	// SHA256 is the whole file's in hex, "" until it is done.
	SHA256               string
	CreatedAt, UpdatedAt time.Time
	// Owner is the process that drives it, "" for none.
	Owner string
}

const (
	transferColumns = `id, job, kind, ord, next_try, tries, path, part, replace, etag, size, done,
		state, code, reason, sha256, created, updated, owner`
	transferByID  = "SELECT " + transferColumns + " FROM transfers WHERE id = ?"
	transferByJob = "SELECT " + transferColumns + " FROM transfers WHERE job = ? AND kind = ? AND state <> 'done'"
	openTransfers = "SELECT " + transferColumns + " FROM transfers WHERE state NOT IN ('done', 'cancelled') ORDER BY ord, id"
	pastTransfers = "SELECT " + transferColumns + ` FROM transfers
		WHERE state IN ('done', 'cancelled') AND updated >= ? ORDER BY updated DESC LIMIT ?`
)

// AddTransfers puts transfers at the end of the queue, all or none, and returns
// them with their places. Where one of the same job and kind is there and not
// done, that one is returned instead, as it is.
func (j *Journal) AddTransfers(ctx context.Context, list []Transfer) ([]Transfer, error) {
	out := make([]Transfer, len(list))
	err := j.write(ctx, j.firm, func(tx *sql.Tx) (err error) {
		for i, t := range list {
			if out[i], err = j.addTransfer(ctx, tx, t); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

func (j *Journal) addTransfer(ctx context.Context, tx *sql.Tx, t Transfer) (Transfer, error) {
	old, found, err := one(ctx, tx, scanTransfer, transferByJob, t.JobID, t.Kind)
	if err != nil || found {
		return old, err
	}
	if t.Order, err = nextOrder(ctx, tx); err != nil {
		return t, err
	}
	t.Path, t.Part = filepath.Clean(t.Path), filepath.Clean(t.Part)
	t.UpdatedAt, t.Reason = j.now(), j.storable(t.Reason)
	_, err = tx.ExecContext(ctx, "INSERT INTO transfers ("+transferColumns+`)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '')`,
		t.ID, t.JobID, t.Kind, t.Order, stamp(t.NextTry), t.Tries, t.Path, t.Part, t.Replace, t.ETag, t.Size, t.Done,
		t.State, t.Code, t.Reason, t.SHA256, stamp(t.CreatedAt), stamp(t.UpdatedAt))
	return t, err
}

// Transfer is one transfer, and whether it is known.
func (j *Journal) Transfer(ctx context.Context, id TransferID) (Transfer, bool, error) {
	return oneOf(ctx, j, scanTransfer, transferByID, id)
}

// Transfers are those that are not over, in the order of the queue.
func (j *Journal) Transfers(ctx context.Context) ([]Transfer, error) {
	return j.transfers(ctx, openTransfers)
}

// PastTransfers are those that were done or cancelled since a time, the latest
// first and so many at most.
func (j *Journal) PastTransfers(ctx context.Context, since time.Time, limit int) ([]Transfer, error) {
	return j.transfers(ctx, pastTransfers, stamp(since), limit)
}

func (j *Journal) transfers(ctx context.Context, query string, args ...any) ([]Transfer, error) {
	return allOf(ctx, j, scanTransfer, query, args...)
}

func scanTransfer(r scanner) (t Transfer, err error) {
	err = r.Scan(&t.ID, &t.JobID, &t.Kind, &t.Order, timeColumn{&t.NextTry}, &t.Tries, &t.Path, &t.Part, &t.Replace, &t.ETag, &t.Size, &t.Done,
		&t.State, &t.Code, &t.Reason, &t.SHA256, timeColumn{&t.CreatedAt}, timeColumn{&t.UpdatedAt}, &t.Owner)
	return t, err
}
