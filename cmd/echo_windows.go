package cmd

import (
	"github.com/charmbracelet/x/term"
	"golang.org/x/sys/windows"
)

// echoOff has a terminal show nothing of what is typed, and give whole lines.
func echoOff(s *term.State) {
	s.Mode = s.Mode&^windows.ENABLE_ECHO_INPUT | windows.ENABLE_LINE_INPUT | windows.ENABLE_PROCESSED_INPUT
}
