package demo

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestOnlyWhatNobodyUsesIsSweptAway(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	used, err := newFolder()
	if err != nil {
		t.Fatal(err)
	}
	left, begins := filepath.Join(os.TempDir(), folders+"left"), filepath.Join(os.TempDir(), folders+"begins")
	for _, path := range []string{left, begins} {
		if err := os.Mkdir(path, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	hourAgo := time.Now().Add(-time.Hour)
	for _, path := range []string{used.Path, left} {
		if err := os.Chtimes(path, hourAgo, hourAgo); err != nil {
			t.Fatal(err)
		}
	}
	sweep()
	for path, there := range map[string]bool{used.Path: true, begins: true, left: false} {
		if _, err := os.Stat(path); (err == nil) != there {
			t.Errorf("%s: %v", filepath.Base(path), err)
		}
	}
	used.Remove()
}
