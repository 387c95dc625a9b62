package journal

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"testing"
)

// TestAReadEndsWithItsContext is about reads of which database/sql starts no watcher.
func TestAReadEndsWithItsContext(t *testing.T) {
	db, err := sql.Open("sqlite3", filepath.Join(t.TempDir(), "a.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // only read
	ctx, stop := context.WithCancel(t.Context())
	const many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT i FROM n"
	read := 0
	err = each(ctx, db, func(*sql.Rows) error {
		if read++; read == 3 {
			stop()
		}
		return nil
	}, many)
	if !errors.Is(err, context.Canceled) || read != 3 {
		t.Errorf("%d rows, %v", read, err)
	}
	if _, _, err := one(ctx, db, single[int], "SELECT 1"); !errors.Is(err, context.Canceled) {
		t.Errorf("one row: %v", err)
	}
}
