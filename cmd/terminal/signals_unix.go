//go:build unix

package terminal

import (
	"os"
	"syscall"
)

// Signals are those that ask a program to end.
func Signals() []os.Signal {
	return []os.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT}
}
