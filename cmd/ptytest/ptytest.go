//go:build unix

// Package ptytest runs a real program in a real pseudo-terminal for tests: it
// types, resizes and signals, shows the screen as text, and tells whether the
// terminal was given back as it was.
package ptytest

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/term"
	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"
	"golang.org/x/sys/unix"
)

// Patience is how long anything may take; it is only waited for when a test is
// about to fail.
const Patience = 20 * time.Second

// Options are how a program is started.
type Options struct {
	// Cols and Rows are the terminal's size, 120 by 40 when zero.
	Cols, Rows int
	// Env is the whole environment.
	Env []string
	// User is who runs the program, nil for whoever runs the test.
	User *syscall.Credential
	// AnswerAfter is how late the terminal answers.
	AnswerAfter time.Duration
	// Detached leaves the program without a controlling terminal, so that a
	// hang-up reaches it as an error on its input and not as a signal.
	Detached bool
}

// Session is a running program with its terminal.
type Session struct {
	t      testing.TB
	cmd    *exec.Cmd
	master *os.File // for its size
	wire   *os.File // the same, for reading and writing
	slave  *os.File
	before term.State
	exited chan struct{}

	mu      sync.Mutex
	emu     *vt.Emulator
	raw     bytes.Buffer
	changed chan struct{}
	deaf    bool // nobody reads
}

// Start starts a program. It ends with the test.
func Start(t testing.TB, o Options, path string, args ...string) *Session {
	t.Helper()
	if o.Cols == 0 {
		o.Cols, o.Rows = 120, 40
	}
	s := &Session{t: t, emu: vt.NewEmulator(o.Cols, o.Rows), changed: make(chan struct{}), exited: make(chan struct{})}
	s.open(o)
	s.cmd = exec.Command(path, args...) //nolint:noctx // a test's own program, ended by stop
	s.cmd.Env = o.Env
	s.cmd.Stdin, s.cmd.Stdout, s.cmd.Stderr = s.slave, s.slave, s.slave
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: !o.Detached, Credential: o.User}
	heedSignals()
	s.must(s.cmd.Start())
	t.Cleanup(s.stop)
	go s.read()
	go s.answer(o.AnswerAfter)
	go func() {
		_ = s.cmd.Wait()
		close(s.exited)
	}()
	return s
}

// heedSignals undoes that tests started in the background, or by nohup, ignore the
// signals of a terminal: what they start would inherit it.
var heedSignals = sync.OnceFunc(func() {
	for _, sig := range []os.Signal{syscall.SIGINT, syscall.SIGQUIT, syscall.SIGHUP} {
		if signal.Ignored(sig) {
			signal.Notify(make(chan os.Signal, 1), sig)
		}
	}
})

func (s *Session) open(o Options) {
	s.t.Helper()
	var err error
	s.master, s.slave, err = pty.Open()
	s.must(err)
	s.must(pty.Setsize(s.master, winsize(o.Cols, o.Rows)))
	s.wire, err = pollable(s.master)
	s.must(err)
	before, err := term.GetState(s.slave.Fd())
	s.must(err)
	s.before = *before
}

// pollable is a second handle on which Close ends a pending Read. Package pty
// has put the first one into blocking mode, where it would wait for ever.
func pollable(f *os.File) (*os.File, error) {
	fd, err := unix.FcntlInt(f.Fd(), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	if err := unix.SetNonblock(fd, true); err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(fd), f.Name()), nil
}

func winsize(cols, rows int) *pty.Winsize {
	return &pty.Winsize{Cols: uint16(cols), Rows: uint16(rows)}
}

func (s *Session) stop() {
	select {
	case <-s.exited:
	default:
		_ = s.cmd.Process.Kill()
		<-s.exited
	}
	for _, f := range []*os.File{s.slave, s.wire, s.master} {
		_ = f.Close()
	}
	// Closing the emulator itself would race with its reader.
	if w, ok := s.emu.InputPipe().(io.Closer); ok {
		_ = w.Close()
	}
}

// read feeds the emulator with what the program writes.
func (s *Session) read() {
	buf := make([]byte, 32<<10)
	for {
		n, err := s.wire.Read(buf)
		s.mu.Lock()
		s.raw.Write(buf[:n])
		_, _ = s.emu.Write(buf[:n])
		close(s.changed)
		s.changed, s.deaf = make(chan struct{}), err != nil
		s.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// answer sends the emulator's replies to the program's queries, each so late.
func (s *Session) answer(after time.Duration) {
	type reply struct {
		text []byte
		due  <-chan time.Time
	}
	replies := make(chan reply, 100)
	defer close(replies)
	go func() {
		for r := range replies {
			<-r.due
			_, _ = s.wire.Write(r.text)
		}
	}()
	for {
		buf := make([]byte, 256)
		n, err := s.emu.Read(buf)
		if err != nil {
			return
		}
		replies <- reply{buf[:n], time.After(after)}
	}
}

// Type sends bytes as the keyboard would.
func (s *Session) Type(keys string) {
	s.t.Helper()
	_, err := s.wire.WriteString(keys)
	s.must(err)
}

// Resize changes the terminal's size.
func (s *Session) Resize(cols, rows int) {
	s.t.Helper()
	s.mu.Lock()
	s.emu.Resize(cols, rows)
	s.mu.Unlock()
	s.must(pty.Setsize(s.master, winsize(cols, rows)))
}

// Signal sends a signal to the program alone.
func (s *Session) Signal(sig os.Signal) {
	s.t.Helper()
	s.must(s.cmd.Process.Signal(sig))
}

// HangUp closes the terminal's other end, as a dropped connection does.
func (s *Session) HangUp() {
	s.t.Helper()
	s.must(s.wire.Close())
	s.must(s.master.Close())
}

// Exit waits for the end and returns the exit code and how long it took.
func (s *Session) Exit() (code int, took time.Duration) {
	s.t.Helper()
	start := time.Now()
	select {
	case <-s.exited:
	case <-time.After(Patience):
		s.t.Fatalf("still running; the screen is\n%s", s.Text())
	}
	took = time.Since(start)
	s.drain()
	return s.cmd.ProcessState.ExitCode(), took
}

func (s *Session) must(err error) {
	s.t.Helper()
	if err != nil && !errors.Is(err, os.ErrClosed) {
		s.t.Fatal(err)
	}
}
