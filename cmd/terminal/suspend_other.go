//go:build !unix

package terminal

import (
	"os"

	tea "charm.land/bubbletea/v2"
)

// continued never comes: nothing stops a program here.
type continued struct{}

func (r *runner) suspend(bool) tea.Msg { return nil }

func (r *runner) heed(os.Signal) (ends bool) { return true }

func (t *tty) regain() {}

// listen is to which signals the program listens.
func listen() []os.Signal { return Signals() }

func unstoppable() {}
