package journal

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"syscall"
	"time"
)

// learned is how long a lesson about the account's limit counts: plans change.
const learned = 24 * time.Hour

// nextOrder is the next place at the end of the queue; no two calls, in whatever
// process, get the same.
func nextOrder(ctx context.Context, tx *sql.Tx) (int64, error) {
	return single[int64](tx.QueryRowContext(ctx,
		"INSERT INTO notes (name, n, at) VALUES ('order', 1, 0) ON CONFLICT (name) DO UPDATE SET n = n + 1 RETURNING n"))
}

// LearnLimit notes that a 429 came with n jobs on the account: so many are
// allowed, at least one, and never more than was learned before while that
// counts.
func (j *Journal) LearnLimit(ctx context.Context, n int) error {
	return j.write(ctx, j.easy, func(tx *sql.Tx) error {
		now := j.now()
		before, ok, err := readLimit(ctx, tx, now)
		if err != nil {
			return err
		}
		if n = max(n, 1); ok {
			n = min(n, before)
		}
		_, err = tx.ExecContext(ctx,
			"INSERT INTO notes (name, n, at) VALUES ('limit', ?1, ?2) ON CONFLICT (name) DO UPDATE SET n = ?1, at = ?2", n, stamp(now))
		return err
	})
}

// Limit is how many jobs the account allows at once, as far as that was learned
// from 429s within the last day, and whether it was.
func (j *Journal) Limit(ctx context.Context) (int, bool, error) {
	n, ok, err := readLimit(ctx, j.easy, j.now())
	return n, ok, j.read(ctx, err)
}

func readLimit(ctx context.Context, q querier, now time.Time) (int, bool, error) {
	return one(ctx, q, single[int], "SELECT n FROM notes WHERE name = 'limit' AND at > ?", stamp(now.Add(-learned)))
}

// roomNeeded is more than SQLite writes at once for anything done here.
const roomNeeded = 256 << 10

// noRoom tells whether the disk of a folder is full, by writing a little there:
// the driver reports a full disk as an input or output error and forgets the
// system's reason.
func noRoom(dir string) bool {
	f, err := os.CreateTemp(dir, "room-*")
	if err != nil {
		return outOfSpace(err)
	}
	_, err = f.Write(make([]byte, roomNeeded))
	err = errors.Join(err, f.Close(), os.Remove(f.Name())) //nolint:gosec // the folder is the caller's
	return outOfSpace(err)
}

func outOfSpace(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}
