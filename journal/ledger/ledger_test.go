package ledger_test

import (
	"context"
	"encoding/binary"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"lipdash/journal/ledger"
)

// asChild makes the test binary another process that makes calls on the ledger it names.
const asChild = "LIPDASH_LEDGER_TEST_PATH"

func TestMain(m *testing.M) {
	path := os.Getenv(asChild)
	if path == "" {
		os.Exit(m.Run())
	}
	l := ledger.New(path)
	for range 3 {
		l.Left(time.Now())
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	l.Run(ctx)
}

// running is a ledger that shares until the test ends.
func running(t *testing.T, path string) *ledger.Ledger {
	t.Helper()
	l := ledger.New(path)
	go l.Run(t.Context())
	return l
}

func TestEachKnowsTheCallsOfTheOthersForAMinute(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	synctest.Test(t, func(t *testing.T) {
		a, b := running(t, path), running(t, path)
		a.Left(time.Now())
		first := time.Now()
		time.Sleep(30 * time.Second)
		a.Left(time.Now())
		a.Left(time.Now())
		time.Sleep(1100 * time.Millisecond)
		if got := b.Others(); len(got) != 3 || !got[0].Equal(first) {
			t.Errorf("b knows of %v", got)
		}
		if got := a.Others(); len(got) != 0 {
			t.Errorf("a counts its own calls as others': %v", got)
		}
		if got := ledger.New(path).Others(); len(got) != 3 {
			t.Errorf("one that has just begun knows of %v", got)
		}
		time.Sleep(30 * time.Second)
		if got := b.Others(); len(got) != 2 {
			t.Errorf("a minute later it still counts: %v", got)
		}
	})
}

func TestCallsOfAnotherProcessCount(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), asChild+"="+path)
	if out, err := child.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if got := ledger.New(path).Others(); len(got) != 3 {
		t.Errorf("calls of the other process: %v", got)
	}
}

func TestNothingIsWrittenWhileNothingIsCalledAndOldFilesGo(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.db")
	synctest.Test(t, func(t *testing.T) {
		l := running(t, path)
		time.Sleep(time.Hour)
		if found := files(t, dir); len(found) != 0 {
			t.Errorf("an idle hour left %v", found)
		}
		for range 90 {
			l.Left(time.Now())
			time.Sleep(time.Minute)
		}
		if found := files(t, dir); len(found) > 2 {
			t.Errorf("an hour and a half of calls left %d files", len(found))
		}
		for _, f := range files(t, dir) {
			if info, err := os.Stat(f); err != nil || info.Mode().Perm() != 0o600 || info.Size() > 16*11 {
				t.Errorf("%v %v", info, err)
			}
		}
	})
}

func files(t *testing.T, dir string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestWhatIsNoCallOfTheLastMinuteIsPassedOver(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.db")
	synctest.Test(t, func(t *testing.T) {
		a, b := running(t, path), running(t, path)
		a.Left(time.Now().Add(time.Hour)) // its clock was set back since
		a.Left(time.Now())
		synctest.Wait()
		f, err := os.OpenFile(files(t, dir)[0], os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = f.Write(binary.LittleEndian.AppendUint64(nil, 7)) // half an entry
		_ = f.Close()
		time.Sleep(2 * time.Second)
		if got := b.Others(); len(got) != 1 {
			t.Errorf("b knows of %v", got)
		}
	})
}

func TestWithoutADiskEachCountsItsOwn(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		l := running(t, filepath.Join(file, "a.db")) // a file is no folder
		for range 2000 {
			l.Left(time.Now()) // waits for nobody
		}
		time.Sleep(2 * time.Second)
		if got := l.Others(); len(got) != 0 {
			t.Errorf("it knows of %v", got)
		}
	})
}
