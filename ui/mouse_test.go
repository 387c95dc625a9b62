package ui

import (
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/mouse"
	"lipdash/ui/nav"
	"lipdash/ui/state/browse"
)

// where is the cell at which a text is drawn, the last time from the top.
func where(t *testing.T, m *Model, text string) (x, y int) {
	t.Helper()
	x = -1
	for i, line := range strings.Split(ansi.Strip(m.draw()), "\n") {
		if before, _, ok := strings.Cut(line, text); ok {
			x, y = format.Width(before), i
		}
	}
	if x < 0 {
		t.Fatalf("%q is not on screen:\n%s", text, ansi.Strip(m.draw()))
	}
	return x, y
}

// clickOn clicks on a text, so many cells into it.
func clickOn(t *testing.T, m *Model, text string, in int) {
	t.Helper()
	x, y := where(t, m, text)
	m.Update(tea.MouseClickMsg{X: x + in, Y: y, Button: tea.MouseLeft})
	m.Update(tea.MouseReleaseMsg{X: x + in, Y: y, Button: tea.MouseLeft})
}

func TestAClickChoosesAndASecondOneOpens(t *testing.T) {
	m := keyScene(t, func(*Model) {})
	x, y := where(t, m, "done  ")
	click := func(button tea.MouseButton) { m.Update(tea.MouseClickMsg{X: x, Y: y, Button: button}) }
	if click(tea.MouseRight); m.list.Cursor() == action.JobRow("ls_2") {
		t.Error("the right button chooses")
	}
	m.pointer = mouse.Pointer{}
	if click(tea.MouseLeft); m.list.Cursor() != action.JobRow("ls_2") || m.DetailFocus {
		t.Errorf("on %v", m.list.Cursor())
	}
	if click(tea.MouseLeft); !m.DetailFocus {
		t.Error("a second click does not open the job")
	}
	m.pointer = mouse.Pointer{}
	if click(tea.MouseLeft); m.DetailFocus {
		t.Error("a click on the list does not give it the focus")
	}
	x, y = where(t, m, "ls_2")
	if click(tea.MouseLeft); !m.DetailFocus {
		t.Error("a click on the detail does not give it the focus")
	}
}

func TestAClickOnAHeadingSortsByItAndAgainTheOtherWay(t *testing.T) {
	m := keyScene(t, func(*Model) {})
	head := func() string { return strings.Split(ansi.Strip(m.draw()), "\n")[m.layout().Header+m.layout().Rule] }
	was := head()
	for _, c := range []struct {
		on, shows string
		want      browse.Query
	}{
		{"TITLE", "TITLE ↑", browse.Query{Sort: browse.Title}},
		{"TITLE", "TITLE ↓", browse.Query{Sort: browse.Title, Reverse: true}},
		{"STATUS", "STATUS ↑", browse.Query{Sort: browse.ByState}},
		{"AGE", was, browse.Query{}}, // newest first is how the list is
		{"AGE", "↓AGE", browse.Query{Reverse: true}},
		{"INFO", "↓AGE", browse.Query{Reverse: true}}, // nothing is sorted by it
	} {
		m.pointer = mouse.Pointer{}
		x := format.Width(head()[:strings.Index(head(), c.on)])
		m.Update(tea.MouseClickMsg{X: x + 1, Y: m.layout().Header + m.layout().Rule, Button: tea.MouseLeft})
		if got := m.browse.Query(); got != c.want || !strings.Contains(head(), c.shows) {
			t.Errorf("%s: %+v\n%s", c.on, got, head())
		}
		if first := m.rows().ID(0); c.on != "INFO" && (m.list.Cursor() != first || m.list.Above() > 0) {
			t.Errorf("%s: the cursor is on %v, the first is %v", c.on, m.list.Cursor(), first)
		}
		key(m, "G")
	}
	if m.toast.Text() != "jobs cannot be sorted by info" {
		t.Errorf("a column that nothing is sorted by says %q", m.toast.Text())
	}
	key(m, "s")
	if key(m, "S"); !strings.Contains(head(), "TITLE ↓") {
		t.Errorf("the keys are not shown: %s", head())
	}
}

