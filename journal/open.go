package journal

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/gofrs/flock"
	"github.com/ncruces/go-sqlite3/vfs/memdb"
)

// Journal is an open journal. It is safe for concurrent use; several processes
// may have the same file open.
type Journal struct {
	path string
	// memory is the name of its database when it is on no disk, else "".
	memory string
	// firm syncs every commit to the disk, easy leaves that to the system; easy
	// also reads while firm waits for the disk.
	firm *sql.DB
	easy *prepared
	// turn is held by whoever writes: within a process it is cheaper to wait for
	// it than for the file's lock.
	turn chan struct{}
	now  func() time.Time

	mu     sync.Mutex
	hidden []string
	// owner is this process's name, and present is locked while it may have
	// something (Join).
	owner   string
	present *flock.Flock
	// stays keeps present locked when the journal is closed (GiveBack).
	stays bool
	// damage is what was found wrong with the file since it was opened.
	damage error
}

// Open opens the journal at a path, and makes it, with its folder, if there is
// none. How long it takes does not depend on what is in it. Errors answer to
// errors.Is with ErrReadOnly, ErrCorrupt, ErrNewer, ErrFull, ErrBusy or ErrNoLocks where
// that is the reason; the file is then as it was.
func Open(ctx context.Context, path string) (*Journal, error) {
	if err := prepare(path); err != nil {
		return nil, wrap(ctx, path, err)
	}
	j := &Journal{path: path, turn: make(chan struct{}, 1), now: time.Now}
	if err := j.connect(ctx); err != nil {
		return nil, wrap(ctx, path, errors.Join(err, j.close()))
	}
	return j, nil
}

// connect looks at the file before anything is written to it.
func (j *Journal) connect(ctx context.Context) (err error) {
	if err := j.Join(); err != nil {
		return err
	}
	if err := inspect(ctx, j.path); err != nil {
		return err
	}
	if j.firm, err = connection(dsn(j.path), "full", 1); err != nil {
		return err
	}
	if err := upgrade(ctx, j.firm); err != nil {
		return err
	}
	easy, err := connection(dsn(j.path), "normal", 2)
	if err != nil {
		return err
	}
	j.easy = &prepared{DB: easy}
	j.sweepPresence()
	return j.easy.PingContext(ctx)
}

// Close gives the file back. What was saved stays saved whether or not Close is
// called.
func (j *Journal) Close() error { return wrap(context.Background(), j.path, j.close()) }

func (j *Journal) close() error {
	if !j.stays {
		j.Leave()
	}
	var errs []error
	dbs := []*sql.DB{j.firm}
	if j.easy != nil {
		dbs = []*sql.DB{j.easy.DB, j.firm}
	}
	for _, db := range dbs {
		if db == nil {
			continue
		}
		if j.Damaged() != nil {
			errs = append(errs, leaveLog(db))
		}
		errs = append(errs, db.Close())
	}
	if j.memory != "" {
		memdb.Delete(j.memory)
	}
	return errors.Join(errs...)
}

// Path is the journal's file.
func (j *Journal) Path() string { return j.path }

// prepare makes the folder and the files, for the user alone, and refuses what
// is plainly no journal before SQLite touches it.
func prepare(path string) error {
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil { //nolint:gosec // the path is the caller's
		return err
	}
	if err := ours(dir); err != nil {
		return err
	}
	// What a link leads to may be anything, and would be made private.
	for _, name := range []string{path, path + "-wal", path + "-shm"} {
		if info, err := os.Lstat(name); err == nil && info.Mode()&fs.ModeSymlink != 0 { //nolint:gosec // the path is the caller's
			return errLinked
		}
	}
	if err := plausible(path); err != nil {
		return err
	}
	// SQLite would make them for everybody.
	for _, name := range []string{path, path + "-shm"} {
		if err := private(name); err != nil {
			return err
		}
	}
	return nil
}

func private(name string) error {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600) //nolint:gosec // the path is the caller's
	if err != nil {
		return err
	}
	defer f.Close() //nolint:errcheck // nothing was written through it
	info, err := f.Stat()
	if err != nil || info.Mode().Perm()&0o077 == 0 {
		return err
	}
	return f.Chmod(0o600)
}

var magic = []byte("SQLite format 3\x00")

// plausible looks at the first bytes. With a write-ahead log beside it the file
// may be half written, and SQLite knows better.
func plausible(path string) error {
	if wal, err := os.Stat(path + "-wal"); err == nil && wal.Size() > 0 { //nolint:gosec // the path is the caller's
		return nil
	}
	f, err := os.Open(path) //nolint:gosec // the path is the caller's
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close() //nolint:errcheck // nothing was written through it
	if info, err := f.Stat(); err == nil && !info.Mode().IsRegular() {
		return errForeign
	}
	head := make([]byte, len(magic))
	n, err := io.ReadFull(f, head)
	switch {
	case errors.Is(err, io.EOF):
		return nil
	case err != nil && !errors.Is(err, io.ErrUnexpectedEOF):
		return err
	case !bytes.Equal(head[:n], magic):
		return errForeign
	}
	return nil
}
