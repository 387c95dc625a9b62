//go:build unix

package journal

import (
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// ours tells what is wrong with a folder for private files: another user could
// read what is put there, or put something else in its place. What others may
// write to is made private.
func ours(dir string) error {
	info, err := os.Stat(dir) //nolint:gosec // the path is the caller's
	if err != nil {
		return err
	}
	if st, ok := info.Sys().(*syscall.Stat_t); ok && int(st.Uid) != os.Geteuid() {
		if err := unix.Access(dir, unix.W_OK); err != nil {
			return err
		}
		return errOwner
	}
	if mode := info.Mode().Perm(); mode&0o022 != 0 {
		return os.Chmod(dir, mode&^0o022) //nolint:gosec // the path is the caller's
	}
	return nil
}
