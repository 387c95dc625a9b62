package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
)

// TestTheTerminalsColoursDecideWhichAreDrawn is about stock tmux, whose 256 colours
// are not the nearest relatives of the exact ones.
func TestTheTerminalsColoursDecideWhichAreDrawn(t *testing.T) {
	for profile, want := range map[colorprofile.Profile]struct{ exact, indexed bool }{
		colorprofile.TrueColor: {exact: true}, colorprofile.ANSI256: {indexed: true}, colorprofile.ANSI: {}, colorprofile.Ascii: {},
	} {
		m := opened(t, &counting{page: someJobs(5)})
		m.Update(tea.ColorProfileMsg{Profile: profile})
		view := m.View().Content
		if got := strings.Contains(view, "8;2;"); got != want.exact {
			t.Errorf("%v: exact colours %v", profile, got)
		}
		if got := strings.Contains(view, "8;5;"); got != want.indexed {
			t.Errorf("%v: indexed colours %v", profile, got)
		}
	}
}
