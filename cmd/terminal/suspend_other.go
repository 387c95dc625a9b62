//go:build !unix

package terminal

import (
	"os"

	tea "charm.land/bubbletea/v2"
)

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

// listen is to which signals the program listens.
func listen() []os.Signal { return Signals() }

func unstoppable() {}
