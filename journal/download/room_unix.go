//go:build linux || darwin

package download

import "golang.org/x/sys/unix"

// RoomIn is how many bytes a user may still write on the disk of a folder, and
// whether that is known.
func RoomIn(dir string) (int64, bool) {
	var st unix.Statfs_t
	if err := unix.Statfs(dir, &st); err != nil {
		return 0, false
	}
	return int64(st.Bavail) * int64(st.Bsize), true //nolint:gosec,unconvert // the types differ between systems
}
