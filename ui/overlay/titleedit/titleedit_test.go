package titleedit_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells/cellstest"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
	"lipdash/ui/overlay/titleedit"
	"lipdash/ui/uitest"
)

func TestKeysGiveARenameOrNothing(t *testing.T) {
	rename := func(title string) action.Action { return action.Rename{ID: "ls_1", Title: title} }
	for _, tt := range []struct {
		name, title string
		keys        []string
		want        action.Action
		done        bool
	}{
		{"typed text is added at the end", "ep1", []string{"0", "enter"}, rename("ep10"), true},
		{"an unchanged title is not sent", "ep1", []string{"enter"}, nil, true},
		{"nor is one changed and changed back", "ep1", []string{"0", "backspace", "enter"}, nil, true},
		{"nor is an empty one", "ep1", []string{"ctrl+u", "enter"}, nil, true},
		{"nor is one of blanks", "ep1", []string{"ctrl+u", "space", "space", "enter"}, nil, true},
		{"esc leaves it", "ep1", []string{"0", "esc"}, nil, true},
		{"blanks at the ends are dropped", "ep1", []string{"space", "enter"}, nil, true},
		{"letters that are keys elsewhere are text", "", []string{"q", "y", "?", "enter"}, rename("qy?"), true},
		{"an untouched hostile title is not sent", "a\x1b[31m\nb", []string{"enter"}, nil, true},
		{"a changed one is sent safe", "a\x1b[31m\nb", []string{"!", "enter"}, rename("a b!"), true},
	} {
		e := titleedit.New(keymap.Default(), "ls_1", tt.title)
		var act action.Action
		var done bool
		for _, k := range tt.keys {
			act, done = e.Key(uitest.Key(k))
		}
		if act != tt.want || done != tt.done {
			t.Errorf("%s: %v, done %v", tt.name, act, done)
		}
	}
}

func TestKeysThatDoNotEditAreNotHandled(t *testing.T) {
	e := titleedit.New(keymap.Default(), "ls_1", "ep1")
	for _, k := range []string{"tab", "ctrl+z", "ctrl+l", "up"} {
		handled := e.Type(uitest.Key(k))
		if _, done := e.Key(uitest.Key(k)); done || handled {
			t.Errorf("%s: done %v, handled %v", k, done, handled)
		}
	}
}

func TestPasteOfSeveralLinesBecomesOne(t *testing.T) {
	e := titleedit.New(keymap.Default(), "ls_1", "")
	e.Paste("one\r\ntwo\n")
	act, _ := e.Key(uitest.Key("enter"))
	if act != (action.Rename{ID: "ls_1", Title: "one two"}) {
		t.Fatal(act)
	}
}

func TestViewIsOneLineOfExactlyTheWidthGiven(t *testing.T) {
	th := theme.New(theme.Options{Dark: true, Depth: theme.Full})
	rapid.Check(t, func(t *rapid.T) {
		e := titleedit.New(keymap.Default(), "ls_1", rapid.String().Draw(t, "title"))
		e.Paste(rapid.String().Draw(t, "pasted"))
		w := rapid.IntRange(1, 100).Draw(t, "w")
		cellstest.Exact(t, e.View(th, w), w, 1)
	})
}

func TestLooks(t *testing.T) {
	e := titleedit.New(keymap.Default(), "ls_1", "Interview: Tanaka 字幕 "+strings.Repeat("long ", 5))
	e.Key(uitest.Key("left"))
	for name, w := range map[string]int{"12": 12, "40": 40, "60": 60} {
		cellstest.Golden(t, name, ansi.Strip(e.View(theme.New(theme.Options{}), w)))
	}
	cellstest.Golden(t, "colour", e.View(theme.New(theme.Options{Dark: true, Depth: theme.Full}), 40))
}
