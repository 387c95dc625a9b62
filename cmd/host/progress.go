package host

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// TabProgress tells whether the terminal shows OSC 9;4, how far something is, in its tab or
// its window's icon. Others show its text as a message, so it is only for those that are
// known; in tmux and its like it would reach the wrong one, or none.
func TabProgress(env func(name string) string) bool {
	for _, within := range []string{"TMUX", "STY", "ZELLIJ"} {
		if env(within) != "" {
			return false
		}
	}
	name, version := env("TERM_PROGRAM"), env("TERM_PROGRAM_VERSION")
	if name == "" { // what iTerm2 has ssh hand on
		name, version = env("LC_TERMINAL"), env("LC_TERMINAL_VERSION")
	}
	switch {
	case strings.HasPrefix(name, "iTerm"):
		return iTermShows(version)
	case name == "ghostty", env("TERM") == "xterm-ghostty", env("WT_SESSION") != "":
		return true
	case name == "WezTerm": // the release of February 2024 shows messages
		return version >= "202502"
	case name != "":
		return false
	}
	konsole, err := strconv.Atoi(env("KONSOLE_VERSION")) // 25.04.0 is 250400
	return err == nil && konsole >= 250400
}

// iTermShows tells whether a version of iTerm2 shows progress, as 3.6.6 does.
func iTermShows(version string) bool {
	var major, minor, patch int
	n, _ := fmt.Sscanf(version, "%d.%d.%d", &major, &minor, &patch)
	return n == 3 && slices.Compare([]int{major, minor, patch}, []int{3, 6, 6}) >= 0
}
