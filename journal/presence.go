package journal

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"

	"github.com/gofrs/flock"

	"lipdash/api/submission"
)

// Several processes may have one journal open. Each drives the submissions and
// transfers that carry its owner, a name that no other process ever has, for as
// long as the file of that name beside the journal is locked. The system drops
// the lock when the process ends, however it ends, and not while it is stopped
// or the machine sleeps. So what a process has cannot lapse while it works on it,
// and is free at once when it is gone.

// Join lets this process drive what is in the journal: what it kept, or else
// under a new name. Open has done so.
func (j *Journal) Join() error {
	if j.stay(false) {
		return nil
	}
	host, _ := os.Hostname()
	for range joinTries {
		owner := fmt.Sprintf("%s/%d/%s", host, os.Getpid(), rand.Text()[:8])
		lock := flock.New(j.presence(owner), flock.SetPermissions(0o600))
		got, err := tryLock(lock)
		if err != nil {
			_, _ = lock.Close(), os.Remove(lock.Path())
			return unlockable(err)
		}
		// Between making the file and locking it another process may have taken
		// it for one that was left behind.
		if _, err := os.Stat(lock.Path()); err == nil && got {
			_ = os.WriteFile(lock.Path(), []byte(owner), 0o600) // for Present; the lock says all else
			ownNames.Store(owner, nil)
			j.mu.Lock()
			j.owner, j.present = owner, lock
			j.mu.Unlock()
			return nil
		}
		_ = lock.Close()
	}
	return errors.New("the file that shows that this process lives is taken away")
}

// ownNames are the names that this process has had, in journals that are closed too.
var ownNames sync.Map

// tryLock is what tests replace.
var tryLock = (*flock.Flock).TryLock

// unlockable names the error of a file system without locks.
func unlockable(err error) error {
	if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.ENOLCK) {
		return fmt.Errorf("%w: %w", ErrNoLocks, err)
	}
	return err
}

// joinTries bounds how often a new file may be swept away.
const joinTries = 10

// Leave gives back all that this process has, whatever state it is in: nothing of
// it may be under way. Other processes take it over, or this one after Join.
func (j *Journal) Leave() {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.present != nil {
		remove(j.present)
		j.present = nil
	}
}

// GiveBack is Leave but for what it names, which stays with this process for as
// long as that lives, also after Close, and so do the envelopes of what it names. Nothing of the rest may be under way. With an
// error nothing was given back.
func (j *Journal) GiveBack(ctx context.Context, but []submission.ID, butTransfers []TransferID) error {
	if len(but)+len(butTransfers) == 0 {
		j.Leave()
		return nil
	}
	j.stay(true)
	return j.write(ctx, j.easy, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE submissions SET slot = 0, owner = iif(id IN (SELECT value FROM json_each(?2)), owner, '')
			WHERE `+open+` AND owner = ?1`, j.Owner(), list(but))
		if err == nil {
			_, err = tx.ExecContext(ctx, `UPDATE envelopes SET owner = '' WHERE `+openEnvelopes+` AND owner = ?1 AND NOT EXISTS
				(SELECT 1 FROM json_each(body, '$.items') i WHERE i.value ->> '$.id' IN (SELECT value FROM json_each(?2)))`, j.Owner(), list(but))
		}
		if err == nil {
			_, err = tx.ExecContext(ctx, `UPDATE transfers SET owner = '' WHERE owner = ?1 AND id NOT IN (SELECT value FROM json_each(?2))`,
				j.Owner(), list(butTransfers))
		}
		return err
	})
}

// stay says whether this process stays present after Close. It tells whether it is.
func (j *Journal) stay(yes bool) (present bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.stays = yes && j.present != nil
	return j.present != nil
}

// Owner is this process's name in the journal.
func (j *Journal) Owner() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.owner
}

func (j *Journal) presence(owner string) string {
	sum := sha256.Sum256([]byte(owner))
	return j.path + ownerMark + hex.EncodeToString(sum[:8])
}

const ownerMark = "-owner-"

// remove removes a file that is locked here. Windows removes none that is open.
func remove(lock *flock.Flock) {
	_ = os.Remove(lock.Path()) //nolint:gosec // the path is the caller's
	_ = lock.Close()
	_ = os.Remove(lock.Path()) //nolint:gosec // the path is the caller's
}

// abandoned is the lock of a process that is gone, for whoever wants to remove
// the file; nil when it lives, or nothing can be told.
func abandoned(file string) *flock.Flock {
	lock := flock.New(file, flock.SetFlag(os.O_RDWR))
	if got, err := tryLock(lock); err != nil || !got {
		_ = lock.Close()
		return nil
	}
	return lock
}

// ended tells whether the process is gone whose file this is.
func ended(file string) bool {
	if lock := abandoned(file); lock != nil {
		_ = lock.Close()
		return true
	}
	_, err := os.Lstat(file) //nolint:gosec // the path is the caller's
	return errors.Is(err, os.ErrNotExist)
}

const othersHold = `
	SELECT owner FROM submissions WHERE ` + open + ` AND owner NOT IN ('', ?1)
	UNION SELECT owner FROM envelopes WHERE ` + openEnvelopes + ` AND owner NOT IN ('', ?1)
	UNION SELECT owner FROM transfers WHERE owner NOT IN ('', ?1)`

// Reclaim frees what processes had that are gone. It costs a look at a few rows
// while nothing is to be done.
func (j *Journal) Reclaim(ctx context.Context) error {
	others, err := all(ctx, j.easy, single[string], othersHold, j.Owner())
	gone := slices.DeleteFunc(others, func(owner string) bool { return !ended(j.presence(owner)) })
	if err == nil && len(gone) > 0 {
		err = j.free(ctx, gone)
	}
	return j.read(ctx, err)
}

func (j *Journal) free(ctx context.Context, owners []string) error {
	err := j.write(ctx, j.easy, func(tx *sql.Tx) error {
		for _, update := range []string{"UPDATE submissions SET slot = 0,", "UPDATE envelopes SET", "UPDATE transfers SET"} {
			if _, err := tx.ExecContext(ctx, update+" owner = '' WHERE owner IN (SELECT value FROM json_each(?))", list(owners)); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		j.sweepPresence()
	}
	return err
}

// sweepPresence removes the files of processes that are gone. Their rows are as
// free without them.
func (j *Journal) sweepPresence() {
	for _, name := range presences(j.path) {
		if lock := abandoned(name); lock != nil {
			remove(lock)
		}
	}
}

// presences are the files of the processes that have the journal at a path open, or had.
func presences(path string) (names []string) {
	dir, base := filepath.Split(path)
	found, _ := os.ReadDir(dir)
	for _, f := range found {
		if strings.HasPrefix(f.Name(), base+ownerMark) {
			names = append(names, dir+f.Name())
		}
	}
	return names
}
