package terminal

import (
	"os"
	"os/signal"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
)

// lostCode is the exit code when the terminal went away without a signal: that
// of a hang-up.
const lostCode = 128 + 1

// patience is how long a program may take to quit, and then to be killed,
// before the process ends without it. A terminal that no longer reads can block
// both for ever.
const (
	patience     = time.Second
	lastPatience = 500 * time.Millisecond
)

// watcher ends a program for the signals that would otherwise end the process
// and leave the terminal raw.
type watcher struct {
	program  *tea.Program
	restore  func()
	signals  chan os.Signal
	finished chan struct{}
	code     chan int
	exit     func(code int)
}

// watch starts to listen. lost is closed when the terminal is gone.
func watch(p *tea.Program, lost <-chan struct{}, restore func()) *watcher {
	w := &watcher{
		program: p, restore: restore,
		signals:  make(chan os.Signal, 2),
		finished: make(chan struct{}),
		code:     make(chan int, 1),
		exit:     os.Exit,
	}
	for _, s := range Signals() {
		// nohup starts a program with HUP ignored, and means it.
		if !signal.Ignored(s) {
			signal.Notify(w.signals, s)
		}
	}
	go w.wait(lost)
	return w
}

// finish stops listening and returns the exit code of what ended the program,
// 0 when it ended by itself.
func (w *watcher) finish() int {
	close(w.finished)
	signal.Stop(w.signals)
	return <-w.code
}

func (w *watcher) wait(lost <-chan struct{}) {
	var code int
	select {
	case <-w.finished:
		code = codeOfLoss(lost)
	case s := <-w.signals:
		code = codeOf(s)
		w.end(code)
	case <-lost:
		code = lostCode
		w.end(code)
	}
	w.code <- code
}

// end asks, then insists, then leaves. A second signal shortens the asking.
func (w *watcher) end(code int) {
	go w.program.Quit()
	select {
	case <-w.finished:
		return
	case <-w.signals:
	case <-time.After(patience):
	}
	killed := make(chan struct{})
	go func() {
		w.program.Kill()
		close(killed)
	}()
	select {
	case <-w.finished:
		return
	case <-killed:
	case <-time.After(lastPatience):
	}
	w.restore()
	w.exit(code)
}

// codeOfLoss tells a program that ended because its terminal is gone from one
// that ended by itself.
func codeOfLoss(lost <-chan struct{}) int {
	select {
	case <-lost:
		return lostCode
	default:
		return 0
	}
}

func codeOf(s os.Signal) int {
	if n, ok := s.(syscall.Signal); ok {
		return 128 + int(n)
	}
	return 1
}
