package host

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"
)

// names are the files in a folder.
func names(t *testing.T, dir string) (out []string) {
	t.Helper()
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		out = append(out, f.Name())
	}
	return out
}

func TestAFileIsWrittenWholeForItsUserAlone(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "results.csv")
	if err := os.WriteFile(path, []byte("older and longer"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := WriteWhole(path, []byte("new")); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(path)
	info, statErr := os.Stat(path)
	if string(raw) != "new" || errors.Join(err, statErr) != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("%q %v %v", raw, info.Mode(), err)
	}
	if got := names(t, dir); len(got) != 1 {
		t.Errorf("left beside it: %v", got)
	}
}

func TestAFileThatCannotBeWrittenLeavesWhatWasThereAndNothingBesideIt(t *testing.T) {
	dir := t.TempDir()
	taken := filepath.Join(dir, "taken")
	if err := os.MkdirAll(filepath.Join(taken, "inside"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := WriteWhole(taken, []byte("new")); err == nil { // a folder cannot be replaced
		t.Error("it was written")
	}
	if got := names(t, dir); !slices.Equal(got, []string{"taken"}) {
		t.Errorf("left: %v", got)
	}
	if err := WriteWhole(filepath.Join(dir, "none", "x"), nil); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}

func TestWhatAKilledWriteLeftIsRemovedByTheNextOldAndOursAlone(t *testing.T) {
	dir := t.TempDir()
	old := time.Now().Add(-2 * begunFor)
	for name, at := range map[string]time.Time{
		".lipdash-123": old, ".key-4567": old, ".lipdash-89": time.Now(), ".lipdash-notes": old, "lipdash-1": old, ".lipdash-1.csv": old, ".key-": old,
	} {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.WriteFile(path, nil, 0o600), os.Chtimes(path, at, at)); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(os.Mkdir(filepath.Join(dir, ".lipdash-7"), 0o700), os.Chtimes(filepath.Join(dir, ".lipdash-7"), old, old)); err != nil {
		t.Fatal(err)
	}
	if err := WriteWhole(filepath.Join(dir, "x"), nil); err != nil {
		t.Fatal(err)
	}
	if got := names(t, dir); !slices.Equal(got, []string{".key-", ".lipdash-1.csv", ".lipdash-7", ".lipdash-89", ".lipdash-notes", "lipdash-1", "x"}) {
		t.Errorf("left: %v", got)
	}
}
