package entry_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells/cellstest"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
	"lipdash/ui/overlay/entry"
	"lipdash/ui/uitest"
)

var (
	name = entry.Spec{
		Title: "Save this view", Label: "Name  ", Note: "failed, last changed",
		Then: func(name string) action.Action { return action.SaveView{Name: name} },
	}
	note = entry.Spec{
		Title: "Note on promo", Text: "lips la", Note: "kept on this machine", Empty: true,
		Then: func(note string) action.Action { return action.SaveView{Name: note} },
	}
)

func TestALineIsTypedAndTakenOrLeft(t *testing.T) {
	for _, c := range []struct {
		name, paste, key string
		spec             entry.Spec
		act              action.Action
		done             bool
	}{
		{"without a name it stays open", "  ", "enter", name, nil, false},
		{"of several lines one is taken", "a b\nc\n", "enter", name, action.SaveView{Name: "a b c"}, true},
		{"a line that is left", "a", "esc", name, nil, true},
		{"what there is goes on", "te\n", "enter", note, action.SaveView{Name: "lips late"}, true},
		{"or is left as it was", "te\n", "esc", note, nil, true},
	} {
		e := entry.New(keymap.Default(), c.spec)
		e.Paste(c.paste)
		if act, done := e.Key(uitest.Key(c.key)); act != c.act || done != c.done {
			t.Errorf("%s: %v, %v", c.name, act, done)
		}
	}
	e := entry.New(keymap.Default(), note)
	e.Key(uitest.Key("ctrl+u"))
	if act, done := e.Key(uitest.Key("enter")); act != (action.SaveView{}) || !done {
		t.Errorf("an empty note is %v, %v", act, done)
	}
}

func TestTheDialogSaysWhatIsTypedOnEveryScreen(t *testing.T) {
	th := theme.New(theme.Options{})
	for _, spec := range []entry.Spec{name, note} {
		spec.Text += strings.Repeat("語", 80)
		e := entry.New(keymap.Default(), spec)
		for w := 20; w <= 68; w++ {
			for h := 3; h < 8; h++ {
				e.SetSize(w, h)
				view := e.View(th, w)
				n := strings.Count(view, "\n") + 1
				if cellstest.Exact(t, view, w, n); n > h || !strings.Contains(ansi.Strip(view), spec.Title) {
					t.Fatalf("%dx%d: %d lines\n%s", w, h, n, view)
				}
			}
		}
		e.SetSize(68, 8)
		if view := ansi.Strip(e.View(th, 68)); !strings.Contains(view, spec.Note) || !strings.Contains(view, spec.Label) {
			t.Errorf("it is\n%s", view)
		}
	}
}
