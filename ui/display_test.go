package ui

import (
	"image/color"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"lipdash/ui/calls"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
	"lipdash/ui/overlay/help"

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

// TestThemesAreChosenFromThePalette goes through all of them, and through one of the
// settings.
func TestThemesAreChosenFromThePalette(t *testing.T) {
	m := New(t.Context(), Options{
		Session: &calls.Session{Client: &counting{page: someJobs(5)}},
		Themes:  map[string]theme.Own{"mine": {Base: theme.Light, Tokens: map[string]string{"accent": "#123456"}}},
	})
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
	drain(m, m.Init())
	m.Update(tea.BackgroundColorMsg{Color: color.Black})
	seen := map[string]string{}
	for _, name := range m.look.Names() {
		for _, k := range append(strings.Split(":theme "+name, ""), "enter") {
			if k == " " {
				k = "space"
			}
			m.Update(keymap.Pressed(k))
		}
		if m.look.Name != name || m.layers.Top() != nil || !strings.Contains(m.View().Content, "theme "+name+" until lipdash ends") {
			t.Fatalf("%s is not chosen:\n%s", name, ansi.Strip(m.View().Content))
		}
		m.toast.Clear()
		m.layers.Push(help.New(m.keys, nil)) // the same text whatever the theme
		if other, is := seen[m.View().Content]; is && name != theme.Dark {
			t.Errorf("%s looks like %s", name, other)
		}
		seen[m.View().Content] = name
		m.layers.Remove(m.layers.Top())
	}
	m.use(theme.Light, false)
	if m.look.Name != "mine" {
		t.Error("a profile takes back what the user chose")
	}
	m.Update(tea.BackgroundColorMsg{Color: color.White})
	m.use(theme.Auto, true)
	if m.look.Dark {
		t.Error("the terminal's new ground is not followed")
	}
}
