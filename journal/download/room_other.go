//go:build !linux && !darwin && !windows

package download

// roomIn is not known on systems that are not built for.
func roomIn(string) (int64, bool) { return 0, false }
