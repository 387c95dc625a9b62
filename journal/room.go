package journal

import (
	"errors"
	"os"
	"syscall"
)

// roomNeeded is more than SQLite writes at once for anything done here.
const roomNeeded = 256 << 10

// noRoom tells whether the disk of a folder is full, by writing a little there:
// the driver reports a full disk as an input or output error and forgets the
// system's reason.
func noRoom(dir string) bool {
	f, err := os.CreateTemp(dir, "room-*")
	if err != nil {
		return outOfSpace(err)
	}
	_, err = f.Write(make([]byte, roomNeeded))
	err = errors.Join(err, f.Close(), os.Remove(f.Name())) //nolint:gosec // the folder is the caller's
	return outOfSpace(err)
}

func outOfSpace(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}
