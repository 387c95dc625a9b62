package journal

import (
	"bytes"
	"os"
	"strconv"
)

// stopped tells whether a process was stopped: its state comes behind its name,
// which may hold anything.
func stopped(pid int) bool {
	stat, _ := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat") //nolint:gosec // a number is no path
	_, rest, _ := bytes.Cut(stat[bytes.LastIndexByte(stat, ')')+1:], []byte(" "))
	return bytes.HasPrefix(rest, []byte("T"))
}
