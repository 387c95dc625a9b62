package journal

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/driver"
)

// patience is how long a call waits for another process's write.
const patience = 5 * time.Second

// connection is a pool of at most n connections; sync is SQLite's word for how
// firmly a commit is written.
func connection(dsn, sync string, n int) (*sql.DB, error) {
	db, err := driver.Open(dsn, func(c *sqlite3.Conn) error {
		if err := c.BusyHandler(patiently()); err != nil {
			return err
		}
		return c.Exec("PRAGMA synchronous=" + sync + "; PRAGMA temp_store=memory")
	})
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(n)
	return db, nil
}

// patiently waits for another's lock for patience at most, and no longer than the call:
// SQLite's own wait sleeps on when that is cancelled, and the connection with it.
func patiently() func(ctx context.Context, count int) bool {
	var end time.Time
	return func(ctx context.Context, count int) bool {
		if count == 0 {
			end = time.Now().Add(patience)
		}
		pause := time.Duration(1 + rand.Int64N(int64(2*time.Millisecond))) //nolint:gosec // it keeps no secret
		return time.Now().Before(end) && Sleep(ctx, pause)
	}
}

// dsn is the path as a URI; files beside it are for the user alone (ownFiles), and
// those that are there already get the same mode.
func dsn(path string) string {
	registerVFS()
	slash := filepath.ToSlash(path)
	if filepath.VolumeName(path) != "" && !strings.HasPrefix(slash, "/") {
		slash = "/" + slash
	}
	// SQLite does not read "+" as a space.
	model := strings.ReplaceAll(url.QueryEscape(path), "+", "%20")
	u := url.URL{Scheme: "file", OmitHost: true, Path: slash, RawQuery: "vfs=" + vfsName + "&modeof=" + model}
	return u.String()
}

// write runs f in one transaction that nobody else writes beside. Nothing is
// written to a file that was found to be damaged.
func (j *Journal) write(ctx context.Context, db beginner, f func(*sql.Tx) error) error {
	if err := j.Damaged(); err != nil {
		return err
	}
	select {
	case j.turn <- struct{}{}:
		defer func() { <-j.turn }()
	case <-ctx.Done():
		return ctx.Err()
	}
	return j.read(ctx, within(ctx, db, f))
}

// exec runs one statement in a transaction of its own, and tells how many rows it changed.
func (j *Journal) exec(ctx context.Context, query string, args ...any) (n int64, err error) {
	err = j.write(ctx, j.easy, func(tx *sql.Tx) (err error) {
		n, err = change(ctx, tx, query, args...)
		return err
	})
	return n, err
}

// change runs one statement, and tells how many rows it changed.
func change(ctx context.Context, tx *sql.Tx, query string, args ...any) (n int64, err error) {
	res, err := tx.ExecContext(ctx, query, args...)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// beginner is a database that transactions are made in.
type beginner interface {
	BeginTx(ctx context.Context, o *sql.TxOptions) (*sql.Tx, error)
}

func within(ctx context.Context, db beginner, f func(*sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := f(tx); err != nil {
		return errors.Join(err, quiet(tx.Rollback()))
	}
	return tx.Commit()
}

// quiet drops what Rollback says about a transaction that has ended already.
func quiet(err error) error {
	if errors.Is(err, sql.ErrTxDone) {
		return nil
	}
	return err
}

// read wraps the error of a query.
func (j *Journal) read(ctx context.Context, err error) error {
	out := wrap(ctx, j.path, err)
	if errors.Is(err, sqlite3.CORRUPT) || errors.Is(err, sqlite3.NOTADB) {
		j.mu.Lock()
		defer j.mu.Unlock()
		if j.damage == nil && errors.Is(out, ErrCorrupt) {
			j.damage = out
		}
	}
	return out
}

// Damaged is what was found wrong with the file since it was opened, nil for
// nothing. From then on it is left as it is.
func (j *Journal) Damaged() error {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.damage
}

// leaveLog has the open connections leave the write-ahead log as it is when they
// are closed: to fold it in would write to the file.
func leaveLog(db *sql.DB) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	var errs []error
	for range db.Stats().OpenConnections {
		c, err := db.Conn(ctx)
		if err != nil {
			return err
		}
		defer c.Close() //nolint:errcheck // it only goes back to the pool
		errs = append(errs, c.Raw(func(raw any) error {
			own, _ := raw.(driver.Conn)
			_, err := own.Raw().Config(sqlite3.DBCONFIG_NO_CKPT_ON_CLOSE, true)
			return err
		}))
	}
	return errors.Join(errs...)
}

// inspect refuses a file that is no journal of ours, or of a newer kind, by
// reading alone: not even closing it writes to it.
func inspect(ctx context.Context, path string) (err error) {
	db, err := driver.Open(dsn(path), func(c *sqlite3.Conn) error {
		_, err := c.Config(sqlite3.DBCONFIG_NO_CKPT_ON_CLOSE, true)
		return errors.Join(err, c.BusyHandler(patiently()))
	})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var app, version, tables int
	err = db.QueryRowContext(ctx, `SELECT (SELECT application_id FROM pragma_application_id),
		(SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_schema)`).Scan(&app, &version, &tables)
	switch {
	case err != nil:
		return err
	case app != application && (app != 0 || tables > 0):
		return errForeign
	case version > len(migrations):
		return fmt.Errorf("%w: version %d", ErrNewer, version)
	}
	return nil
}
