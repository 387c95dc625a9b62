//go:build !windows

package cmd

import (
	"github.com/charmbracelet/x/term"
	"golang.org/x/sys/unix"
)

// echoOff has a terminal show nothing of what is typed, and give whole lines.
func echoOff(s *term.State) {
	s.Lflag = s.Lflag&^unix.ECHO | unix.ICANON | unix.ISIG
	s.Iflag |= unix.ICRNL
}
