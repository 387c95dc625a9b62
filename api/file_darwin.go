package api

import (
	"os"
	"syscall"
	"time"
)

// changeTime is when the file's inode changed.
func changeTime(info os.FileInfo) time.Time {
	if st, ok := info.Sys().(*syscall.Stat_t); ok {
		return time.Unix(st.Ctimespec.Unix())
	}
	return time.Time{}
}
