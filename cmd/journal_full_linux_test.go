package cmd

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
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

// fillUp takes all the room there is, and gives it back when it is called.
func fillUp(t *testing.T, d desktop) (empty func()) {
	t.Helper()
	path := filepath.Join(d.home, ".state", "ballast")
	f, err := os.Create(path)
	must(t, err)
	for err == nil {
		_, err = f.Write(make([]byte, 512))
	}
	if !errors.Is(err, syscall.ENOSPC) {
		t.Fatal(err)
	}
	must(t, f.Close())
	return func() { must(t, os.Remove(path)) }
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
