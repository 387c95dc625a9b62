//go:build unix

package journal

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestALinkInPlaceOfAJournalIsNotFollowed(t *testing.T) {
	for _, end := range []string{"", "-wal", "-shm"} {
		dir := t.TempDir()
		target, path := filepath.Join(dir, "diary"), filepath.Join(dir, "j.db")
		must(t, os.WriteFile(target, nil, 0o644))
		must(t, os.Chmod(target, 0o644))
		must(t, os.Symlink(target, path+end))
		_, err := Open(t.Context(), path)
		if err == nil || !strings.HasPrefix(Sentence(err), "The journal cannot be used: the file is a symbolic link, which is not followed (") {
			t.Errorf("j.db%s: %v", end, err)
		}
		info, err := os.Stat(target)
		must(t, err)
		if info.Mode().Perm() != 0o644 || info.Size() > 0 {
			t.Errorf("j.db%s: the target is %v with %d bytes", end, info.Mode(), info.Size())
		}
	}
}

func TestAFolderOfAnotherUserIsRefused(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can give a folder away")
	}
	dir := filepath.Join(t.TempDir(), "theirs")
	must(t, os.Mkdir(dir, 0o777))
	must(t, os.Chown(dir, nobody, nobody))
	_, err := Open(t.Context(), filepath.Join(dir, "j.db"))
	if err == nil || !strings.Contains(Sentence(err), "belongs to another user") {
		t.Fatal(err)
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("it was written to: %v", left)
	}
}

func TestAFolderThatOthersMayWriteToIsMadePrivate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "state")
	must(t, os.Mkdir(dir, 0o700))
	must(t, os.Chmod(dir, 0o777))
	openedAt(t, filepath.Join(dir, "j.db"))
	info, err := os.Stat(dir)
	must(t, err)
	if info.Mode().Perm() != 0o755 {
		t.Errorf("it is %v", info.Mode())
	}
}
