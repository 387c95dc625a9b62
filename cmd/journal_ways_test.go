//go:build linux || darwin

package cmd

import (
	"syscall"
	"testing"

	"lipdash/cmd/ptytest"
)

func TestEveryWayOutBringsTheWholeFormBack(t *testing.T) {
	signal := func(sig syscall.Signal) func(*ptytest.Session) {
		return func(s *ptytest.Session) {
			s.Has("draft saved")
			s.Signal(sig)
		}
	}
	for _, c := range []struct {
		name string
		out  func(*ptytest.Session)
	}{
		{"q", func(s *ptytest.Session) { s.Type("\x1b"); s.Has("the draft stays"); s.Type("q") }},
		{"ctrl+c", func(s *ptytest.Session) { s.Has("draft saved"); s.Type("\x03") }},
		{"a lost terminal", func(s *ptytest.Session) { s.Has("draft saved"); s.HangUp() }},
		{"HUP", signal(syscall.SIGHUP)},
		{"TERM", signal(syscall.SIGTERM)},
		{"KILL", signal(syscall.SIGKILL)},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := newDesktop(t, 3)
			s := d.open(t)
			s.Type("c")
			fill(s, "https://example.com/v.mp4", "asset:abcdef123456", "hello world")
			// Two to the left, precision, and back to the title.
			s.Type("\x1b[D\x1b[D\t\x1b[C\x1b[Z")
			s.Has("hello world", "◉ precision", "what the job is called")
			c.out(s)
			s.Exit()

			again := d.open(t)
			again.Type("c")
			again.Has("example.com/v.mp4", "asset:abcdef123456", "◉ precision", "hello world")
			again.Type("X")
			again.Has("hello worXld")
		})
	}
}
