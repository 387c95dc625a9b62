//go:build !unix

package terminal

import (
	"os"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
)

// moreWithin never waits: where consoles deliver whole keys, none are torn.
func moreWithin(uintptr, time.Duration) bool { return false }

// hasInput cannot tell, and lets the read wait.
func hasInput(uintptr) bool { return true }

// resizes tells of nothing: there is no such signal.
func resizes() (changed <-chan os.Signal, forget func()) { return nil, func() {} }

// Signals are those that ask a program to end.
func Signals() []os.Signal { return []os.Signal{os.Interrupt, syscall.SIGTERM} }

// listen is to which signals the program listens.
func listen() []os.Signal { return Signals() }

// continued never comes: nothing stops a program here.
type continued struct{}

func (r *runner) suspend(bool) tea.Msg { return nil }

// heed tells whether a signal is to end the program: ctrl+c is for the program that
// has the terminal.
func (r *runner) heed(s os.Signal) (ends bool) {
	g, _ := r.tty.has()
	return !g.other || s != os.Interrupt
}

func (t *tty) regain() {}

func unstoppable() {}

// signalsCame cannot tell, and waits for nothing.
func signalsCame() {}
