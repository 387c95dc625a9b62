package menu_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells/cellstest"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
	"lipdash/ui/overlay/menu"
	"lipdash/ui/uitest"
)

var th = theme.New(theme.Options{Dark: true, Depth: theme.Full})

func items(n int) []menu.Item {
	var out []menu.Item
	for i := range n {
		out = append(out, menu.Item{Key: strconv.Itoa(i + 1), Text: "draft " + strconv.Itoa(i+1), Action: action.Back{}})
	}
	return out
}

func TestAMenuIsNeverHigherOrWiderThanItMayBe(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := items(rapid.IntRange(1, 12).Draw(t, "items"))
		list[0].Text = rapid.String().Draw(t, "text")
		list[0].Why = rapid.SampledFrom([]string{"", "it is not done yet"}).Draw(t, "why")
		m := menu.New(rapid.String().Draw(t, "title"), list)
		h, maxW := rapid.IntRange(3, 20).Draw(t, "height"), rapid.IntRange(8, 60).Draw(t, "width")
		m.SetSize(0, h)
		for range rapid.IntRange(0, 14).Draw(t, "down") {
			m.Key(uitest.Key("down"))
		}
		view := m.View(th, maxW)
		lines := strings.Split(view, "\n")
		if w := format.Width(lines[0]); len(lines) > h || w > maxW {
			t.Fatalf("%d by %d, may be %d by %d", w, len(lines), maxW, h)
		}
		cellstest.Exact(t, view, format.Width(lines[0]), len(lines))
	})
}

func TestWhatDoesNotFitIsScrolledTo(t *testing.T) {
	m := menu.New("Go on with", items(10))
	m.SetSize(0, 9)
	has := func(want ...string) {
		t.Helper()
		view := ansi.Strip(m.View(th, 40))
		for _, w := range want {
			if !strings.Contains(view, w) {
				t.Fatalf("%q is missing:\n%s", w, view)
			}
		}
	}
	has("Go on with", "draft 1", "down  3 more")
	for range 5 {
		if _, done := m.Key(uitest.Key("down")); done {
			t.Fatal("down closes it")
		}
	}
	has("draft 10", "up  3 more")
	if act, done := m.Key(uitest.Key("1")); act == nil || !done {
		t.Error("what is out of sight cannot be chosen")
	}
	m.SetSize(0, 20)
	has("draft 1 ", "draft 10")
	if _, done := m.Key(uitest.Key("down")); !done {
		t.Error("a key without a meaning does not close it")
	}
}
