package cmd

import (
	"github.com/charmbracelet/x/term"
	"golang.org/x/sys/windows"
)

// echoOff has a terminal show nothing of what is typed.
func echoOff(s *term.State) { s.Mode &^= windows.ENABLE_ECHO_INPUT }
