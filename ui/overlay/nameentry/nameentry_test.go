package nameentry_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells/cellstest"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
	"lipdash/ui/overlay/nameentry"
	"lipdash/ui/uitest"
)

func entry() *nameentry.Entry {
	return nameentry.New(keymap.Default(), nameentry.Spec{
		Title: "Save this view", Note: "failed, last changed", Named: func(name string) action.Action { return action.SaveView{Name: name} },
	})
}

func TestANameIsTypedAndTaken(t *testing.T) {
	e := entry()
	if act, done := e.Key(uitest.Key("enter")); act != nil || done {
		t.Errorf("without a name enter is %v, %v", act, done)
	}
	for _, k := range []string{"a", "space"} {
		e.Key(uitest.Key(k))
	}
	e.Paste("b\nc")
	if act, done := e.Key(uitest.Key("enter")); act != (action.SaveView{Name: "a b c"}) || !done {
		t.Errorf("enter is %v, %v", act, done)
	}
	if act, done := e.Key(uitest.Key("esc")); act != nil || !done {
		t.Errorf("esc is %v, %v", act, done)
	}
}

func TestTheDialogSaysWhatGetsAName(t *testing.T) {
	e, th := entry(), theme.New(theme.Options{})
	for w := 20; w <= 60; w++ {
		for h := 3; h < 8; h++ {
			e.SetSize(w, h)
			view := e.View(th, w)
			cellstest.Exact(t, view, w, strings.Count(view, "\n")+1)
			if n := strings.Count(view, "\n") + 1; n > max(h, 3) {
				t.Fatalf("%dx%d: %d lines", w, h, n)
			}
		}
	}
	if view := ansi.Strip(e.View(th, 60)); !strings.Contains(view, "Save this view") || !strings.Contains(view, "failed, last changed") || !strings.Contains(view, "Name") {
		t.Errorf("it is\n%s", view)
	}
}
