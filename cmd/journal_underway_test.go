//go:build linux || darwin

package cmd

import (
	"database/sql"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/journal"
	"lipdash/ui/kit/stack"
)

// jobsOnly is filled without the draft, which a form would open with.
func jobsOnly(t *testing.T) desktop {
	t.Helper()
	d := filled(t, t.TempDir())
	j, err := journal.Open(t.Context(), d.path())
	must(t, err)
	must(t, errors.Join(j.DeleteDraft(t.Context(), "one"), j.Close()))
	return d
}

func TestAJournalFoundDamagedUnderWayStopsNobodyAndIsLeftAsItIs(t *testing.T) {
	t.Parallel()
	d := jobsOnly(t)
	s := d.open(t)
	s.Type("c")
	s.Has("New lipsync")
	info, err := os.Stat(d.path())
	must(t, err)
	overwrite(t, d.path(), 4096, int(info.Size())-4096)
	fill(s, "https://example.com/new.mp4", "https://example.com/new.wav", "made without")
	s.Type("\x18\r")
	s.Has("Create without a journal?", "The journal is damaged; it is left as it is", "Create all the same")
	before := files(t, d.folder())
	<-time.After(stack.GuardDelay + 50*time.Millisecond)
	s.Type("\t\r")
	s.Until("job in the list", func(text, _ string) bool {
		return screenHas(text, "made without") && screenHas(text, "jobs 1 to 4")
	})
	if n := made(d); n != 1 {
		t.Errorf("%d creates", n)
	}
	leave(t, s)
	for name := range before {
		if strings.HasSuffix(name, "-shm") || strings.Contains(name, "-owner-") || strings.Contains(name, "-calls-") {
			delete(before, name) // locks, and the calls of the last minute, which are no part of the journal
		}
	}
	untouched(t, before, d.folder())
}

// survivedJob fails unless what jobsOnly recorded is in a journal.
func survivedJob(t *testing.T, path string) {
	t.Helper()
	j, err := journal.Open(t.Context(), path)
	must(t, err)
	made, err := j.Jobs(t.Context(), []api.JobID{"ls_1"})
	if must(t, errors.Join(err, j.Close())); made["ls_1"].Title != recorded {
		t.Errorf("the job is lost: %+v", made)
	}
}

func TestAJournalLockedAtTheStartIsNamedAndOpenedWhenItIsFree(t *testing.T) {
	t.Parallel()
	d := jobsOnly(t)
	db, err := sql.Open("sqlite3", "file:"+d.path()+"?_pragma=locking_mode(exclusive)")
	must(t, err)
	db.SetMaxOpenConns(1)
	_, err = db.ExecContext(t.Context(), "BEGIN EXCLUSIVE; CREATE TABLE held (x)")
	must(t, err)
	s := d.open(t)
	s.Type("c")
	fill(s, "https://example.com/new.mp4", "https://example.com/new.wav", "made later")
	s.Type("\x18\r")
	s.Has("The journal is not open yet: another process keeps it locked", "draft stays")
	if n := made(d); n != 0 {
		t.Errorf("%d creates without a journal", n)
	}
	_, err = db.ExecContext(t.Context(), "ROLLBACK")
	must(t, errors.Join(err, db.Close()))
	s.Until("open", func(text, _ string) bool { return screenHas(text, "draft saved") })
	s.Type("\r")
	s.Until("job in the list", func(text, _ string) bool { return screenHas(text, "jobs 1 to 4") })
	leave(t, s)
	survivedJob(t, d.path())
}
