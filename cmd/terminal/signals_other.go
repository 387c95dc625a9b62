//go:build !unix

package terminal

import (
	"os"
	"syscall"
)

// Signals are those that ask a program to end.
func Signals() []os.Signal { return []os.Signal{os.Interrupt, syscall.SIGTERM} }
