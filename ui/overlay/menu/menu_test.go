package menu_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells/cellstest"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
	"lipdash/ui/overlay/menu"
	"lipdash/ui/uitest"
)

var th = theme.New(theme.Options{Dark: true, Depth: theme.Full})

// drafts is a menu of so many drafts and a new one.
func drafts(n int) *menu.Menu {
	list := []menu.Item{}
	for i := range n {
		id := fmt.Sprint("d", i)
		list = append(list, menu.Item{ID: id, Text: "draft " + id, Action: action.PickDraft{ID: id}})
	}
	list[0].Key = "1"
	return menu.New(keymap.Default(), keymap.InDrafts, "Go on with", append(list, menu.Item{Command: keymap.NewDraft, Text: "a new one", Action: action.PickDraft{}}))
}

func press(t *testing.T, m *menu.Menu, keys string) (act action.Action, done bool) {
	t.Helper()
	for _, k := range strings.Fields(keys) {
		if done {
			t.Fatalf("%s: closed before %s", keys, k)
		}
		act, done = m.Key(uitest.Key(k))
	}
	return act, done
}

func TestTheCursorEnterAndLettersChooseInEveryMenu(t *testing.T) {
	for _, c := range []struct {
		keys string
		want action.Action
	}{
		{"enter", action.PickDraft{ID: "d0"}},
		{"down j up enter", action.PickDraft{ID: "d1"}},
		{"k up enter", action.PickDraft{ID: "d0"}},
		{"G k enter", action.PickDraft{ID: "d11"}},
		{"end home ctrl+d enter", action.PickDraft{ID: "d6"}},
		{"z tab down enter", action.PickDraft{ID: "d1"}}, // what has no meaning closes nothing
		{"1", action.PickDraft{ID: "d0"}},
		{"n", action.PickDraft{}},
		{"esc", nil},
		{"q", nil},
		{"x x esc", nil},
		{"x down x down enter", action.DropDrafts{IDs: []string{"d0", "d1"}, Then: action.PickDraft{ID: "d2"}}},
		{"x enter esc", action.DropDrafts{IDs: []string{"d0"}}}, // what is thrown away is not gone on with
		{"x 1", action.PickDraft{ID: "d0"}},                     // but by its own key: then it stays
		{"end x enter", action.PickDraft{}},                     // what is no draft cannot be thrown away
	} {
		if act, done := press(t, drafts(12), c.keys); !done || !reflect.DeepEqual(act, c.want) {
			t.Errorf("%s: %#v, done %v", c.keys, act, done)
		}
	}
}

func TestAKeyThatMeansNothingIsToldApart(t *testing.T) {
	for keys, want := range map[string]action.Action{"z": action.Say{}, "tab": action.Say{}, "k": nil, "x": nil, "end x": action.Say{Text: "there is nothing to discard here"}} {
		if act, done := press(t, drafts(3), keys); act != want || done {
			t.Errorf("%s: %v, done %v", keys, act, done)
		}
	}
}

func TestWhatCannotBeChosenSaysWhyAndTheMenuStays(t *testing.T) {
	why := action.Say{Text: "not yet"}
	open := func() *menu.Menu {
		return menu.New(keymap.Default(), keymap.InCopy, "Copy", []menu.Item{{Command: "id", Text: "id"}, {Command: "json", Text: "JSON", Why: "not yet", Action: why}})
	}
	for _, keys := range []string{"J", "j enter"} {
		if act, done := press(t, open(), keys); act != why || done {
			t.Errorf("%s: %v, done %v", keys, act, done)
		}
	}
	m := open()
	if got := m.View(th, 40); strings.Contains(got, th.OnField(th.Accent).Render("J")) || !strings.Contains(got, th.OnField(th.Faint).Render("J")) {
		t.Errorf("its key is drawn like one that can be pressed:\n%q", got)
	}
	if act, done := m.Click(3, 4, ""); act != why || done {
		t.Errorf("a click: %v, done %v", act, done)
	}
}

