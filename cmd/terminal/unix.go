//go:build unix

package terminal

import (
	"errors"
	"os"
	"os/signal"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// Signals are those that ask a program to end.
func Signals() []os.Signal {
	return []os.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT}
}

// resizes tells of changes of the terminal's size until forget is called.
func resizes() (changed <-chan os.Signal, forget func()) {
	ch := make(chan os.Signal, 1)
	signal.Notify(ch, syscall.SIGWINCH)
	return ch, func() { signal.Stop(ch) }
}

// signalsCame waits until all signals that were sent so far are among the signals: it
// sends one more. A system with much to do hands them over late, but those of the
// keyboard, whose numbers are lower, before this one.
func signalsCame() {
	last := make(chan os.Signal, 1)
	signal.Notify(last, syscall.SIGUSR1)
	defer signal.Stop(last) // which waits for what was handed over
	if syscall.Kill(os.Getpid(), syscall.SIGUSR1) == nil {
		<-last
	}
}

// moreWithin waits for input with select, which on macOS is the call that knows
// terminals.
func moreWithin(fd uintptr, d time.Duration) bool {
	if fd >= unix.FD_SETSIZE {
		return false
	}
	for deadline := time.Now().Add(d); ; {
		var set unix.FdSet
		set.Set(int(fd))
		left := unix.NsecToTimeval(max(0, time.Until(deadline)).Nanoseconds())
		n, err := unix.Select(int(fd)+1, &set, nil, nil, &left)
		if !errors.Is(err, unix.EINTR) {
			return err == nil && n > 0
		}
	}
}

func hasInput(fd uintptr) bool { return fd >= unix.FD_SETSIZE || moreWithin(fd, 0) }
