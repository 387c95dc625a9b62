//go:build !linux && !darwin && !windows

package download

// RoomIn is not known on systems that are not built for.
func RoomIn(string) (int64, bool) { return 0, false }
