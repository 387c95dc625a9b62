package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"lipdash/ui/overlay/titleedit"
)

func TestLettersOfOtherLayoutsAreKeysExceptWhereTextIsTyped(t *testing.T) {
	m := opened(t, &counting{page: someJobs(5)})
	press := func(text string) { m.Update(tea.KeyPressMsg{Code: []rune(text)[0], Text: text}) }
	press("о") // on the key of j
	if m.list.Cursor() != m.rows().ID(1) {
		t.Error("о does not move down")
	}
	press("у") // e
	if _, open := m.layers.Top().(*titleedit.Editor); !open {
		t.Fatal("у renames nothing")
	}
	title := func() string {
		return strings.TrimSpace(ansi.Strip(m.layers.Top().(*titleedit.Editor).View(m.theme, 80)))
	}
	if press("й"); title() != "tй" {
		t.Errorf("й typed into the title makes it %q", title())
	}
	m.Update(tea.KeyPressMsg{Code: 'г', Mod: tea.ModCtrl}) // ctrl+u
	press("x")
	press("y")
	m.Update(tea.KeyPressMsg{Code: 'ش', Mod: tea.ModCtrl, BaseCode: 'h'}) // ctrl+h
	if title() != "x" {
		t.Errorf("ctrl+u and ctrl+h on other layouts leave %q", title())
	}
	m.Update(tea.KeyPressMsg{Code: tea.KeyEscape})

	press("ش")
	if m.toast.Text() == "" {
		t.Error("nothing is said about a letter of an unknown layout")
	}
	if _, cmd := m.Update(tea.KeyPressMsg{Code: 'с', Mod: tea.ModCtrl}); !quits(cmd) {
		t.Error("ctrl+с does not quit")
	}
	if !m.View().KeyboardEnhancements.ReportAlternateKeys {
		t.Error("the terminal is not asked for the keys of the base layout")
	}
}

func TestATitleThatIsEditedAwayFromItsRowIsCalledOne(t *testing.T) {
	m := opened(t, &counting{page: someJobs(5)})
	for _, c := range []struct {
		keys []string
		want bool
	}{{[]string{"e"}, false}, {[]string{"enter", "e"}, true}} {
		m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
		for _, k := range c.keys {
			key(m, k)
		}
		lines := strings.Split(ansi.Strip(m.draw()), "\n")
		if _, open := m.layers.Top().(*titleedit.Editor); !open || strings.HasPrefix(lines[22], " title ") != c.want || !strings.Contains(lines[23], "ctrl+u clear") {
			t.Errorf("%v:\n%s", c.keys, m.draw())
		}
		key(m, "esc")
	}
}
