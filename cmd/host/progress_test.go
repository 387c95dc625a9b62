package host

import (
	"strings"
	"testing"
)

func TestProgressGoesToTerminalsThatShowIt(t *testing.T) {
	for vars, want := range map[string]bool{
		"":                                   false,
		"TERM=xterm-256color":                false,
		"TERM=xterm-kitty KITTY_WINDOW_ID=1": false,
		"TERM_PROGRAM=iTerm.app TERM_PROGRAM_VERSION=3.6.6":           true,
		"TERM_PROGRAM=iTerm.app TERM_PROGRAM_VERSION=3.5.14":          false,
		"LC_TERMINAL=iTerm2 LC_TERMINAL_VERSION=3.7.0":                true,
		"TERM_PROGRAM=ghostty TERM_PROGRAM_VERSION=1.2.0":             true,
		"TERM=xterm-ghostty SSH_TTY=/dev/pts/1":                       true,
		"TERM_PROGRAM=ghostty TMUX=/tmp/x":                            false,
		"TERM_PROGRAM=ghostty STY=1":                                  false,
		"WT_SESSION=1 ZELLIJ=0":                                       false,
		"WT_SESSION=1":                                                true,
		"TERM_PROGRAM=WezTerm TERM_PROGRAM_VERSION=20240203-110809-x": false,
		"TERM_PROGRAM=WezTerm TERM_PROGRAM_VERSION=20250301-1-x":      true,
		"KONSOLE_VERSION=250401":                                      true,
		"KONSOLE_VERSION=241200":                                      false,
		"TERM_PROGRAM=vscode KONSOLE_VERSION=250401":                  false,
		"TERM_PROGRAM=Apple_Terminal":                                 false,
	} {
		env := func(name string) string {
			for _, v := range strings.Fields(vars) {
				if value, is := strings.CutPrefix(v, name+"="); is {
					return value
				}
			}
			return ""
		}
		if got := TabProgress(env); got != want {
			t.Errorf("%q: %v", vars, got)
		}
	}
}
