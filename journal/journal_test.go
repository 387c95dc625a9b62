package journal

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
)

// noon is when the tests' stories begin.
var noon = time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)

// inputs are values that need no upload.
func inputs() map[string]string {
	return map[string]string{"video": "https://example.com/v.mp4", "audio": "https://example.com/a.wav", "title": "ep 1"}
}

// opened is a journal in a folder of its own.
func opened(t testing.TB) *Journal {
	t.Helper()
	return openedAt(t, filepath.Join(t.TempDir(), "state", "j.db"))
}

func openedAt(t testing.TB, path string) *Journal {
	t.Helper()
	j, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { must(t, j.Close()) })
	return j
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// queued saves a new submission at the end of the queue.
func queued(t testing.TB, j *Journal, id string) submission.Submission {
	t.Helper()
	s, err := j.Submit(t.Context(), submission.New(submission.ID(id), inputs(), noon), "")
	must(t, err)
	return s
}

// Check reads the whole file and says whether it is sound; it takes time in
// proportion to its size.
func (j *Journal) Check(ctx context.Context) error {
	var found string
	err := j.easy.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&found)
	if err == nil && found != "ok" {
		err = &Error{Path: j.path, Kind: ErrCorrupt}
	}
	return wrap(ctx, j.path, err)
}

// jobOf is what is known of a job: its record and whether there is one, and what was
// observed of it.
func jobOf(t *testing.T, j *Journal, id api.JobID) (JobRecord, []record.Seen, bool) {
	t.Helper()
	made, err := j.Jobs(t.Context(), []api.JobID{id})
	must(t, err)
	lives, err := j.Lives(t.Context(), []api.JobID{id})
	must(t, err)
	r, ok := made[id]
	return r, lives[id], ok
}
