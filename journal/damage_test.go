package journal

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lipdash/api/record"
)

// contents are the files of a journal.
func contents(t *testing.T, path string) map[string]string {
	t.Helper()
	out := map[string]string{}
	names, err := filepath.Glob(path + "*")
	must(t, err)
	for _, name := range names {
		if strings.HasSuffix(name, "-shm") {
			continue // locks, which readers take too
		}
		text, err := os.ReadFile(name)
		must(t, err)
		out[name] = string(text)
	}
	return out
}

// spoil overwrites everything behind the first page.
func spoil(t *testing.T, path string) {
	t.Helper()
	info, err := os.Stat(path)
	must(t, err)
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	must(t, err)
	_, err = f.WriteAt(bytes.Repeat([]byte{0xa5}, int(info.Size())-4096), 4096)
	must(t, errors.Join(err, f.Close()))
}

func TestNothingIsWrittenToAJournalThatTurnsOutToBeDamaged(t *testing.T) {
	path := alone(t)
	j, err := Open(t.Context(), path)
	must(t, err)
	for i := range 200 {
		must(t, j.SaveDraft(t.Context(), record.Draft{ID: fmt.Sprint(i), Values: inputs(), UpdatedAt: time.Now()}))
	}
	must(t, j.Close())
	j, err = Open(t.Context(), path)
	must(t, err)
	must(t, j.LearnLimit(t.Context(), 3)) // which waits in the log
	spoil(t, path)
	if _, err := j.Drafts(t.Context()); !errors.Is(err, ErrCorrupt) || !errors.Is(j.Damaged(), ErrCorrupt) {
		t.Fatalf("%v, damaged: %v", err, j.Damaged())
	}
	before := contents(t, path)
	if err := j.LearnLimit(t.Context(), 2); !errors.Is(err, ErrCorrupt) {
		t.Errorf("it wrote: %v", err)
	}
	must(t, j.Close())
	for name, text := range before {
		if strings.Contains(name, ownerMark) {
			continue // says that this process lives, which it does no more
		}
		if now := contents(t, path)[name]; now != text {
			t.Errorf("%s was changed: %d bytes are %d", filepath.Base(name), len(text), len(now))
		}
	}
}
