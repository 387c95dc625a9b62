package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/nav"
	"lipdash/ui/overlay/palette"
)

// find is the entry of a name.
func entryNamed(m *Model, text string) (palette.Entry, bool) {
	for _, e := range m.commands() {
		if e.Text == text {
			return e, true
		}
	}
	return palette.Entry{}, false
}

func TestThePaletteOffersOnlyWhatItsKeyDoesNow(t *testing.T) {
	m := opened(t, &counting{page: someJobs(5)})
	screens := map[string]func(){
		"jobs":      func() { m.Show(action.JobsTab) },
		"detail":    func() { m.Show(action.JobsTab); m.DetailFocus = true },
		"transfers": func() { m.Show(action.TransfersTab) },
		"activity":  func() { m.Show(action.ActivityTab) },
		"failures":  func() { m.Show(action.JobsTab); m.Screen = nav.Failures },
	}
	for name, enter := range screens {
		enter()
		m.Update(nil)
		seen := map[string]string{}
		for _, e := range m.commands() {
			press, ok := e.Action.(action.Press)
			if !ok {
				continue
			}
			if other, twice := seen[press.Key]; twice {
				t.Errorf("%s: %s and %s are both %s", name, other, e.Text, press.Key)
			}
			seen[press.Key] = e.Text
			if !meant(m, press.Key) {
				t.Errorf("%s: %q (%s) does nothing there", name, e.Text, press.Key)
			}
		}
		if seen["ctrl+c"] == "" || seen["?"] == "" || len(seen) < 10 {
			t.Errorf("%s: only %v", name, seen)
		}
	}
}

// meant tells whether a key is anybody's on the screen.
func meant(m *Model, key string) bool {
	if m.keys.Lookup(key, keymap.Global) != keymap.None {
		return true
	}
	cursor := m.list.Cursor()
	_, handled := m.meaning(keymap.Pressed(key))
	return handled && cursor != (action.RowID{})
}

func TestAnEmptyListOffersNoCommandAboutJobs(t *testing.T) {
	m := opened(t, &counting{})
	for _, text := range []string{"delete", "download", "rename", "undo", "tell me", "notify test", "demo"} {
		if _, ok := entryNamed(m, text); ok {
			t.Errorf("%s is offered", text)
		}
	}
	if _, ok := entryNamed(m, "create"); !ok {
		t.Error("nothing can be made")
	}
}

func TestCommandsCanBeChosenAtEverySize(t *testing.T) {
	m := opened(t, &counting{page: someJobs(60)})
	for _, size := range [][2]int{{40, 10}, {60, 16}, {80, 24}, {120, 40}, {200, 50}} {
		m.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		for _, keys := range []string{":", "!", "z", "4", "4z"} {
			for _, k := range strings.Split(keys, "") {
				key(m, k)
			}
			a, b := m.View().Content, m.View().Content
			if a != b {
				t.Fatalf("%v after %s: View draws two things", size, keys)
			}
			for _, l := range strings.Split(a, "\n") {
				if w := format.Width(l); w > size[0] {
					t.Fatalf("%v after %s: a line of %d cells", size, keys, w)
				}
			}
			if n := strings.Count(a, "\n") + 1; n > size[1] {
				t.Fatalf("%v after %s: %d lines", size, keys, n)
			}
			for range 3 {
				m.Update(tea.KeyPressMsg{Code: tea.KeyEscape})
			}
			if m.layers.Top() != nil || m.browse.Frozen() {
				t.Fatal("esc does not leave")
			}
		}
	}
}