// Letters of menus are bindings like all others.
func TestItemsHaveTheKeysOfTheirCommands(t *testing.T) {
	keys, faults := keymap.Remap([]keymap.Change{
		{Scope: "copy", Command: "json", Keys: []string{"o", "alt+j"}}, {Scope: "copy", Command: "id"}, {Scope: "move", Command: "down", Keys: []string{"ctrl+g"}},
	})
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	open := func() *menu.Menu {
		return menu.New(keys, keymap.InCopy, "Copy", []menu.Item{{Command: "id", Text: "its id"}, {Command: "json", Text: "its JSON", Action: action.Copy{}}})
	}
	if view := ansi.Strip(open().View(th, 40)); !strings.Contains(view, "o  its JSON") || !strings.Contains(view, "    its id") {
		t.Errorf("it shows\n%s", view)
	}
	for _, k := range []string{"o", "alt+j", "ctrl+g enter"} {
		if act, done := press(t, open(), k); act != (action.Copy{}) || !done {
			t.Errorf("%s: %v, done %v", k, act, done)
		}
	}
	if act, done := press(t, open(), "i J"); act != (action.Say{}) || done {
		t.Errorf("the usual letters still choose: %v", act)
	}
	_, faults = keymap.Remap([]keymap.Change{{Scope: "copy", Command: "json", Keys: []string{"j"}}})
	if len(faults) != 1 || !strings.Contains(faults[0].Problem, "j would be json in copy, and it is down in move") {
		t.Errorf("%+v", faults)
	}
}

func TestAMenuIsNeverHigherOrWiderThanItMayBe(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var list []menu.Item
		for i := range rapid.IntRange(1, 12).Draw(t, "items") {
			list = append(list, menu.Item{Key: fmt.Sprint(i), Text: fmt.Sprint("draft ", i)})
		}
		list[0].Text = rapid.String().Draw(t, "text")
		list[0].Why = rapid.SampledFrom([]string{"", "it is not done yet"}).Draw(t, "why")
		m := menu.New(keymap.Default(), keymap.InDrafts, rapid.String().Draw(t, "title"), list)
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

func TestTheCursorIsInSightAtEverySizeAndAClickChoosesWhatItIsOn(t *testing.T) {
	for h := 3; h < 20; h++ {
		m := drafts(12)
		m.SetSize(0, h)
		for i := range 13 {
			lines := strings.Split(ansi.Strip(m.View(th, 40)), "\n")
			clicked := 0
			for y, l := range lines {
				if want := fmt.Sprint("draft d", i); i < 12 && strings.HasSuffix(strings.TrimSpace(l), want) {
					clicked++
				}
				m := drafts(12) // what is chosen does not move this one
				m.SetSize(0, h)
				m.Wheel(i)
				act, done := m.Click(6, y, l)
				_, id, is := strings.Cut(l, "draft ")
				if want := (action.PickDraft{ID: strings.TrimSpace(id)}); is != done && !strings.Contains(l, "a new one") || is && act != want {
					t.Fatalf("%d lines, a click on %q: %v, done %v", h, l, act, done)
				}
			}
			if i < 12 && clicked != 1 {
				t.Fatalf("draft %d is not in sight at %d lines:\n%s", i, h, strings.Join(lines, "\n"))
			}
			m.Key(uitest.Key("down"))
		}
	}
	m := drafts(12)
	m.SetSize(0, 9)
	m.Wheel(6)
	if view := ansi.Strip(m.View(th, 40)); !strings.Contains(view, "3 above, 3 below") {
		t.Errorf("what is out of sight is not counted:\n%s", view)
	}
	m = drafts(2)
	m.Key(uitest.Key("x"))
	if view := ansi.Strip(m.View(th, 60)); !strings.Contains(view, "draft d0, discarded") || m.Hints()[1].Text != "take back" {
		t.Errorf("%v\n%s", m.Hints(), view)
	}
}
