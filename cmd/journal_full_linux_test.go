package cmd

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"lipdash/cmd/ptytest"
)

// smallDisk mounts one where a user's state will be, and gives false where that
// is not allowed: package journal fills its files up there without a disk.
func smallDisk(t *testing.T, home string) bool {
	t.Helper()
	dir := filepath.Join(home, ".state")
	must(t, os.Mkdir(dir, 0o700))
	err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=512k,mode=0700")
	if errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.EACCES) {
		t.Logf("this machine allows no mount: %v", err)
		return false
	}
	must(t, err)
	t.Cleanup(func() { must(t, syscall.Unmount(dir, syscall.MNT_DETACH)) })
	return true
}

// fillUp takes all the room there is, and gives it back when it is called. Files that
// are removed already may hold some of it: a process that another test is just starting
// has all that is open here until it is the other program. It waits for that room and
// takes it too.
func fillUp(t *testing.T, d desktop) (empty func()) {
	t.Helper()
	dir := filepath.Join(d.home, ".state")
	path := filepath.Join(dir, "ballast")
	f, err := os.Create(path)
	must(t, err)
	var disk syscall.Statfs_t
	must(t, syscall.Statfs(dir, &disk))
	for deadline := time.Now().Add(ptytest.Patience); ; {
		for err == nil {
			_, err = f.Write(make([]byte, 512))
		}
		if !errors.Is(err, syscall.ENOSPC) {
			t.Fatal(err)
		}
		taken := blocksBelow(t, dir)
		if taken >= int64(disk.Blocks)*disk.Bsize {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("files have %d bytes of a disk of %d blocks that is full", taken, disk.Blocks)
		}
		<-time.After(time.Millisecond)
		err = nil
	}
	must(t, f.Close())
	return func() { must(t, os.Remove(path)) }
}

// blocksBelow is the room that the files below a folder take, in bytes.
func blocksBelow(t *testing.T, dir string) (taken int64) {
	t.Helper()
	must(t, filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		switch {
		case errors.Is(err, fs.ErrNotExist): // lipdash has removed it
			return nil
		case err == nil:
			taken += info.Sys().(*syscall.Stat_t).Blocks * 512 //nolint:forcetypeassert // what Linux gives
		}
		return err
	}))
	return taken
}

func TestADiskThatIsFullAtTheStartStopsNobody(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	if !smallDisk(t, home) {
		return
	}
	d := filled(t, home)
	empty := fillUp(t, d)
	s := d.start(t)
	worksWithout(t, d, s, "The journal cannot be written: the disk is full")
	leave(t, s)
	empty()
	survived(t, d.path())
}

func TestADiskThatFillsUpUnderwayLosesNothing(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	if !smallDisk(t, home) {
		return
	}
	d := filled(t, home)
	s := d.open(t)
	s.Type("c")
	s.Has(recorded)
	empty := fillUp(t, d)
	// No more than it takes: each letter is one to draw.
	s.TypeUntil("a long title that needs room ", "draft not on disk")
	s.Has("The journal cannot be written: the disk is full")
	s.Type("\x18\r")
	s.Has("✗ The journal cannot be written: the disk is full")
	if n := made(d); n != 0 {
		t.Errorf("%d creates that nothing would know of after a kill", n)
	}
	crash(s)
	empty()
	survived(t, d.path())
}
