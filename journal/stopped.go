package journal

import (
	"os"
	"strconv"
	"strings"
)

// StoppedPID is the number of the process of a name, if it runs on this machine
// and was stopped; else 0.
func StoppedPID(owner string) int {
	pid := pidOf(owner)
	if pid == 0 || !stopped(pid) {
		return 0
	}
	return pid
}

// pidOf is the number of the process of a name, 0 for one on another machine.
func pidOf(owner string) int {
	part := strings.Split(owner, "/")
	host, _ := os.Hostname()
	if len(part) != 3 || part[0] != host {
		return 0
	}
	pid, _ := strconv.Atoi(part[1])
	return pid
}
