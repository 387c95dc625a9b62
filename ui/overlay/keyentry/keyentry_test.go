package keyentry_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells/cellstest"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
	"lipdash/ui/overlay/keyentry"
	"lipdash/ui/uitest"
)

// kept has a file to keep a key in, and no keyring.
var kept = action.KeyPlaces{File: "~/.config/lipdash/keys/acme-prod.json", Keyring: "lipdash/acme-prod", NoKeyring: "no keyring here: no session bus"}

const key = "sk_V2_hgu_kQ3Jx9_abcdef_wxyz"

var th = theme.New(theme.Options{})

func drawn(e *keyentry.Entry) string { return ansi.Strip(e.View(th, 68)) }

func TestAKeyLeavesOnceOnEnterAndIsNeverShown(t *testing.T) {
	e := keyentry.New(keymap.Default(), "acme-prod", kept)
	e.Paste("  \"" + key + "\"\n")
	if text := drawn(e); strings.Contains(text, "sk_") || strings.Contains(text, key[len(key)-5:]) || !strings.Contains(text, "wxyz") {
		t.Errorf("more or less than its last four is shown:\n%s", text)
	}
	if act, done := e.Key(uitest.Key("enter")); act != (action.UseKey{Key: key, Keep: action.KeepFile}) || done {
		t.Errorf("enter: %T, done %t", act, done)
	}
	e.Busy(true)
	for _, k := range []string{"enter", "x", "backspace"} {
		if act, done := e.Key(uitest.Key(k)); act != nil || done {
			t.Errorf("%s while it is checked: %T, done %t", k, act, done)
		}
	}
	e.Problem("HeyGen refused the key.")
	if text := drawn(e); !strings.Contains(text, "HeyGen refused the key.") {
		t.Errorf("the problem is not shown:\n%s", text)
	}
	if act, _ := e.Key(uitest.Key("enter")); act != (action.UseKey{Key: key, Keep: action.KeepFile}) {
		t.Errorf("what was pasted is gone: %T", act)
	}
	if act, done := e.Key(uitest.Key("esc")); act != nil || !done {
		t.Errorf("esc: %T, done %t", act, done)
	}
}

func TestWithoutAKeyEnterSaysWhatIsMissing(t *testing.T) {
	e := keyentry.New(keymap.Default(), "acme-prod", kept)
	if act, done := e.Key(uitest.Key("enter")); act != nil || done || !strings.Contains(drawn(e), "Paste a key first.") {
		t.Errorf("%T, done %t:\n%s", act, done, drawn(e))
	}
	if e.Paste(strings.Repeat("x", 1<<20)); !strings.Contains(drawn(e), "too long") {
		t.Errorf("a text that is no key:\n%s", drawn(e))
	}
}

func TestEveryLineIsEquallyWideAndItsHeightIsThatOfItsRoom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := keyentry.New(keymap.Default(), rapid.String().Draw(t, "whose"), rapid.SampledFrom([]action.KeyPlaces{{}, kept, {File: "~/x", Keyring: "k"}}).Draw(t, "kept"))
		e.Paste(rapid.String().Draw(t, "pasted"))
		w, h := rapid.IntRange(30, 80).Draw(t, "w"), rapid.IntRange(5, 20).Draw(t, "h")
		e.SetSize(w, h)
		view := e.View(th, w)
		n := strings.Count(view, "\n") + 1
		if cellstest.Exact(t, view, w, n); n > h {
			t.Fatalf("%d lines, room for %d", n, h)
		}
	})
}

func TestWhereTheKeyIsKeptIsChosenWithoutLeavingTheField(t *testing.T) {
	ring := action.KeyPlaces{File: "~/keys/acme.json", Keyring: "lipdash/acme"}
	e := keyentry.New(keymap.Default(), "acme", ring)
	e.Paste(key)
	for _, k := range []struct {
		press, says string
		keep        action.Keep
	}{
		{"", "in the system's keyring, as lipdash/acme", action.KeepKeyring},
		{"tab", "in ~/keys/acme.json", action.KeepFile},
		{"right", "nowhere: it is gone when lipdash ends", action.KeepRun},
		{"tab", "in the system's keyring", action.KeepKeyring},
		{"shift+tab", "nowhere", action.KeepRun},
		{"left", "in ~/keys/acme.json", action.KeepFile},
	} {
		if k.press != "" {
			e.Key(uitest.Key(k.press))
		}
		if text := drawn(e); !strings.Contains(text, k.says) {
			t.Errorf("%s: no %q in\n%s", k.press, k.says, text)
		}
		if act, _ := e.Key(uitest.Key("enter")); act != (action.UseKey{Key: key, Keep: k.keep}) {
			t.Errorf("%s: it is kept elsewhere than in %q", k.press, k.keep)
		}
	}
	ring.Stored = action.KeepFile
	if e = keyentry.New(keymap.Default(), "acme", ring); !strings.Contains(drawn(e), "in ~/keys/acme.json") {
		t.Errorf("it does not go where the last one is:\n%s", drawn(e))
	}
	ring.First = "HEYGEN_API_KEY"
	e = keyentry.New(keymap.Default(), "acme", ring)
	e.Paste(key)
	if text := drawn(e); !strings.Contains(text, "for this run only: HEYGEN_API_KEY comes first") || strings.Contains(text, "Keep") {
		t.Errorf("a place that is not looked at is offered:\n%s", text)
	}
	if act, _ := e.Key(uitest.Key("enter")); act != (action.UseKey{Key: key}) {
		t.Error("it is stored where nobody looks")
	}
}
