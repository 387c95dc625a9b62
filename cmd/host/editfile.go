package host

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"syscall"
	"time"

	tea "charm.land/bubbletea/v2"
)

// started is the user's editor with the terminal to itself.
type started struct {
	editor   editor
	in       io.Reader
	out, bad io.Writer
}

// SetStdin, SetStdout and SetStderr give the editor the terminal.
func (s *started) SetStdin(r io.Reader)  { s.in = r }
func (s *started) SetStdout(w io.Writer) { s.out = w }
func (s *started) SetStderr(w io.Writer) { s.bad = w }

// lender is a terminal that can be lent to another program until back is called;
// leave is called when lipdash has to end meanwhile. It is Bubble Tea's input here.
type lender interface {
	Lend(leave func()) (back func())
}

// lend lends the terminal where it can be lent, until back is called; leave is what is done
// when lipdash has to end meanwhile.
func (s *started) lend(leave func()) (back func()) {
	if t, ok := s.in.(lender); ok {
		return t.Lend(leave)
	}
	return func() {}
}

// leaveTime is how long an editor that is told to end has for it.
const leaveTime = 500 * time.Millisecond

// open runs the editor on a file until it ends.
func (s *started) open(ctx context.Context, file string) error {
	words := append(append([]string(nil), s.editor.words...), file)
	c := exec.CommandContext(ctx, words[0], words[1:]...) //nolint:gosec // the user's own editor
	c.WaitDelay = leaveTime
	c.Cancel = func() error {
		if c.Process.Signal(syscall.SIGTERM) == nil {
			return nil
		}
		return c.Process.Kill() // where there are no signals
	}
	s.hand(c)
	var ended *exec.ExitError
	switch err := c.Run(); {
	case errors.As(err, &ended):
		return fmt.Errorf("%s ended with %w", words[0], err)
	case err != nil:
		return fmt.Errorf("%s could not be started", words[0])
	}
	return nil
}

// hand gives the terminal itself to the editor. What Bubble Tea hands over are
// wrappers of it, which would become pipes: an editor on a pipe is none, and its
// end would wait for one more key.
func (s *started) hand(c *exec.Cmd) {
	if s.in != nil {
		c.Stdin = os.Stdin
	}
	if s.out != nil {
		c.Stdout = os.Stdout
	}
	if s.bad != nil {
		c.Stderr = os.Stderr
	}
}

// fileEdit is one edit of a file of the user's, in its place.
type fileEdit struct {
	started
	path string
	err  error
}

// Run opens the file in the editor until that ends.
func (f *fileEdit) Run() error {
	ctx, end := context.WithCancel(context.Background())
	defer end()
	defer f.lend(end)()
	f.err = f.open(ctx, f.path)
	return nil
}

// EditFile opens a file of the user's in their editor; the command is nil when there is
// no editor, and result says why then.
func EditFile(path string, getenv func(string) string) (cmd tea.ExecCommand, result func() error) {
	path = Expand(path)
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, func() error { return errors.New("the file is no longer there") }
	case info.IsDir():
		return nil, func() error { return errors.New("it is a folder: there is no text to edit") }
	}
	e := findEditor(getenv)
	if e.err != nil {
		return nil, func() error { return e.err }
	}
	f := &fileEdit{started: started{editor: e}, path: path}
	return f, func() error { return f.err }
}
