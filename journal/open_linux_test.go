package journal

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"lipdash/api/submission"
)

func init() { roles["tmpfs"] = fillDisk }

// errNoMount is what a child says that may not make a small disk.
var errNoMount = errors.New("no mount here")

// fillDisk fills a real small disk, mounted for this process alone, and opens a
// second journal on what is left of it.
func fillDisk(args []string) error {
	if err := syscall.Mount("tmpfs", args[0], "tmpfs", 0, "size=512k"); err != nil {
		return errNoMount
	}
	path := filepath.Join(args[0], "state", "j.db")
	err := reopened(path, func(ctx context.Context, j *Journal) error {
		s := submission.New("one", inputs(), noon)
		if _, err := j.Submit(ctx, s, ""); err != nil {
			return err
		}
		if err := fill(ctx, j); !errors.Is(err, ErrFull) {
			return fmt.Errorf("while writing: %w", err)
		}
		_, ok, err := j.Submission(ctx, "one")
		if !ok || err != nil {
			return fmt.Errorf("lost: %w", err)
		}
		return j.Check(ctx)
	})
	if err != nil {
		return err
	}
	if err := ballast(filepath.Join(args[0], "ballast")); !errors.Is(err, syscall.ENOSPC) {
		return fmt.Errorf("ballast: %w", err)
	}
	if _, err := Open(context.Background(), filepath.Join(args[0], "state", "new.db")); !errors.Is(err, ErrFull) {
		return fmt.Errorf("while opening: %w", err)
	}
	return nil
}

// ballast takes all the room there is.
func ballast(path string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	for err == nil {
		_, err = f.Write(make([]byte, 512))
	}
	return errors.Join(err, f.Close())
}

func TestARealFullDiskIsToldAndLosesNothing(t *testing.T) {
	cmd := child(t, "tmpfs", t.TempDir())
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS | syscall.CLONE_NEWUSER}
	cmd.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Geteuid(), Size: 1}}
	cmd.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getegid(), Size: 1}}
	out, err := cmd.CombinedOutput()
	switch {
	case errors.Is(err, syscall.EPERM) || strings.TrimSpace(string(out)) == errNoMount.Error():
		// Then TestAFullDiskIsToldAndLosesNothing, which needs no disk, has to do.
		t.Logf("this machine allows no mount: %v %s", err, out)
	case err != nil:
		t.Errorf("%v: %s", err, out)
	}
}
