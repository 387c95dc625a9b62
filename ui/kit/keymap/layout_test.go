package keymap

import (
	"testing"
	"unicode"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
)

// decoded is what Bubble Tea makes of the bytes a terminal sends for a key.
func decoded(t *testing.T, bytes string) tea.KeyPressMsg {
	t.Helper()
	var d uv.EventDecoder
	n, e := d.Decode([]byte(bytes))
	k, ok := e.(uv.KeyPressEvent)
	if !ok || n != len(bytes) {
		t.Fatalf("%q is %T", bytes, e)
	}
	return tea.KeyPressMsg(k)
}

func TestAKeyHasItsNameOnEveryLayout(t *testing.T) {
	for _, c := range []struct {
		sent, keys, text string // the key's name, and that where text is typed
	}{
		// Controls: as kitty and modifyOtherKeys send them, with and without the
		// alternate key. They are commands in text fields too.
		{"\x1b[1089;5u", "ctrl+c", "ctrl+c"},
		{"\x1b[1089::99;5u", "ctrl+c", "ctrl+c"},
		{"\x1b[27;5;1089~", "ctrl+c", "ctrl+c"},
		{"\x1b[27;5;1095~", "ctrl+x", "ctrl+x"},
		{"\x1b[968;5u", "ctrl+c", "ctrl+c"},      // Greek
		{"\x1b[1505;5u", "ctrl+x", "ctrl+x"},     // Hebrew
		{"\x1b[1572::99;5u", "ctrl+c", "ctrl+c"}, // Arabic: no table, but the terminal knows
		{"\x1b[1094::99;5u", "ctrl+c", "ctrl+c"}, // Serbian: another place than the Russian one
		{"\x1bи", "alt+b", "alt+b"},
		// Letters are keys where no text is typed.
		{"й", "q", "й"},
		{"Ф", "A", "Ф"},
		{"Ж", ":", "Ж"},
		{"х", "[", "х"},
		{"і", "s", "і"},
		{"η", "h", "η"},
		{"Γ", "G", "Γ"},
		{"ח", "j", "ח"},
		{"\x1b[27;2;1060~", "A", "Ф"},
		// A Latin layout knows best what its keys are, although the terminal says
		// what they would be in the United States.
		{"\x1b[99::105;5u", "ctrl+c", "ctrl+c"}, // Dvorak
		{"\x1b[97::113;5u", "ctrl+a", "ctrl+a"}, // French
		{"é", "é", "é"},
		{"/", "/", "/"},
		{"語", "語", "語"},
		{"\x1b[A", "up", "up"},
	} {
		k := decoded(t, c.sent)
		if got := Fold(k, false).String(); got != c.keys {
			t.Errorf("%q is the key %q, want %q", c.sent, got, c.keys)
		}
		if got := Fold(k, true).String(); got != c.text {
			t.Errorf("%q in a text is %q, want %q", c.sent, got, c.text)
		}
	}
}

func TestTheLayoutsNameEveryLetterOnce(t *testing.T) {
	seen := map[rune]bool{}
	for _, l := range layouts {
		theirs, latin := []rune(l.theirs), []rune(l.latin)
		if len(theirs) != len(latin) {
			t.Fatalf("%s has %d keys for %d letters", l.theirs, len(latin), len(theirs))
		}
		for i, r := range theirs {
			if seen[r] || !Foreign(r) || latin[i] > unicode.MaxASCII {
				t.Errorf("%c to %c", r, latin[i])
			}
			seen[r] = true
		}
	}
}
