package journal

import (
	"context"
	"database/sql"
)

// Remember keeps a number under a name for the next start, such as where the user put the line
// between two panes.
func (j *Journal) Remember(ctx context.Context, name string, n int) error {
	return j.write(ctx, j.easy, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO notes (name, n, at) VALUES (?1, ?2, ?3) ON CONFLICT (name) DO UPDATE SET n = ?2, at = ?3",
			"kept "+name, n, stamp(j.now()))
		return err
	})
}

// Remembered is what was last kept under a name, 0 for nothing.
func (j *Journal) Remembered(ctx context.Context, name string) (int, error) {
	n, _, err := one(ctx, j.easy, single[int], "SELECT n FROM notes WHERE name = ?", "kept "+name)
	return n, j.read(ctx, err)
}
