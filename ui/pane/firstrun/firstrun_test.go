package firstrun_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells/cellstest"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
	"lipdash/ui/pane/firstrun"
	"lipdash/ui/uitest"
)

const key = "sk_live_0123456789abcdefghij4f2a"

// kept has a file to keep a key in, and no keyring.
var kept = action.KeyPlaces{File: "~/.config/lipdash/keys/default.json", Keyring: "lipdash/default", NoKeyring: "no keyring here: no session bus"}

func screen() *firstrun.Screen {
	s := firstrun.New(keymap.Default(), []firstrun.Place{
		{Where: "HEYGEN_API_KEY in the environment", Found: "not set"},
		{Where: "a key that lipdash stored", Found: "none for profile default"},
		{Where: "~/.heygen/credentials (HeyGen CLI)", Found: "no such file"},
	}, kept, false)
	s.SetSize(80, 18)
	return s
}

func play(s *firstrun.Screen, keys ...string) (act action.Action, handled bool) {
	for _, k := range keys {
		act, handled = s.Key(uitest.Key(k))
	}
	return act, handled
}

func TestKeysGiveActions(t *testing.T) {
	for _, tt := range []struct {
		name, paste string
		keys        []string
		want        action.Action
	}{
		{"enter in the field checks the key", key, []string{"enter"}, action.UseKey{Key: key, Keep: action.KeepFile}},
		{"enter where it is kept checks it too", key, []string{"tab", "enter"}, action.UseKey{Key: key, Keep: action.KeepFile}},
		{"it is kept for this run", key, []string{"tab", "right", "enter"}, action.UseKey{Key: key}},
		{"space goes to the next place", key, []string{"tab", "space", "space", "enter"}, action.UseKey{Key: key, Keep: action.KeepFile}},
		{"left goes back", key, []string{"tab", "left", "tab", "enter"}, action.UseKey{Key: key}},
		{"the button checks it too", key, []string{"tab", "tab", "enter"}, action.UseKey{Key: key, Keep: action.KeepFile}},
		{"space presses a button", key, []string{"tab", "tab", "space"}, action.UseKey{Key: key, Keep: action.KeepFile}},
		{"ctrl+x goes to the button", key, []string{"ctrl+x", "enter"}, action.UseKey{Key: key, Keep: action.KeepFile}},
		{"blanks and quotes around it are dropped", "  \"" + key + "\" \n", []string{"enter"}, action.UseKey{Key: key, Keep: action.KeepFile}},
		{"a key broken over two lines is one", key[:9] + "\n" + key[9:], []string{"enter"}, action.UseKey{Key: key, Keep: action.KeepFile}},
		{"typing adds to it", "sk_", []string{"a", "?", "q", "enter"}, action.UseKey{Key: "sk_a?q", Keep: action.KeepFile}},
		{"backspace takes one back", "sk_ab", []string{"backspace", "enter"}, action.UseKey{Key: "sk_a", Keep: action.KeepFile}},
		{"ctrl+u takes all back", key, []string{"ctrl+u", "enter"}, nil},
		{"without a key nothing is checked", "", []string{"tab", "tab", "enter"}, nil},
		{"the demo needs no key", "", []string{"down", "down", "down", "enter"}, action.OpenDemo{}},
		{"quit", "", []string{"shift+tab", "enter"}, action.Quit{}},
		{"left and right walk along the buttons", "", []string{"tab", "tab", "right", "right", "left", "enter"}, action.OpenDemo{}},
	} {
		s := screen()
		s.Paste(tt.paste)
		if act, handled := play(s, tt.keys...); act != tt.want || !handled {
			t.Errorf("%s: %v, handled %v", tt.name, act, handled)
		}
	}
}

func TestGlobalKeysPassAndLettersNeverDoSomethingElse(t *testing.T) {
	s := screen()
	for _, k := range []string{"ctrl+z", "ctrl+l"} {
		if _, handled := play(s, k); handled {
			t.Errorf("%s was kept in the field", k)
		}
	}
	play(s, "tab")
	if act, handled := play(s, "x"); act != nil || !handled {
		t.Errorf("a letter on a button: %v, %v", act, handled)
	}
	if _, handled := play(s, "?"); handled {
		t.Error("help is out of reach on a button")
	}
}

