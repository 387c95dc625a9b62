package journal

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"lipdash/api/record"
)

// SQLite's own wait slept on with its connection locked, and what a cancel ends waited for
// that: fake time stood still for good.
func TestAWaitForTheLockEndsWithItsCallOrItsPatience(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "j.db")
		j, other := openedAt(t, path), openedAt(t, path)
		tx, err := other.easy.BeginTx(t.Context(), nil)
		must(t, err)
		_, err = tx.Exec("DELETE FROM drafts")
		must(t, err)
		save := func(within time.Duration) (took time.Duration, err error) {
			ctx, cancel := context.WithTimeout(t.Context(), within)
			defer cancel()
			began := time.Now()
			err = j.SaveDraft(ctx, record.Draft{ID: "a", UpdatedAt: began})
			return time.Since(began), err
		}
		if took, err := save(time.Second); !errors.Is(err, context.DeadlineExceeded) || took != time.Second {
			t.Errorf("cancelled: %v after %s", err, took)
		}
		if took, err := save(time.Minute); !errors.Is(err, ErrBusy) || took < patience || took > patience+time.Second {
			t.Errorf("locked: %v after %s", err, took)
		}
		must(t, tx.Rollback())
		if _, err := save(time.Second); err != nil {
			t.Errorf("free again: %v", err)
		}
	})
}
