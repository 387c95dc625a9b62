package journal

import (
	"context"
	"database/sql"

	"lipdash/api/record"
)

// viewsKept is the migration after which views of the list can be kept.
const viewsKept = `
CREATE TABLE views (
	name TEXT PRIMARY KEY,
	body TEXT NOT NULL
) WITHOUT ROWID;
`

// SaveView keeps a view of the list, in place of one of its name.
func (j *Journal) SaveView(ctx context.Context, v record.View) error {
	return j.write(ctx, j.easy, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO views (name, body) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET body = excluded.body", v.Name, encoded(v))
		return err
	})
}

// Views are those that are kept, by name.
func (j *Journal) Views(ctx context.Context) ([]record.View, error) {
	return allOf(ctx, j, func(r scanner) (v record.View, err error) {
		err = r.Scan(&v.Name, jsonColumn{&v})
		return v, err
	}, "SELECT name, body FROM views ORDER BY name")
}

// DeleteView forgets a view; one that is not there is no error.
func (j *Journal) DeleteView(ctx context.Context, name string) error {
	return j.write(ctx, j.easy, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM views WHERE name = ?", name)
		return err
	})
}

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
	return valueOf[int](ctx, j, "SELECT n FROM notes WHERE name = ?", "kept "+name)
}
