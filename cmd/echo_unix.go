//go:build !windows

package cmd

import (
	"github.com/charmbracelet/x/term"
	"golang.org/x/sys/unix"
)

// echoOff has a terminal show nothing of what is typed.
func echoOff(s *term.State) { s.Lflag &^= unix.ECHO }