func TestWhileBusyNothingIsAskedTwice(t *testing.T) {
	s := screen()
	s.Paste(key)
	s.Busy(true)
	for _, k := range []string{"enter", "tab", "x", "space"} {
		if act, handled := play(s, k); act != nil || !handled {
			t.Errorf("%s: %v, %v", k, act, handled)
		}
	}
	s.Busy(false)
	s.Problem("HeyGen does not know this key")
	if !strings.Contains(ansi.Strip(s.View(theme.New(theme.Options{}))), "HeyGen does not know this key") {
		t.Error("the problem is not shown")
	}
	if act, _ := play(s, "enter"); act != (action.UseKey{Key: key, Keep: action.KeepFile}) {
		t.Errorf("the key is gone after a problem: %v", act)
	}
	play(s, "z")
	if strings.Contains(ansi.Strip(s.View(theme.New(theme.Options{}))), "does not know") {
		t.Error("an old problem stays over a new key")
	}
}

func TestTheKeyIsNeverInAView(t *testing.T) {
	th := theme.New(theme.Options{})
	rapid.Check(t, func(t *rapid.T) {
		secret := rapid.StringMatching(`[A-Za-z0-9_]{5,80}`).Draw(t, "key")
		s := screen()
		s.SetSize(rapid.IntRange(40, 120).Draw(t, "w"), rapid.IntRange(7, 40).Draw(t, "h"))
		typed := rapid.Bool().Draw(t, "typed by hand")
		if typed {
			play(s, strings.Split(secret, "")...)
		} else {
			s.Paste(secret)
		}
		field := ""
		for _, l := range strings.Split(ansi.Strip(s.View(th)), "\n") {
			if strings.HasPrefix(l, "  Key") {
				field = l
			}
		}
		tail := secret[len(secret)-4:]
		shown := strings.Contains(field, tail)
		if want := !typed && len(secret) >= 12; shown != want {
			t.Fatalf("the last four shown: %v, want %v, in %q", shown, want, field)
		}
		if strings.Contains(field, secret[len(secret)-5:]) {
			t.Fatalf("more than the last four in %q", field)
		}
	})
}

func TestViewIsExactlyAsLargeAsToldAndAlwaysOffersTheWaysOn(t *testing.T) {
	th := theme.New(theme.Options{Dark: true, Depth: theme.Full})
	rapid.Check(t, func(t *rapid.T) {
		s := screen()
		w, h := rapid.IntRange(40, 250).Draw(t, "w"), rapid.IntRange(6, 70).Draw(t, "h")
		s.SetSize(w, h)
		s.Paste(rapid.String().Draw(t, "pasted"))
		if rapid.Bool().Draw(t, "problem") {
			s.Problem(rapid.StringMatching(`[a-z ]{0,60}`).Draw(t, "text"))
		}
		view := s.View(th)
		cellstest.Exact(t, view, w, h)
		for _, want := range []string{"Key", "Keep", "Check and go on", "Demo without a key", "Quit"} {
			if !strings.Contains(ansi.Strip(view), want) {
				t.Fatalf("%q is missing at %dx%d:\n%s", want, w, h, ansi.Strip(view))
			}
		}
	})
}

func TestLooks(t *testing.T) {
	s := screen()
	s.Paste(key)
	for name, size := range map[string][2]int{"40": {40, 8}, "80": {80, 18}, "120": {120, 34}} {
		s.SetSize(size[0], size[1])
		cellstest.Golden(t, name, ansi.Strip(s.View(theme.New(theme.Options{}))))
	}
	s.SetSize(80, 18)
	s.Problem("HeyGen does not know this key.")
	cellstest.Golden(t, "colour", s.View(theme.New(theme.Options{Dark: true, Depth: theme.Full})))
}

func TestAPasteThatIsNoKeyIsRefused(t *testing.T) {
	s := screen()
	s.Paste(strings.Repeat("x", 1<<20))
	if !strings.Contains(ansi.Strip(s.View(theme.New(theme.Options{}))), "too long for a key") {
		t.Error("nothing is said")
	}
	if act, _ := play(s, "enter"); act != nil {
		t.Errorf("it was taken: %T", act)
	}
}

