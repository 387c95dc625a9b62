//go:build linux || darwin

package host

import (
	"syscall"

	"golang.org/x/sys/unix"
)

const errNoFolder = syscall.ENOTDIR

// writable tells whether files can be made in a folder, by its permissions and its disk.
func writable(dir string) bool { return unix.Access(dir, unix.W_OK|unix.X_OK) == nil }
