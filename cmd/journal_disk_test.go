//go:build linux || darwin

package cmd

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// nobody is a user to whom the mode of a file means something.
const nobody = 65534

// sealed is a user whose state folder was made read-only with what is in it. The
// super-user could write all the same, so then it is somebody else who looks.
func sealed(t *testing.T) desktop {
	t.Helper()
	home, err := os.MkdirTemp("", "lipdash-readonly-")
	must(t, err)
	d := filled(t, home)
	t.Cleanup(func() {
		must(t, errors.Join(os.Chmod(d.folder(), 0o700), os.RemoveAll(home)))
	})
	must(t, os.Chmod(d.path(), 0o444))
	for _, dir := range []string{home, filepath.Dir(d.folder()), d.folder()} {
		must(t, os.Chmod(dir, 0o555))
	}
	if os.Geteuid() == 0 {
		d.user = &syscall.Credential{Uid: nobody, Gid: nobody}
		must(t, os.Chmod(filepath.Dir(binary), 0o755))
	}
	return d
}

func TestAReadOnlyFolderStopsNobody(t *testing.T) {
	t.Parallel()
	d := sealed(t)
	before := files(t, d.folder())
	s := d.start(t)
	worksWithout(t, d, s, "The journal cannot be written: its file or folder is read-only")
	leave(t, s)
	untouched(t, before, d.folder())
	must(t, errors.Join(os.Chmod(d.folder(), 0o700), os.Chmod(d.path(), 0o600)))
	survived(t, d.path())
}