func TestTabsAndKeysOfTheFooterAreClicked(t *testing.T) {
	m := keyScene(t, func(*Model) {})
	for _, c := range []struct {
		name string
		want nav.Screen
	}{{"Activity", nav.Activity}, {"Batches", nav.Batches}, {"Transfers", nav.Transfers}, {"Jobs", nav.Jobs}} {
		if clickOn(t, m, c.name, 1); m.Screen != c.want {
			t.Errorf("%s shows %v", c.name, m.Screen)
		}
	}
	clickOn(t, m, "x delete", 3)
	if m.layers.Top() == nil {
		t.Fatal("the footer's key does not ask")
	}
	clickOn(t, m, " Delete ", 2)
	if m.layers.Top() == nil || m.edits.Deletes() > 0 {
		t.Error("a dialog is answered before it can be read")
	}
	x, y := where(t, m, " Cancel ")
	if m.moused(tea.MouseClickMsg{X: x + 1, Y: y, Button: tea.MouseLeft}); m.layers.Top() != nil {
		t.Error("a click on Cancel does not close the dialog")
	}
	clickOn(t, m, "c create", 0)
	if m.Screen != nav.Form {
		t.Error("the footer's key opens no form")
	}
}

func TestTheFormIsFilledWithTheMouse(t *testing.T) {
	m := keyScene(t, func(m *Model) { key(m, "c") })
	clickOn(t, m, "Audio", 12)
	m.Update(tea.PasteMsg{Content: "https://example.com/a.wav"})
	if m.form.Values()["audio"] != "https://example.com/a.wav" {
		t.Fatalf("%v", m.form.Values())
	}
	m.pointer = mouse.Pointer{}
	clickOn(t, m, " precision", 3)
	m.pointer = mouse.Pointer{}
	clickOn(t, m, "Keep draft", 3)
	if m.form.Values()["mode"] != "precision" || m.Screen != nav.Jobs {
		t.Errorf("%v on %v", m.form.Values(), m.Screen)
	}
}

func TestAClickInAFieldPlacesTheCaretAndOneOnAVoiceChoosesIt(t *testing.T) {
	m := keyScene(t, func(m *Model) { key(m, "c") })
	m.Update(tea.PasteMsg{Content: "https://example.com/v.mp4"})
	press(m, "tab")
	m.pointer = mouse.Pointer{}
	clickOn(t, m, "//example.com/v", 9)
	if key(m, "X"); m.form.Values()["video"] != "https://exampleX.com/v.mp4" {
		t.Errorf("from another field: %q", m.form.Values()["video"])
	}
	m.pointer = mouse.Pointer{}
	clickOn(t, m, "https://", 5)
	if key(m, "Y"); m.form.Values()["video"] != "httpsY://exampleX.com/v.mp4" {
		t.Errorf("in the same one: %q", m.form.Values()["video"])
	}
	for label, text := range map[string]string{"from": "0:10", "to": "12:30"} {
		m.pointer = mouse.Pointer{}
		clickOn(t, m, label, 1)
		m.Update(tea.PasteMsg{Content: text})
		for _, again := range []string{"from another field", "in the same one"} {
			m.pointer = mouse.Pointer{}
			clickOn(t, m, text, 1)
			if key(m, "X"); !strings.Contains(ansi.Strip(m.draw()), text[:1]+"X"+text[1:]) {
				t.Errorf("%s, %s:\n%s", label, again, ansi.Strip(m.draw()))
			}
			press(m, "backspace")
			press(m, map[string]string{"from another field": "end", "in the same one": "tab"}[again])
		}
	}
	m = keyScene(t, onVoices)
	m.pointer = mouse.Pointer{}
	clickOn(t, m, "ep_fr.wav", 2)
	if press(m, "x"); strings.Contains(ansi.Strip(m.draw()), "ep_fr.wav") || !strings.Contains(ansi.Strip(m.draw()), "ep_de.wav") {
		t.Errorf("the voice that is clicked on is not the one that is taken out:\n%s", ansi.Strip(m.draw()))
	}
}

