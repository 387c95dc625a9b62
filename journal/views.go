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
	out, err := all(ctx, j.easy, func(r scanner) (v record.View, err error) {
		err = r.Scan(&v.Name, jsonColumn{&v})
		return v, err
	}, "SELECT name, body FROM views ORDER BY name")
	return out, j.read(ctx, err)
}

// DeleteView forgets a view; one that is not there is no error.
func (j *Journal) DeleteView(ctx context.Context, name string) error {
	return j.write(ctx, j.easy, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM views WHERE name = ?", name)
		return err
	})
}
