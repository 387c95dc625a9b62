//go:build unix

package terminal

import (
	"os"
	"os/signal"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/sys/unix"

	"lipdash/api/safely"
)

// stops are the signals that by default stop a program, with all modes on.
var stops = []os.Signal{syscall.SIGTSTP, syscall.SIGTTIN, syscall.SIGTTOU}

// stop stops the program, and whatever the shell started with it, until the shell
// resumes it. It is false when nothing was stopped, since no shell would.
//
// Go cannot give a signal its default action back, hence SIGSTOP.
func (t *tty) stop() (stopped bool) {
	if session, err := unix.Getsid(0); err != nil || session == unix.Getpgrp() {
		return false
	}
	cont := make(chan os.Signal, 1)
	signal.Notify(cont, syscall.SIGCONT)
	defer signal.Stop(cont)
	if t.stopping != nil {
		defer t.stopping()()
	}
	t.stopped.Store(true)
	if syscall.Kill(0, syscall.SIGSTOP) != nil {
		t.stopped.Store(false)
		return false
	}
	<-cont
	return true
}

// regain waits until the terminal is ours to use: who changes the modes from the
// background is stopped for it, or would try for ever.
func (t *tty) regain() {
	for !t.foreground() && t.stop() {
		select {
		case <-t.ending:
			return
		case <-time.After(endGrace):
		}
	}
}

// endGrace is how long the signal to end may come after the one to go on.
const endGrace = 100 * time.Millisecond

func (t *tty) foreground() bool {
	group, err := unix.IoctlGetInt(int(t.in.Fd()), unix.TIOCGPGRP)
	return err != nil || group == unix.Getpgrp()
}

// suspend gives the terminal to the shell and waits for it to come back. Unless
// somebody stopped us already, we stop ourselves.
func (r *runner) suspend(stopped bool) tea.Msg {
	unstoppable()
	if err := r.program.ReleaseTerminal(); err != nil {
		return nil
	}
	r.tty.restore()
	r.tty.host(guest{shell: true})
	if !stopped {
		r.tty.stop()
	}
	r.tty.regain()
	if !r.tty.fromShell() {
		select {} // it keeps the terminal, and the program ends without Bubble Tea
	}
	r.tty.raw()
	signal.Notify(r.tty.signals, stops...)
	_ = r.program.RestoreTerminal()
	r.returned()
	return tea.ResumeMsg{}
}

// continued is the message that we go on after a stop that could not be foreseen.
type continued struct{}

// heed does what a signal asks for, or tells that it is to end the program.
func (r *runner) heed(s os.Signal) (ends bool) {
	g, away := r.tty.has()
	switch s {
	case syscall.SIGTSTP, syscall.SIGTTIN, syscall.SIGTTOU:
		switch {
		case g.shell: // it is done already
		case g.other:
			r.tty.stop()
		default:
			if g.leave != nil {
				g.leave()
			}
			safely.Go(func() { r.program.Send(tea.SuspendMsg{}) })
		}
	case syscall.SIGCONT:
		if !r.tty.stopped.Swap(false) && !away {
			safely.Go(func() { r.program.Send(continued{}) })
		}
	case syscall.SIGINT, syscall.SIGQUIT:
		return !g.other // which got it too
	default:
		return true
	}
	return false
}

// listen is to which signals the program listens.
func listen() []os.Signal { return append(append(Signals(), stops...), syscall.SIGCONT) }

// unstoppable lets the modes be put right from the background.
func unstoppable() { signal.Ignore(syscall.SIGTTOU) }
