package journal

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// A process that drives something locks a file beside the journal, named after
// the owner of its leases. The system drops the lock when the process ends,
// however it ends, so who can take it knows that the process is gone; the number
// of a process would be given to another one.

// Present shows that the owner's process lives until the journal is closed.
// Without it others wait for its leases to lapse.
func (j *Journal) Present(owner string) error {
	lock := flock.New(j.presence(owner), flock.SetPermissions(0o600))
	got, err := lock.TryLock()
	if err == nil && !got {
		err = errors.New("another process has this name")
	}
	if err != nil {
		return errors.Join(err, lock.Close())
	}
	j.present = lock
	return nil
}

// absent ends Present. A file that stays is removed by the next process.
func (j *Journal) absent() {
	if j.present != nil {
		_ = j.present.Close()
		_ = os.Remove(j.present.Path()) //nolint:gosec // the path is the caller's
	}
}

func (j *Journal) presence(owner string) string {
	sum := sha256.Sum256([]byte(owner))
	return j.path + ownerMark + hex.EncodeToString(sum[:8])
}

const ownerMark = "-owner-"

// sign is what the file of a process says of it.
type sign int

const (
	noSign sign = iota
	living
	ended
)

// signOf looks at the file of a process. One that has none may be of an older
// lipdash, or have no right to make it.
func signOf(file string) sign {
	lock := flock.New(file, flock.SetFlag(os.O_RDWR))
	got, err := lock.TryLock()
	defer lock.Close() //nolint:errcheck // nothing was written through it
	switch {
	case err != nil:
		return noSign
	case got:
		return ended
	}
	return living
}

// Reclaim ends the leases of processes that are gone, and those that were taken
// in the future: the clock was set back since, and they would last for as long. A
// process that is known to live keeps its own.
func (j *Journal) Reclaim(ctx context.Context, owner string) error {
	var lapsed []string
	keep := map[string]bool{}
	latest := stamp(j.now().Add(time.Second))
	err := each(ctx, j.easy, func(r *sql.Rows) error {
		var who string
		var since int64
		if err := r.Scan(&who, &since); err != nil {
			return err
		}
		file := j.presence(who)
		if is := signOf(file); is == ended || is == noSign && since > latest {
			lapsed = append(lapsed, who)
		} else {
			keep[file] = true
		}
		return nil
	}, `SELECT owner, max(since) FROM (SELECT owner, since FROM submissions WHERE `+open+`
		UNION ALL SELECT owner, since FROM transfers) WHERE owner NOT IN ('', ?) GROUP BY owner`, owner)
	if err == nil && len(lapsed) > 0 {
		err = j.endLeases(ctx, lapsed)
	}
	if err != nil {
		return j.read(ctx, "end the leases of others", err)
	}
	j.sweepPresence(keep)
	return nil
}

func (j *Journal) endLeases(ctx context.Context, owners []string) error {
	return j.write(ctx, j.easy, "end the leases of others", func(tx *sql.Tx) error {
		for _, update := range []string{"UPDATE submissions SET slot_until = 0,", "UPDATE transfers SET"} {
			if _, err := tx.ExecContext(ctx, update+" owner = '', until = 0 WHERE owner IN (SELECT value FROM json_each(?))", list(owners)); err != nil {
				return err
			}
		}
		return nil
	})
}

// sweepPresence removes what processes left that are gone, but for the files of
// those whose leases have to end first.
func (j *Journal) sweepPresence(keep map[string]bool) {
	dir, base := filepath.Split(j.path)
	found, _ := os.ReadDir(dir)
	for _, f := range found {
		if file := dir + f.Name(); strings.HasPrefix(f.Name(), base+ownerMark) && !keep[file] && signOf(file) == ended {
			_ = os.Remove(file)
		}
	}
}
