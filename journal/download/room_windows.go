package download

import (
	"math"

	"golang.org/x/sys/windows"
)

// RoomIn is how many bytes a user may still write on the disk of a folder, and
// whether that is known.
func RoomIn(dir string) (int64, bool) {
	path, err := windows.UTF16PtrFromString(dir)
	if err != nil {
		return 0, false
	}
	var free uint64
	if err := windows.GetDiskFreeSpaceEx(path, &free, nil, nil); err != nil {
		return 0, false
	}
	return int64(min(free, math.MaxInt64)), true
}
