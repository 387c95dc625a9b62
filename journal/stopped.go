package journal

import (
	"os"
	"strconv"
	"strings"
)

// StoppedPID is the number of the process of a name, if it runs on this machine
// and was stopped; else 0.
func StoppedPID(owner string) int {
	part := strings.Split(owner, "/")
	if len(part) != 3 {
		return 0
	}
	host, _ := os.Hostname()
	pid, err := strconv.Atoi(part[1])
	if err != nil || part[0] != host || !stopped(pid) {
		return 0
	}
	return pid
}
