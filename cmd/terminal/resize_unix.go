//go:build unix

package terminal

import (
	"os"
	"os/signal"
	"syscall"
)

// resizes tells of changes of the terminal's size until forget is called.
func resizes() (changed <-chan os.Signal, forget func()) {
	ch := make(chan os.Signal, 1)
	signal.Notify(ch, syscall.SIGWINCH)
	return ch, func() { signal.Stop(ch) }
}
