package terminal

import (
	"io"
	"os"
	"strings"
	"sync"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
	"github.com/muesli/cancelreader"

	"lipdash/api/safely"
	"lipdash/ui/kit/keymap"
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

// sheet is text and how much of it is on screen.
type sheet struct {
	lines []string
	// parts are the lines as they were last laid out, none higher than the
	// screen; top is the first on screen, shown how many are.
	parts      []string
	top, shown int
}

func newSheet(text string) *sheet {
	return &sheet{lines: strings.Split(strings.Trim(text, "\n"), "\n")}
}

const (
	wipe    = "\x1b[H\x1b[2J"
	wayOut  = "esc leaves"
	wayDown = "esc leaves, space shows more"
)

// frame draws from the top on what fits, and how to leave in the last row. A
// line is written whole: where it wraps is the terminal's business.
func (s *sheet) frame(cols, rows int) string {
	cols, room := max(1, cols), max(1, rows-1)
	s.layOut(cols, room)
	var b strings.Builder
	b.WriteString(wipe)
	s.shown = 0
	for _, part := range s.parts[s.top:] {
		h := height(part, cols)
		if h > room {
			break
		}
		room -= h
		s.shown++
		b.WriteString(part + "\r\n")
	}
	b.WriteString(strings.Repeat("\r\n", room))
	hint := wayOut
	if s.top > 0 || s.shown < len(s.parts) {
		hint = wayDown
	}
	b.WriteString(ansi.Truncate(hint, cols-1, ""))
	return b.String()
}

// layOut cuts the lines that are higher than the screen into parts as high, and
// keeps the screen full at the end of the text.
func (s *sheet) layOut(cols, room int) {
	s.parts = s.parts[:0]
	for _, l := range s.lines {
		s.parts = append(s.parts, strings.Split(ansi.HardwrapWc(l, cols*room, true), "\n")...)
	}
	last := len(s.parts)
	for last > 0 && room >= height(s.parts[last-1], cols) {
		last--
		room -= height(s.parts[last], cols)
	}
	s.top = max(0, min(s.top, last))
}

// height is how many rows the terminal needs for a line.
func height(line string, cols int) int {
	return 1 + strings.Count(ansi.HardwrapWc(line, cols, true), "\n")
}

// obey does what keys say; true when one of them leaves.
func (s *sheet) obey(keys []byte) (leave bool) {
	for len(keys) > 0 {
		r, n := utf8.DecodeRune(keys)
		key := string(keymap.Latin(r))
		if r == esc {
			n = max(1, sequence(keys))
			key = string(keys[:n])
		}
		switch key {
		case "q", "Q", "\x1b", "\x03", "\x04":
			return true
		case " ", "\x06", "\x1b[6~":
			s.top += max(1, s.shown)
		case "b", "\x02", "\x1b[5~":
			s.top -= max(1, s.shown)
		case "j", "\r", "\x1b[B", "\x1bOB":
			s.top++
		case "k", "\x1b[A", "\x1bOA":
			s.top--
		default:
			if n == 2 && r == esc {
				return true // esc, and a key that was quick
			}
		}
		keys = keys[n:]
	}
	return false
}
