package terminal

import (
	"io"
	"os"
	"sync"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
	"github.com/muesli/cancelreader"

	"lipdash/api/safely"
)

// Plain shows text alone on the terminal, for selecting with the mouse. It
// writes lines as they are and leaves wrapping to the terminal, which then
// knows that a long link is one line; a renderer that places cells cannot do
// that. The mouse is not captured.
type Plain struct{}

// Command is one such screen, to be run with the terminal released. It ends
// with esc or q, with a signal, and when the terminal is gone.
func (Plain) Command(text string) tea.ExecCommand { return &plain{sheet: newSheet(text)} }

// plain is a screen of text.
type plain struct {
	sheet *sheet
	// tty is nil where Bubble Tea's input is not ours.
	tty *tty
}

// SetStdin, SetStdout and SetStderr change nothing but who is told of the screen: it
// is shown on the terminal itself, and what Bubble Tea would give are wrappers of it.
func (p *plain) SetStdin(r io.Reader) {
	if in, ok := r.(*input); ok {
		p.tty = in.tty
	}
}
func (*plain) SetStdout(io.Writer) {}
func (*plain) SetStderr(io.Writer) {}

// Run blocks until the user leaves.
func (p *plain) Run() error {
	raw, err := term.MakeRaw(os.Stdin.Fd())
	if err != nil {
		return err
	}
	defer func() { _ = term.Restore(os.Stdin.Fd(), raw) }()
	in, err := cancelreader.NewReader(newInput(os.Stdin, true))
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	// Whoever ends the program waits for its screens: this one must not stay.
	ending := make(chan struct{})
	if p.tty != nil {
		defer p.tty.host(guest{leave: sync.OnceFunc(func() { close(ending) })})()
	}
	size, forget := resizes()
	defer forget()
	if _, err := os.Stdout.WriteString(ansi.SetModeAltScreenSaveCursor); err != nil {
		return err
	}
	defer func() { _, _ = os.Stdout.WriteString(ansi.ResetModeAltScreenSaveCursor) }()
	return p.show(in, ending, size)
}

// show draws and obeys keys. The reader is only asked for more when this is
// wanted, so that no key is taken that belongs to the program afterwards.
func (p *plain) show(in cancelreader.CancelReader, ending <-chan struct{}, resized <-chan os.Signal) error {
	keys, more := make(chan []byte), make(chan struct{}, 1)
	safely.Go(func() { readKeys(in, keys, more) })
	defer func() {
		close(more)
		in.Cancel()
		for range keys { // until the reader has ended
		}
	}()
	more <- struct{}{}
	for {
		cols, rows, err := term.GetSize(os.Stdout.Fd())
		if err != nil {
			cols, rows = 80, 24
		}
		if _, err := os.Stdout.WriteString(p.sheet.frame(cols, rows)); err != nil {
			return err
		}
		select {
		case <-ending:
			return nil
		case <-resized:
		case k, ok := <-keys:
			if !ok || p.sheet.obey(k) {
				return nil
			}
			more <- struct{}{}
		}
	}
}

// readKeys reads once for each that is wanted; keys is closed when there will
// be none.
func readKeys(in io.Reader, keys chan<- []byte, more <-chan struct{}) {
	defer close(keys)
	buf := make([]byte, 256)
	for range more {
		n, err := in.Read(buf)
		if err != nil {
			return
		}
		keys <- append([]byte(nil), buf[:n]...)
	}
}
