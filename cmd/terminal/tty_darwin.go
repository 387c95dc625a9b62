package terminal

import "golang.org/x/sys/unix"

// The queues that TIOCFLUSH empties (sys/fcntl.h).
const (
	inputQueue  = 1
	outputQueue = 2
)

// flushInput drops what was typed or answered and not read.
func flushInput(fd uintptr) { _ = unix.IoctlSetPointerInt(int(fd), unix.TIOCFLUSH, inputQueue) }

// flushOutput drops what was written and not taken.
func flushOutput(fd uintptr) { _ = unix.IoctlSetPointerInt(int(fd), unix.TIOCFLUSH, outputQueue) }
