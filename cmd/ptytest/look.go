//go:build unix

package ptytest

import (
	"bytes"
	"strings"
	"time"

	"github.com/charmbracelet/x/term"
	"golang.org/x/sys/unix"
)

// Until waits for a condition of the screen's text and the raw output.
func (s *Session) Until(what string, ok func(text, raw string) bool) {
	s.t.Helper()
	deadline := time.After(Patience)
	for {
		text, raw, changed := s.look()
		if ok(text, raw) {
			return
		}
		select {
		case <-changed:
		case <-deadline:
			s.t.Fatalf("no %s; the screen is\n%s", what, text)
		}
	}
}

// TypeUntil sends keys again and again until the screen shows a text.
func (s *Session) TypeUntil(keys, want string) {
	s.t.Helper()
	s.Until(want, func(text, _ string) bool {
		if strings.Contains(text, want) {
			return true
		}
		s.Type(keys)
		return false
	})
}

// Has waits until the screen shows every text.
func (s *Session) Has(texts ...string) {
	s.t.Helper()
	for _, want := range texts {
		s.Until(want, func(text, _ string) bool { return strings.Contains(text, want) })
	}
}

func (s *Session) look() (text, raw string, changed <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.emu.String(), strings.TrimRight(s.raw.String(), mark), s.changed
}

// Text is the screen.
func (s *Session) Text() string {
	text, _, _ := s.look()
	return text
}

// Raw is all that was written to the terminal.
func (s *Session) Raw() string {
	_, raw, _ := s.look()
	return raw
}

// Restored fails the test unless the terminal is as it was before the start:
// its modes, the main screen, a visible cursor, no mouse, paste or focus mode.
func (s *Session) Restored() {
	s.t.Helper()
	now, err := term.GetState(s.slave.Fd())
	s.must(err)
	if *now != s.before {
		s.t.Error("the terminal's modes are not as before")
	}
	for _, mode := range []struct{ on, off, what string }{
		{"\x1b[?1049h", "\x1b[?1049l", "alternate screen"},
		{"\x1b[?25l", "\x1b[?25h", "hidden cursor"},
		{"\x1b[?2004h", "\x1b[?2004l", "bracketed paste"},
		{"\x1b[?1004h", "\x1b[?1004l", "focus reports"},
		{"\x1b[?1002h", "\x1b[?1002l", "mouse"},
		{"\x1b[?1003h", "\x1b[?1003l", "mouse"},
		{"\x1b[?2031h", "\x1b[?2031l", "reports of the colours"},
		{"\x1b]9;4;1;", "\x1b]9;4;0", "progress"},
	} {
		s.Until("end of the "+mode.what, func(_, raw string) bool {
			return strings.LastIndex(raw, mode.on) <= strings.LastIndex(raw, mode.off)
		})
	}
}

// drain waits for what was written last, which may be on its way when the program has ended.
func (s *Session) drain() {
	s.t.Helper()
	s.mu.Lock()
	deaf := s.deaf
	s.mu.Unlock()
	if deaf {
		return
	}
	if _, err := s.slave.WriteString(mark); err != nil {
		return // hung up
	}
	s.Until("end of what was written", func(_, _ string) bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		return s.deaf || bytes.HasSuffix(s.raw.Bytes(), []byte(mark))
	})
}

// mark is a byte that no terminal shows and no program here writes.
const mark = "\x00"

// Stall stops reading what the program writes, as a broken link does.
func (s *Session) Stall() {
	s.t.Helper()
	s.must(s.wire.SetReadDeadline(time.Now()))
}

// Read goes on reading after Stall.
func (s *Session) Read() {
	s.t.Helper()
	s.must(s.wire.SetReadDeadline(time.Time{}))
	go s.read()
}

// Unread is what was sent to the program and not read by it: after its end, what
// stands at the shell's prompt.
func (s *Session) Unread() string {
	s.t.Helper()
	_, err := term.MakeRaw(s.slave.Fd())
	s.must(err)
	fd := int(s.slave.Fd()) // which makes it block
	s.must(unix.SetNonblock(fd, true))
	buf := make([]byte, 4096)
	n, _ := unix.Read(fd, buf)
	return string(buf[:max(0, n)])
}
