package journal

import (
	"context"
	"database/sql"
	"time"

	"lipdash/api"
)

// SavedFile is a file of a job that was brought to this machine. Whether it is
// still there, the journal does not know.
type SavedFile struct {
	JobID api.JobID
	Kind  TransferKind
	// Path is absolute; Size is in bytes; SHA256 is the content's in hex.
	Path   string
	Size   int64
	SHA256 string
	At     time.Time
}

const savedFiles = `SELECT job, kind, path, size, sha256, at FROM saved
	WHERE job IN (SELECT value FROM json_each(?)) ORDER BY job, at DESC, path`

func recordSaved(ctx context.Context, tx *sql.Tx, f SavedFile) error {
	_, err := tx.ExecContext(ctx,
		"INSERT OR REPLACE INTO saved (job, kind, path, size, sha256, at) VALUES (?, ?, ?, ?, ?, ?)",
		f.JobID, f.Kind, f.Path, f.Size, f.SHA256, stamp(f.At))
	return err
}

// SavedFiles are the files of jobs, by job and the latest first; a job without
// any is not in the map.
func (j *Journal) SavedFiles(ctx context.Context, ids []api.JobID) (map[api.JobID][]SavedFile, error) {
	out := map[api.JobID][]SavedFile{}
	err := each(ctx, j.easy, func(r *sql.Rows) error {
		var f SavedFile
		err := r.Scan(&f.JobID, &f.Kind, &f.Path, &f.Size, &f.SHA256, timeColumn{&f.At})
		out[f.JobID] = append(out[f.JobID], f)
		return err
	}, savedFiles, list(ids))
	return out, j.read(ctx, err)
}
