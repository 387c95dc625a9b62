package patternedit_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells/cellstest"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
	"lipdash/ui/overlay/patternedit"
	"lipdash/ui/uitest"
)

// renamer previews n changes of a text, nothing for {title} alone.
func renamer(n int) func(string) patternedit.Preview {
	return func(text string) patternedit.Preview {
		switch {
		case text == "{title}":
			return patternedit.Preview{Notes: []string{fmt.Sprint(n, " stay as they are")}}
		case strings.Contains(text, "!"):
			return patternedit.Preview{Problem: "there is no such field"}
		}
		p := patternedit.Preview{Action: action.RenameAll{Titles: []action.Title{{ID: "ls_1", Title: text}}}}
		for i := range n {
			p.Changes = append(p.Changes, patternedit.Change{Old: fmt.Sprintf("job %03d 字幕", i), New: text})
		}
		return p
	}
}

func edit(n int, keys ...string) (e *patternedit.Editor, act action.Action, done bool) {
	e = patternedit.New(keymap.Default(), fmt.Sprintf("Rename %d jobs", n), renamer(n))
	for _, k := range keys {
		act, done = e.Key(uitest.Key(k))
	}
	return e, act, done
}

func TestEnterDoesWhatThePreviewShowsAndNothingElse(t *testing.T) {
	if _, act, done := edit(3, "enter"); act != nil || done {
		t.Errorf("a pattern that changes nothing: %v, done %v", act, done)
	}
	if _, act, done := edit(3, "x", "!", "enter"); act != nil || done {
		t.Errorf("a pattern that cannot be read: %v, done %v", act, done)
	}
	if _, act, done := edit(3, "x", "esc"); act != nil || !done {
		t.Errorf("esc: %v, done %v", act, done)
	}
	_, act, done := edit(3, "x", "!", "backspace", "q", "enter")
	if a, ok := act.(action.RenameAll); !ok || !done || a.Titles[0].Title != "{title}xq" {
		t.Errorf("%v, done %v", act, done)
	}
}

func TestItsSizeDependsOnItsRoomAndNotOnWhatIsTyped(t *testing.T) {
	th := theme.New(theme.Options{Dark: true, Depth: theme.Full})
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(12, 90).Draw(t, "w"), rapid.IntRange(0, 40).Draw(t, "h")
		high := 0
		for i := range 2 {
			e, _, _ := edit(rapid.IntRange(1, 12).Draw(t, "n"))
			e.SetSize(0, h)
			e.Paste(rapid.String().Draw(t, "typed"))
			view := e.View(th, w)
			n := strings.Count(view, "\n") + 1
			cellstest.Exact(t, view, w, n)
			if i > 0 && n != high {
				t.Fatalf("%d lines, then %d", high, n)
			}
			if high = n; h >= 5 && n > h {
				t.Fatalf("%d lines, room for %d", n, h)
			}
		}
	})
}

func TestLooks(t *testing.T) {
	e, _, _ := edit(12, "ctrl+u", "e", "p")
	for _, w := range []int{36, 76} {
		cellstest.Golden(t, fmt.Sprintf("changes-%d", w), ansi.Strip(e.View(theme.New(theme.Options{}), w)))
	}
	cellstest.Golden(t, "changes-colour", e.View(theme.New(theme.Options{Dark: true, Depth: theme.Full}), 60))
	e.SetSize(0, 10)
	cellstest.Golden(t, "low", ansi.Strip(e.View(theme.New(theme.Options{ASCII: true}), 60)))
	e, _, _ = edit(12, "!")
	cellstest.Golden(t, "problem", ansi.Strip(e.View(theme.New(theme.Options{}), 60)))
}

// TestTheEndOfATitleIsSeenOnANarrowScreen is about patterns such as {title} {n}, which differ there.
func TestTheEndOfATitleIsSeenOnANarrowScreen(t *testing.T) {
	e, _, _ := edit(3, "ctrl+u")
	e.Paste("lesson 28 German, take 2")
	if s := ansi.Strip(e.View(theme.New(theme.Options{}), 40)); !strings.Contains(s, "-> lesson 28 German, take 2") {
		t.Error(s)
	}
}
