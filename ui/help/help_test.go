package help

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"lipdash/ui/cells/cellstest"
	"lipdash/ui/keymap"
	"lipdash/ui/theme"
)

var scopes = []keymap.Scope{keymap.Jobs, keymap.Move, keymap.Global}

func TestHelpShowsEveryBindingOfItsScopesAndScrollsToTheLast(t *testing.T) {
	keys := keymap.Default()
	o := New(keys, scopes...)
	o.SetHeight(8)
	var seen strings.Builder
	for range 200 {
		view := o.View(theme.New(theme.Options{}), 80, 8)
		cellstest.Exact(t, view, 80, 8)
		seen.WriteString(ansi.Strip(view) + "\n")
		if o.Key("j") {
			t.Fatal("scrolling closes the help")
		}
	}
	for _, s := range scopes {
		for _, b := range keys.Bindings(s) {
			if !strings.Contains(seen.String(), b.Long) || !strings.Contains(seen.String(), b.Help().Key) {
				t.Errorf("%s %s is not in the help", s, b.Command)
			}
		}
	}
	if !o.Key("?") || !o.Key("esc") || !o.Key("x") {
		t.Error("another key does not close the help")
	}
}
