package terminal

import (
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"lipdash/api/safely"
)

// lostCode is the exit code when the terminal went away without a signal: that
// of a hang-up.
const lostCode = 128 + 1

// patience is how long a program may take to quit, and then to give the terminal back,
// before it is given up. A terminal that no longer reads can block both for ever.
const patience = time.Second

// runner runs a program, and ends it for the signals that would otherwise end
// the process and leave the terminal raw.
type runner struct {
	program program
	guard   *guard
	painter *painter
	in      *input
	tty     *tty
	out     *ttyWriter
	// quitting is closed when the program wants to end.
	quitting chan struct{}
	quit     sync.Once
	// ended is closed when the program has ended, with err.
	ended chan struct{}
	err   error
	// away is true when it ends while the shell has the terminal.
	away bool
}

// program is what a runner asks of a *tea.Program.
type program interface {
	Run() (tea.Model, error)
	Send(msg tea.Msg)
	Quit()
	ReleaseTerminal() error
	RestoreTerminal() error
}

// run is the program; a panic of its own leaves it to us to stop it.
func (r *runner) run() {
	defer close(r.ended)
	safely.Func(func() { _, r.err = r.program.Run() })()
	if r.guard.report() != nil {
		r.release()
	}
	r.painter.stop()
}

// listen starts to listen to signals, until forget is called.
func (r *runner) listen() (forget func()) {
	for _, s := range listen() {
		// nohup starts a program with HUP ignored, and means it.
		if !signal.Ignored(s) {
			signal.Notify(r.tty.signals, s)
		}
	}
	return func() { signal.Stop(r.tty.signals) }
}

// filter looks at the messages on their way to the model.
func (r *runner) filter(model tea.Model, msg tea.Msg) tea.Msg {
	switch msg.(type) {
	case uv.PrimaryDeviceAttributesEvent: // read in input
		return nil
	case tea.SuspendMsg:
		return r.suspend(false)
	case continued:
		return r.suspend(true)
	case drawsMsg:
		r.drawAgain()
		return nil
	case tea.QuitMsg:
		r.quit.Do(func() { close(r.quitting) })
	}
	return r.painter.watch(model, msg)
}

// wait waits for the end, or makes one, and returns the exit code of what ended
// the program, 0 when it ended by itself.
func (r *runner) wait() int {
	for {
		select {
		case <-r.ended:
			return codeOfLoss(r.in.lost)
		case <-r.quitting:
			return r.end(codeOfLoss(r.in.lost))
		case <-r.guard.fell:
			return r.end(crashCode)
		case <-r.in.lost:
			return r.end(lostCode)
		case s := <-r.tty.signals:
			if r.heed(s) {
				return r.end(codeOf(s))
			}
		case done := <-r.tty.heeding:
			for len(r.tty.signals) > 0 {
				if s := <-r.tty.signals; r.heed(s) {
					return r.end(codeOf(s))
				}
			}
			close(done)
		}
	}
}

// end asks, then insists, then gives up. A second signal shortens the asking. What a
// terminal does not take in that time is dropped.
func (r *runner) end(code int) int {
	unstoppable()
	if r.away = r.tty.end(); r.away {
		return code
	}
	safely.Go(r.program.Quit)
	select {
	case <-r.ended:
		return code
	case <-r.tty.signals:
	case <-time.After(patience):
	}
	r.out.drop()
	select {
	case <-r.ended:
		return code
	case <-time.After(patience / 2):
	}
	// It hangs. From here on it must not get to the terminal beside us, so its own end
	// is not waited for.
	released := make(chan struct{})
	safely.Go(func() {
		defer close(released)
		r.release()
	})
	select {
	case <-released:
	case <-time.After(patience): // half of it Bubble Tea waits for its reader
	}
	return code
}

// release takes the terminal from a program that does not give it back by itself.
// Bubble Tea's Kill would close its reader while that reads.
func (r *runner) release() { _ = r.program.ReleaseTerminal() }

// drawsMsg comes when the program must have drawn since it got the terminal back.
type drawsMsg struct{}

// drawsWithin is that time, some of Bubble Tea's ticks.
const drawsWithin = 5 * time.Second / ticks

// returned notes that the program gets the terminal back.
func (r *runner) returned() {
	time.AfterFunc(drawsWithin, safely.Func(func() { r.program.Send(drawsMsg{}) }))
}

// drawAgain starts Bubble Tea's renderer once more where it does not draw. The ticker of
// before can be stopped so late that it is the new one that stops, and the screen stays
// empty for good (bubbletea v2.1.1, stopRenderer and startRenderer).
func (r *runner) drawAgain() {
	if _, away := r.tty.has(); away || r.painter.onScreen() || r.program.ReleaseTerminal() != nil {
		return
	}
	_ = r.program.RestoreTerminal()
	r.returned()
}

// finish does what is left to do. After a panic it may wait for something that
// never comes, so it gets little time then.
func (r *runner) finish(rest func()) {
	if rest == nil {
		return
	}
	done := make(chan struct{})
	safely.Go(func() {
		defer close(done)
		rest()
	})
	select {
	case <-done:
		return
	case <-r.guard.fell:
	}
	select {
	case <-done:
	case <-time.After(patience):
	}
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
