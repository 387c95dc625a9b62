package menu_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells/cellstest"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/overlay/menu"
	"lipdash/ui/uitest"
)

func picker(n int) *menu.Picker {
	list := []menu.Item{}
	for i := range n {
		id := fmt.Sprint("d", i)
		list = append(list, menu.Item{ID: id, Text: "draft " + id, Action: action.PickDraft{ID: id}})
	}
	list[0].Key = "1"
	return menu.NewPicker(keymap.Default(), "Go on with", append(list, menu.Item{Key: "n", Text: "a new one", Action: action.PickDraft{}}))
}

func TestAPickerScrollsAndThrowsAwayWhenItIsClosed(t *testing.T) {
	for _, c := range []struct {
		keys string
		want action.Action
	}{
		{"enter", action.PickDraft{ID: "d0"}},
		{"down j up enter", action.PickDraft{ID: "d1"}},
		{"1", action.PickDraft{ID: "d0"}},
		{"n", action.PickDraft{}},
		{"esc", nil},
		{"x x esc", nil},
		{"x down x down enter", action.DropDrafts{IDs: []string{"d0", "d1"}, Then: action.PickDraft{ID: "d2"}}},
		{"x enter esc", action.DropDrafts{IDs: []string{"d0"}}}, // what is thrown away is not gone on with
		{"x 1", action.PickDraft{ID: "d0"}},                     // but by its own key: then it stays
	} {
		p := picker(12)
		var act action.Action
		done := false
		for _, k := range strings.Fields(c.keys) {
			if done {
				t.Fatalf("%s: closed before %s", c.keys, k)
			}
			act, done = p.Key(uitest.Key(k))
		}
		if !done || !reflect.DeepEqual(act, c.want) {
			t.Errorf("%s: %#v, done %v", c.keys, act, done)
		}
	}
}

func TestAPickerShowsWhereItIsAtEverySize(t *testing.T) {
	for _, h := range []int{4, 6, 10, 30} {
		p := picker(12)
		p.SetSize(0, h)
		for i := range 13 {
			view := p.View(th, 40)
			lines := strings.Split(view, "\n")
			if len(lines) > h {
				t.Fatalf("%d lines, may be %d", len(lines), h)
			}
			cellstest.Exact(t, view, format.Width(lines[0]), len(lines))
			if want := fmt.Sprint("draft d", i); i < 12 && !strings.Contains(ansi.Strip(view), want) {
				t.Errorf("%q is not in sight at %d lines:\n%s", want, h, ansi.Strip(view))
			}
			p.Key(uitest.Key("down"))
		}
	}
	p := picker(2)
	p.Key(uitest.Key("x"))
	if view := ansi.Strip(p.View(th, 60)); !strings.Contains(view, "draft d0, discarded") || p.Hints()[1].Text != "take back" {
		t.Errorf("%v\n%s", p.Hints(), view)
	}
}
