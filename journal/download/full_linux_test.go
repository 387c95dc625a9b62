package download

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/journal"
)

func init() { roles["small disk"] = smallDisk }

// errNoMount is what a child says that may not make a small disk.
var errNoMount = errors.New("no mount here")

// fakeHost answers for the network in a process that has none: a namespace of
// its own.
func fakeHost(size int) *host { return &host{content: pattern('a', size), etag: `"a"`} }

// smallDisk downloads to a real disk of two megabytes, mounted for this process
// alone, and to a read-only one.
func smallDisk(args []string) error {
	small, sealed := filepath.Join(args[0], "small"), filepath.Join(args[0], "sealed")
	if err := errors.Join(os.Mkdir(small, 0o755), os.Mkdir(sealed, 0o755)); err != nil {
		return err
	}
	if syscall.Mount("tmpfs", small, "tmpfs", 0, "size=2m") != nil || syscall.Mount("tmpfs", sealed, "tmpfs", syscall.MS_RDONLY, "size=2m") != nil {
		return errNoMount
	}
	foreseen := func(d *Downloader) {}
	blind := func(d *Downloader) { d.disk.room = func(string) (int64, bool) { return 0, false } }
	for _, c := range []struct {
		folder string
		tune   func(*Downloader)
		code   string
		kept   bool
	}{
		{small, foreseen, CodeRoom, false},
		{small, blind, CodeRoom, true},
		{sealed, blind, CodeFolder, false},
	} {
		t, part, err := downloadTo(c.folder, fakeHost(5*megabyte), c.tune)
		if err != nil {
			return err
		}
		if t.State != journal.TransferFailed || t.Code != c.code || !strings.Contains(t.Reason, c.folder) || strings.Contains(t.Reason, "is kept") != c.kept {
			return fmt.Errorf("%s: %+v", c.folder, t)
		}
		if _, err := os.Lstat(t.Path); err == nil {
			return fmt.Errorf("%s: half a file got the name", t.Path)
		}
		if (part > megabyte) != c.kept || c.kept && t.Done == 0 {
			return fmt.Errorf("the part file has %d bytes: %+v", part, t)
		}
	}
	t, _, err := downloadTo(small, fakeHost(megabyte), blind)
	if err != nil || t.State != journal.TransferDone {
		return fmt.Errorf("what fits: %+v %w", t, err)
	}
	return nil
}

// downloadTo runs one transfer until it rests, and tells how long its part file is
// then: a downloader on a journal in memory takes it along when it ends.
func downloadTo(folder string, h *host, tune func(*Downloader)) (t Item, part int64, err error) {
	ctx, stop := context.WithTimeout(context.Background(), 20*time.Second)
	defer stop()
	j, err := journal.InMemory(ctx)
	if err != nil {
		return Item{}, 0, err
	}
	defer func() { err = errors.Join(err, j.Close()) }()
	d, err := New(Options{Client: h, Journal: j, Folder: folder})
	if err != nil {
		return Item{}, 0, err
	}
	d.pace = quick
	tune(d)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = d.Run(ctx)
	}()
	defer func() {
		stop()
		<-ended
	}()
	got, err := d.Fetch(ctx, []api.Job{{ID: "ls_1", Title: "a"}})
	if err != nil {
		return Item{}, 0, err
	}
	for ctx.Err() == nil {
		for _, it := range d.Items() {
			if it.ID == got.Queued[0].ID && it.State != journal.TransferQueued && it.State != journal.TransferRunning {
				return it, sizeOf(it.Part), nil
			}
		}
		journal.Sleep(ctx, 5*time.Millisecond)
	}
	return Item{}, 0, fmt.Errorf("never at rest: %+v", d.Items())
}

func TestAFullAndAReadOnlyDiskAreToldAndNothingIsHalfThere(t *testing.T) {
	exe, err := os.Executable()
	must(t, err)
	cmd := exec.Command(exe, t.TempDir())
	cmd.Env = append(os.Environ(), childRole+"=small disk")
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWNS | syscall.CLONE_NEWUSER,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Geteuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getegid(), Size: 1}},
	}
	out, err := cmd.CombinedOutput()
	switch {
	case errors.Is(err, syscall.EPERM) || strings.TrimSpace(string(out)) == errNoMount.Error():
		// Then TestThereIsRoomBeforeAnythingIsWritten and
		// TestTheFoldersTroublesAreInPlainWords, which need no disk, have to do.
		t.Logf("this machine allows no mount: %v %s", err, out)
	case err != nil:
		t.Errorf("%v: %s", err, out)
	}
}
