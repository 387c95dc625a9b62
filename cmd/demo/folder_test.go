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
	left, begins := filepath.Join(os.TempDir(), folders+"4711"), filepath.Join(os.TempDir(), folders+"4712")
	for _, path := range []string{left, begins} {
		if err := os.Mkdir(path, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(left, "lock"), nil, 0o600); err != nil {
		t.Fatal(err)
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

func TestWhatOnlyHasTheNameOfADemosFolderStays(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	folder := func(name string, mode os.FileMode, files ...string) string {
		path := filepath.Join(os.TempDir(), name)
		if err := os.Mkdir(path, 0o700); err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if err := os.WriteFile(filepath.Join(path, f), nil, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		return path
	}
	outside := folder("mine", 0o700)
	paths := []string{
		folder(folders+"notes", 0o700, "lock"), folder(folders+"1", 0o755, "lock"), folder(folders+"2", 0o700, "film.mp4"), filepath.Join(os.TempDir(), folders+"3"),
	}
	if err := os.Symlink(outside, paths[3]); err != nil {
		t.Fatal(err)
	}
	hourAgo := time.Now().Add(-time.Hour)
	for _, path := range append(paths, outside) {
		if err := os.Chtimes(path, hourAgo, hourAgo); err != nil {
			t.Fatal(err)
		}
	}
	sweep()
	for _, path := range paths {
		if _, err := os.Lstat(path); err != nil {
			t.Error(err)
		}
	}
	if in, _ := os.ReadDir(outside); len(in) != 0 {
		t.Errorf("%v was put into a folder of somebody else", in)
	}
}