func TestOtherProfilesHaveAButtonEach(t *testing.T) {
	many := []string{"acme", "acme-watch", "\x1b[31mred", "b", "c", "d", "e", "f"}
	s := firstrun.New(keymap.Default(), nil, action.KeyPlaces{}, false, many...)
	for i, name := range many[:6] {
		keys := []string{"tab"}
		for range i + 1 {
			keys = append(keys, "right")
		}
		if act, _ := play(s, append(keys, "enter")...); act != (action.UseProfile{Name: name}) {
			t.Errorf("%v", act)
		}
		s.Problem("there is no key in it") // with the focus back on the field
	}
	if act, _ := play(s, "shift+tab", "enter"); act != (action.Quit{}) {
		t.Errorf("%v", act)
	}
	s.Busy(false)
	s = firstrun.New(keymap.Default(), nil, action.KeyPlaces{}, false, many...)
	for _, size := range [][2]int{{80, 18}, {120, 36}, {40, 18}} {
		s.SetSize(size[0], size[1])
		picture := ansi.Strip(s.View(theme.New(theme.Options{})))
		for _, want := range []string{"Profile acme ", "Profile acme-watch ", "Demo without a key", "Quit"} {
			if !strings.Contains(picture, want) {
				t.Errorf("%v: no %q in\n%s", size, want, picture)
			}
		}
		if size[0] > 60 && !strings.Contains(picture, "profile opens any other") || strings.Contains(picture, "Profile e") {
			t.Errorf("%v\n%s", size, picture)
		}
	}
}

func TestWhereAKeyIsKeptIsSaid(t *testing.T) {
	ring := kept
	ring.NoKeyring = ""
	far, first := ring, ring
	far.Far, first.First = true, "HEYGEN_API_KEY"
	for _, c := range []struct {
		kept      action.KeyPlaces
		has, lack []string
	}{
		{kept, []string{"◉ file, mode 0600", "○ this run only", "in ~/.config/lipdash/keys/default.json", "no keyring here: no session bus"}, []string{"keyring   "}},
		{ring, []string{"◉ keyring", "○ file, mode 0600", "in the system's keyring, as lipdash/default"}, []string{"no keyring"}},
		{far, []string{"○ keyring", "◉ file, mode 0600"}, nil},
		{first, []string{"for this run only: HEYGEN_API_KEY comes first"}, []string{"Keep", "mode 0600"}},
		{action.KeyPlaces{}, []string{"it is gone when lipdash ends"}, []string{"Keep"}},
	} {
		s := firstrun.New(keymap.Default(), nil, c.kept, false)
		s.SetSize(80, 18)
		text := ansi.Strip(s.View(theme.New(theme.Options{})))
		for _, want := range c.has {
			if !strings.Contains(text, want) {
				t.Errorf("no %q in\n%s", want, text)
			}
		}
		for _, no := range c.lack {
			if strings.Contains(text, no) {
				t.Errorf("%q in\n%s", no, text)
			}
		}
	}
}

func TestAClickChoosesWhereTheKeyIsKept(t *testing.T) {
	ring := kept
	ring.NoKeyring = ""
	for _, w := range []int{80, 40} {
		s := firstrun.New(keymap.Default(), nil, ring, true)
		s.SetSize(w, 18)
		for word, want := range map[string]action.Keep{"file": action.KeepFile, "this run": action.KeepRun, "keyring": action.KeepKeyring} {
			for _, line := range strings.Split(ansi.Strip(s.View(theme.New(theme.Options{}))), "\n") {
				at := strings.Index(line, word)
				if !strings.HasPrefix(line, "  Keep") || at < 0 {
					continue
				}
				if act, hit := s.Click(len([]rune(line[:at])), 0, line, false); act != nil || !hit {
					t.Errorf("%d: %s: %v, %v", w, word, act, hit)
				}
			}
			s.Paste("sk_x")
			if act, _ := play(s, "enter"); act.(action.UseKey).Keep != want {
				t.Errorf("%d: a click on %s keeps it in %q", w, word, act.(action.UseKey).Keep)
			}
		}
	}
}

func TestTheKeyOfTheCLICanBeUsedWhereItHasOne(t *testing.T) {
	s := firstrun.New(keymap.Default(), nil, kept, true)
	s.SetSize(80, 18)
	if text := ansi.Strip(s.View(theme.New(theme.Options{}))); !strings.Contains(text, "Use the CLI's key") {
		t.Error(text)
	}
	if act, _ := play(s, "tab", "tab", "right", "enter"); act != (action.UseCLIKey{}) {
		t.Errorf("%v", act)
	}
}