func TestAClickInALineThatIsTypedPlacesItsCaret(t *testing.T) {
	for name, open := range map[string]func(m *Model){
		"title":      func(m *Model) { key(m, "e") },
		"pattern":    func(m *Model) { key(m, "a"); key(m, "e") },
		"note":       func(m *Model) { key(m, "G"); key(m, "k"); key(m, "m") },
		"filter":     func(m *Model) { key(m, "/") },
		"commands":   func(m *Model) { key(m, ":") },
		"help":       func(m *Model) { key(m, "?"); key(m, "/") },
		"activity":   func(m *Model) { key(m, "4"); key(m, "/") },
		"sheet":      func(m *Model) { m.opts.Sheets = noSheets{}; key(m, "b") },
		"sheet cell": func(m *Model) { onSheet(m); press(m, "enter") },
	} {
		m := keyScene(t, open)
		press(m, "ctrl+e")
		m.Update(tea.PasteMsg{Content: " abc日本xyz"})
		for _, c := range []struct {
			on         string
			in         int
			puts, want string
		}{{"abc日", 1, "!", "a!bc日本xyz"}, {"本", 0, "?", "a!bc日?本xyz"}, {"xyz", 2, ".", "a!bc日?本xy.z"}} {
			m.pointer = mouse.Pointer{}
			lines := strings.Split(ansi.Strip(m.draw()), "\n")
			y := slices.IndexFunc(lines, func(l string) bool { return strings.Contains(l, c.on) && !strings.Contains(l, "no job with") })
			x := format.Width(lines[y][:strings.Index(lines[y], c.on)])
			m.Update(tea.MouseClickMsg{X: x + c.in, Y: y, Button: tea.MouseLeft})
			m.Update(tea.PasteMsg{Content: c.puts})
			if !strings.Contains(ansi.Strip(m.draw()), c.want) {
				t.Fatalf("%s, on %s: it is not %q\n%s", name, c.on, c.want, ansi.Strip(m.draw()))
			}
		}
	}
}

func TestOneClickThrowsAwayNothingThatWasTyped(t *testing.T) {
	m := keyScene(t, func(m *Model) { key(m, "c") })
	m.Update(tea.PasteMsg{Content: "https://example.com/v.mp4"})
	clickOn(t, m, " Discard", 3)
	clickOn(t, m, " Discard", 3) // the second of two at once is none of its own
	if m.Screen != nav.Form || m.form.Empty() || m.toast.Text() == "" {
		t.Fatalf("on %v, it says %q", m.Screen, m.toast.Text())
	}
	m.pointer = mouse.Pointer{}
	if clickOn(t, m, " Discard", 3); m.Screen != nav.Jobs || !m.form.Empty() {
		t.Error("another click does not either")
	}
	key(m, "c")
	m.pointer = mouse.Pointer{}
	if clickOn(t, m, " Discard", 3); m.Screen != nav.Jobs {
		t.Error("an empty form does not close")
	}
}

func TestTheWheelScrollsWhatIsUnderIt(t *testing.T) {
	m := keyScene(t, func(m *Model) { key(m, "?") })
	before := m.draw()
	if m.Update(tea.MouseWheelMsg{X: 5, Y: 9, Button: tea.MouseWheelDown}); m.draw() == before {
		t.Error("the help stands still")
	}
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 5}) // one line for rows
	key(m, "esc")
	if m.Update(tea.MouseWheelMsg{X: 5, Y: 2, Button: tea.MouseWheelDown}); m.list.Above() == 0 {
		t.Errorf("the list stands still:\n%s", m.draw())
	}
}

func TestTheMouseCanBeLeftToTheTerminal(t *testing.T) {
	m := keyScene(t, func(*Model) {})
	if m.View().MouseMode != tea.MouseModeCellMotion {
		t.Error("the mouse is not asked for, or its every move is")
	}
	m.perform(action.ToggleMouse{})
	if m.View().MouseMode != tea.MouseModeNone {
		t.Error("the mouse is still taken")
	}
	if clickOn(t, m, "Activity", 1); m.Screen != nav.Jobs {
		t.Error("a mouse that is off changes the tab")
	}
	m.perform(action.ToggleMouse{})
	if m = New(t.Context(), Options{NoMouse: true}); m.View().MouseMode != tea.MouseModeNone {
		t.Error("the setting takes no effect")
	}
	if _, ok := keymap.Default().Find(keymap.Palette, keymap.Global); !ok {
		t.Fatal("nobody finds the command")
	}
}

func TestTheLineBetweenThePanesIsDragged(t *testing.T) {
	m := keyScene(t, func(*Model) {})
	was := m.layout()
	m.Update(tea.MouseMotionMsg{X: was.List - 5, Y: 10, Button: tea.MouseLeft})
	if m.layout().List != was.List {
		t.Error("the line moves though nobody holds it")
	}
	m.Update(tea.MouseClickMsg{X: was.List, Y: 10, Button: tea.MouseLeft})
	m.Update(tea.MouseMotionMsg{X: was.List - 5, Y: 12, Button: tea.MouseLeft})
	if got := m.layout().List; got >= was.List {
		t.Errorf("dragged, it is at %d, was at %d", got, was.List)
	}
	m.Update(tea.MouseReleaseMsg{X: was.List - 5, Y: 12, Button: tea.MouseLeft})
	at := m.layout().List
	if m.Update(tea.MouseMotionMsg{X: was.List + 5, Y: 12}); m.layout().List != at || m.DetailFocus {
		t.Error("let go, it still moves")
	}
}
