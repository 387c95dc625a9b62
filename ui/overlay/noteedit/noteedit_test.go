package noteedit_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells/cellstest"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
	"lipdash/ui/overlay/noteedit"
	"lipdash/ui/uitest"
)

func TestANoteIsTypedOrLeftAsItWas(t *testing.T) {
	rows := action.JobRows("ls_1", "ls_2")
	for key, want := range map[string]string{"enter": "lips late", "esc": ""} {
		e := noteedit.New(keymap.Default(), "Note on 2 jobs", rows, "lips la")
		e.Paste("te\n")
		act, done := e.Key(uitest.Key(key))
		if !done {
			t.Fatalf("%s does not close it", key)
		}
		if want == "" && act != nil {
			t.Errorf("left, it is %v", act)
		}
		if set, ok := act.(action.Review); want != "" && (!ok || set.With != want || set.Do != action.SetNote || !slices.Equal(set.IDs, rows)) {
			t.Errorf("taken, it is %+v", act)
		}
	}
}

func TestItSaysWhoseNoteItIsOnEveryScreen(t *testing.T) {
	for _, size := range [][2]int{{68, 20}, {40, 8}, {30, 4}} {
		e := noteedit.New(keymap.Default(), "Note on promo", nil, strings.Repeat("語", 80))
		e.SetSize(size[0], size[1])
		view := e.View(theme.New(theme.Options{Dark: true, Depth: theme.Full}), size[0])
		n := strings.Count(view, "\n") + 1
		if cellstest.Exact(t, view, size[0], n); n > size[1] || !strings.Contains(ansi.Strip(view), "Note on promo") {
			t.Errorf("%v: %d lines\n%s", size, n, ansi.Strip(view))
		}
	}
}
