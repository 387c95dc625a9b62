//go:build linux || darwin

package cmd

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/journal"
	"lipdash/ui/kit/stack"

	"lipdash/cmd/ptytest"
)

// The title of what was recorded before the trouble, as a draft and as a job.
const recorded = "recorded before"

// filled is a user whose journal has something in it, and is closed.
func filled(t *testing.T, home string) desktop {
	t.Helper()
	d := desktopOn(t, home, 3)
	now := time.Now()
	values := map[string]string{"video": "https://example.com/v.mp4", "audio": "https://example.com/a.wav", "title": recorded}
	j, err := journal.Open(t.Context(), d.path())
	must(t, err)
	must(t, j.SaveDraft(t.Context(), record.Draft{
		ID: "one", Values: values, Focus: "title", Caret: len(recorded), CreatedAt: now, UpdatedAt: now,
	}))
	values["video"] = "https://example.com/w.mp4"
	must(t, j.RecordJob(t.Context(), journal.JobRecord{ID: "ls_1", Values: values, Title: recorded, CreatedAt: now}))
	must(t, j.Close())
	return d
}

// files are the contents of all files below a folder, or of a file.
func files(t *testing.T, path string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	must(t, filepath.WalkDir(path, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		out[name], err = os.ReadFile(name)
		return err
	}))
	return out
}

// untouched fails unless every file that was there is there as it was.
func untouched(t *testing.T, before map[string][]byte, path string) {
	t.Helper()
	after := files(t, path)
	for name, text := range before {
		if now, ok := after[name]; !ok || !bytes.Equal(now, text) {
			t.Errorf("%s was changed: %d bytes were %d", name, len(now), len(text))
		}
	}
}

// worksWithout goes through a session whose journal cannot be used: one line
// says why, the jobs are there, and a create asks first, with the safe answer
// ready, and is made once when it is insisted on.
func worksWithout(t *testing.T, d desktop, s *ptytest.Session, why string) {
	t.Helper()
	s.Has(why, "an older one", "jobs 1 to 3")
	s.Type("c")
	fill(s, "https://example.com/new.mp4", "https://example.com/new.wav", "made without")
	s.Has("draft not on disk")
	create := func() {
		s.Type("\x18\r")
		s.Has("Create without a journal?", "nobody can tell", "Cancel", "Create all the same")
		<-time.After(stack.GuardDelay + 50*time.Millisecond)
	}
	create()
	s.Type("\r")
	s.Until("form", func(text, _ string) bool {
		return !screenHas(text, "Create without a journal?") && screenHas(text, "made without")
	})
	if n := made(d); n != 0 {
		t.Fatalf("%d creates, and enter was to cancel", n)
	}
	create()
	s.Type("\t\r")
	s.Until("job in the list", func(text, _ string) bool {
		return screenHas(text, "made without") && screenHas(text, "jobs 1 to 4")
	})
	if n := made(d); n != 1 {
		t.Errorf("%d creates", n)
	}
}

// made is how many creates the server got.
func made(d desktop) int { return d.sim.CallCount("POST /v3/lipsyncs") }

func TestAJournalThatCannotBeUsedStopsNobody(t *testing.T) {
	for _, c := range []struct {
		name, why string
		spoil     func(t *testing.T, d desktop)
	}{
		{"a damaged header", "The journal is damaged; it is left as it is", func(t *testing.T, d desktop) { overwrite(t, d.path(), 16, 100) }},
		{"damaged tables", "The journal is damaged; it is left as it is", func(t *testing.T, d desktop) { overwrite(t, d.path(), 100, 8000) }},
		{"text in its place", "The journal is damaged; it is left as it is", func(t *testing.T, d desktop) {
			must(t, os.WriteFile(d.path(), []byte("my shopping list\n"), 0o600))
		}},
		{"a newer schema", "The journal was written by a newer lipdash", func(t *testing.T, d desktop) {
			change(t, d.path(), "PRAGMA user_version = 99; CREATE TABLE future (x)")
		}},
		{"a file for a folder", "The journal cannot be used", func(t *testing.T, d desktop) {
			must(t, errors.Join(os.RemoveAll(d.folder()), os.WriteFile(d.folder(), []byte("not a folder"), 0o600)))
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := filled(t, t.TempDir())
			c.spoil(t, d)
			before := files(t, d.folder())
			s := d.start(t)
			worksWithout(t, d, s, c.why)
			leave(t, s)
			untouched(t, before, d.folder())
		})
	}
}

// overwrite damages a part of a file.
func overwrite(t *testing.T, path string, at int64, n int) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	must(t, err)
	_, err = f.WriteAt(bytes.Repeat([]byte{0xa5}, n), at)
	must(t, errors.Join(err, f.Close()))
}

// change runs a statement on a journal behind lipdash's back.
func change(t *testing.T, path, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+path)
	must(t, err)
	_, err = db.ExecContext(t.Context(), statement)
	must(t, errors.Join(err, db.Close()))
}

// survived fails unless what filled recorded is in a journal.
func survived(t *testing.T, path string) {
	t.Helper()
	j, err := journal.Open(context.Background(), path)
	must(t, err)
	defer func() { must(t, j.Close()) }()
	drafts, err := j.Drafts(t.Context())
	must(t, err)
	if !slices.ContainsFunc(drafts, func(d record.Draft) bool { return strings.HasPrefix(d.Values["title"], recorded) }) {
		t.Errorf("the draft is lost: %+v", drafts)
	}
	if made, err := j.Jobs(t.Context(), []api.JobID{"ls_1"}); err != nil || made["ls_1"].Title != recorded {
		t.Errorf("the job is lost: %+v, %v", made, err)
	}
	sound(t, path)
}
