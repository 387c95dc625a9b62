package terminal

import (
	"os"
	"sync"
	"sync/atomic"

	"github.com/charmbracelet/x/term"
)

// tty is the terminal itself: its modes, who has it, and the signals it sends.
//
// It is raw from before Bubble Tea's start until after its end, so that Bubble Tea
// leaves it raw when it gives it back, and what the terminal still answers then
// does not end up on the shell's prompt.
type tty struct {
	in file
	// saved are the modes of before, nil where they are not known.
	saved   *term.State
	signals chan os.Signal
	answers answers
	// stopped is true from when we stop ourselves until the signal to go on was seen
	// among the signals: it is no news then, however late it is read.
	stopped atomic.Bool
	// stopping is Options.Stopping.
	stopping func() (goOn func())
	// returned is called when the dashboard is about to get the terminal back.
	returned func()

	// heeding gets a channel that is closed once all signals of before were heeded.
	heeding chan chan struct{}

	mu    sync.Mutex
	guest *guest
	// ending is closed when the program is to end.
	ending chan struct{}
}

// guest is who has the terminal in the place of the dashboard.
type guest struct {
	// leave makes it end; may be nil.
	leave func()
	// other is true for another program: what the keyboard sends as a signal is
	// for that one.
	other bool
	// shell is true while we are stopped.
	shell bool
}

func newTTY(f file) *tty {
	saved, _ := term.GetState(f.Fd())
	return &tty{in: f, saved: saved, signals: make(chan os.Signal, 4), heeding: make(chan chan struct{}), ending: make(chan struct{})}
}

// raw takes every key as it comes.
func (t *tty) raw() { _, _ = term.MakeRaw(t.in.Fd()) }

// restore gives the terminal back as it was, once it has answered what it was
// asked. Nobody else may read from it then.
func (t *tty) restore() {
	t.answers.await(t.in)
	flushInput(t.in.Fd())
	if t.saved != nil {
		_ = term.Restore(t.in.Fd(), t.saved)
	}
}

// host notes who has the terminal, until gone is called.
func (t *tty) host(g guest) (gone func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.guest = &g
	return func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.guest = nil
	}
}

// has is who has the terminal; false when it is the dashboard.
func (t *tty) has() (guest, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.guest == nil {
		return guest{}, false
	}
	return *t.guest, true
}

// end notes that the program is to end and makes a guest leave. It tells whether
// that one is the shell, which keeps the terminal.
func (t *tty) end() (stopped bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	close(t.ending)
	if t.guest == nil {
		return false
	}
	if t.guest.leave != nil {
		t.guest.leave()
	}
	return t.guest.shell
}

// fromShell takes the terminal back from the shell; false when the program ends
// instead.
func (t *tty) fromShell() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	select {
	case <-t.ending:
		return false
	default:
		t.guest = nil
		return true
	}
}

// Lend gives the terminal to another program until back is called; Bubble Tea must
// have released it. leave is called when lipdash has to end meanwhile.
func (t *tty) Lend(leave func()) (back func()) {
	t.restore()
	gone := t.host(guest{leave: leave, other: true})
	return func() {
		t.regain()
		t.raw()
		t.heeded()
		gone()
		t.returned()
	}
}

// heeded waits until all signals that came so far were heeded. Those of the keyboard are
// the guest's, and one that is read after it has gone would end the dashboard.
func (t *tty) heeded() {
	signalsCame()
	done := make(chan struct{})
	select {
	case t.heeding <- done:
	case <-t.ending:
		return
	}
	select {
	case <-done:
	case <-t.ending:
	}
}
