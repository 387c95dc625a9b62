package help

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"lipdash/ui/kit/cells/cellstest"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
	"lipdash/ui/uitest"
)

var scopes = []keymap.Scope{keymap.Jobs, keymap.Move, keymap.Global}

// opened is the help of those scopes.
func opened(keys *keymap.Map) *Overlay {
	o := New(keys, nil)
	o.scopes = scopes
	return o
}

func TestHelpShowsEveryBindingOfItsScopesAndScrollsToTheLast(t *testing.T) {
	keys := keymap.Default()
	o := opened(keys)
	o.SetSize(80, 8)
	var seen strings.Builder
	for range 200 {
		view := o.View(theme.New(theme.Options{}), 0)
		cellstest.Exact(t, view, 80, 8)
		seen.WriteString(ansi.Strip(view) + "\n")
		if _, done := o.Key(uitest.Key("j")); done {
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
	for _, k := range []string{"?", "esc", "x"} {
		if _, done := o.Key(uitest.Key(k)); done {
			continue
		}
		t.Error("another key does not close the help")
	}
}

func TestAWideScreenShowsMoreOfTheHelpAtOnce(t *testing.T) {
	keys := keymap.Default()
	for _, size := range [][2]int{{40, 7}, {83, 20}, {120, 33}, {200, 24}, {200, 44}, {260, 60}, {20, 1}} {
		w, h := size[0], size[1]
		o := opened(keys)
		o.notes = []string{"the config has a line that is not known"}
		o.SetSize(w, h)
		first := o.View(theme.New(theme.Options{}), 0)
		cellstest.Exact(t, first, w, h)
		o.Key(uitest.Key("G"))
		last := o.View(theme.New(theme.Options{}), 0)
		cellstest.Exact(t, last, w, h)
		whole := !strings.Contains(first, "lines 1 to ") && h > 4
		if fits := len(o.text()) <= h*max(1, w/84); fits != whole && h > 4 {
			t.Errorf("%d by %d: %d lines fit: %v, said: %v", w, h, len(o.text()), fits, whole)
		}
		if h > 4 && w > 60 && !strings.Contains(ansi.Strip(last), "find a command by its name") {
			t.Errorf("%d by %d: the end is out of reach:\n%s", w, h, ansi.Strip(last))
		}
	}
}

// TestNothingOfTheHelpIsCut reads the whole help at each width: every word of a note, a key
// and its meaning is on some line.
func TestNothingOfTheHelpIsCut(t *testing.T) {
	note := "config.toml line 10: keys.jobs.promote: X would be promote in jobs, and it is delete in jobs (line 9). promote keeps P."
	for _, w := range []int{40, 60, 80, 120, 200} {
		o := New(keymap.Default(), []string{note})
		o.SetSize(w, 400)
		seen := ansi.Strip(o.View(theme.New(theme.Options{}), 0))
		if strings.Contains(seen, "…") {
			t.Errorf("at %d something is cut:\n%s", w, seen)
		}
		words := strings.Join(strings.Fields(seen), " ")
		for _, e := range append(o.all(), entry{text: note}) {
			if text := strings.Fields(e.text); len(text) > 0 && w < 168 && !strings.Contains(words, strings.Join(append(strings.Fields(e.key), text...), " ")) {
				t.Errorf("at %d it does not say %q of %q", w, e.text, e.key)
			}
		}
	}
}

func TestTheHelpTellsOfCountsAndOfTheZeroBeforeTabs(t *testing.T) {
	said := func(changes ...keymap.Change) string {
		keys, _ := keymap.Remap(changes)
		o := New(keys, nil, keymap.Move)
		o.SetSize(120, 40)
		return strings.Join(strings.Fields(ansi.Strip(o.View(theme.New(theme.Options{}), 0))), " ")
	}
	if s := said(); !strings.Contains(s, "7 j so many rows down; 9 G: to the ninth row; 015 j: with a 0 before 1 to 4, which are tabs") {
		t.Error(s)
	}
	if s := said(keymap.Change{Command: "tab-jobs", Keys: []string{"f1"}}, keymap.Change{Scope: "move", Command: "down", Keys: []string{"ctrl+n"}}); !strings.Contains(s, "7 ctrl+n so many rows down; 9 G: to the ninth row ") {
		t.Error(s)
	}
}

func TestTheHelpBeginsWithTheKeysOfTheScreen(t *testing.T) {
	o := New(keymap.Default(), nil, keymap.Form)
	o.SetSize(80, 20)
	if s := ansi.Strip(o.View(theme.New(theme.Options{}), 0)); !strings.HasPrefix(strings.TrimSpace(s), "FORM") {
		t.Errorf("from the form it begins with\n%s", s)
	}
}

func TestNoColumnBeginsWithAGap(t *testing.T) {
	for h := 8; h < 40; h += 3 {
		o := opened(keymap.Default())
		o.SetSize(200, h)
		for range len(o.text()) {
			head := ansi.Strip(strings.Split(o.View(theme.New(theme.Options{}), 0), "\n")[0])
			if at := o.scrolled.Top() + o.room(); at+1 < len(o.text()) && strings.TrimSpace(head[len(head)/2:]) == "" {
				t.Fatalf("%d lines, from %d on: %q", h, o.scrolled.Top(), head)
			}
			o.Key(uitest.Key("j"))
		}
	}
}

func TestTheHelpIsSearched(t *testing.T) {
	press := func(o *Overlay, keys ...string) (done bool) {
		for _, k := range keys {
			_, done = o.Key(uitest.Key(k))
		}
		return done
	}
	shows := func(o *Overlay) string { return ansi.Strip(o.View(theme.New(theme.Options{}), 0)) }
	for _, size := range [][2]int{{80, 20}, {200, 44}, {40, 7}, {20, 2}} {
		o := New(keymap.Default(), nil)
		o.SetSize(size[0], size[1])
		if press(o, "/", "q", "u", "e", "u", "e") || !o.Typing() {
			t.Fatal("a letter closes the help that is searched")
		}
		cellstest.Exact(t, o.View(theme.New(theme.Options{}), 0), size[0], size[1])
		if s := shows(o); size[0] > 60 && (!strings.Contains(s, "pause all that waits") || strings.Contains(s, "open the job") || !strings.Contains(s, "QUEUE")) {
			t.Errorf("queue finds\n%s", s)
		}
		if press(o, "enter", "j") || o.Typing() || press(o, "esc") || !press(o, "esc") {
			t.Error("enter keeps what was found, esc shows all keys, then closes")
		}
	}
	o := New(keymap.Default(), nil)
	o.SetSize(80, 20)
	press(o, "/", "d", "l", "e", "e", "t", "e")
	if s := shows(o); !strings.Contains(s, "these are near") || !strings.Contains(s, "delete the job") {
		t.Errorf("a slip finds\n%s", s)
	}
	if press(o, "backspace", "backspace", "backspace", "backspace", "backspace", "backspace"); !o.Typing() {
		t.Error("backspace leaves before the text is empty")
	}
	if press(o, "backspace"); o.Typing() || !strings.Contains(shows(o), "open the job") {
		t.Error("backspace on nothing does not leave the search")
	}
	o.Paste("queue")
	if press(o, "/"); o.search.line.Text() != "" {
		t.Error("text is pasted into a help that is not searched")
	}
}
