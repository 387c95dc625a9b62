package textline

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"lipdash/ui/kit/cells/cellstest"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
	"lipdash/ui/uitest"
)

func press(l *Line, keys ...string) {
	for _, k := range keys {
		l.Key(uitest.Key(k))
	}
}

func TestReadlineKeysEditAtTheCaret(t *testing.T) {
	for _, tt := range []struct {
		text string
		keys []string
		want string
	}{
		{"abc", []string{"left", "x"}, "abxc"},
		{"abc", []string{"ctrl+a", "x", "ctrl+e", "y"}, "xabcy"},
		{"abc", []string{"home", "right", "right", "right", "right", "end", "z"}, "abcz"},
		{"abc", []string{"backspace", "backspace"}, "a"},
		{"abc", []string{"ctrl+h"}, "ab"},
		{"abc", []string{"home", "backspace", "delete"}, "bc"},
		{"abc", []string{"delete"}, "abc"},
		{"one two", []string{"left", "ctrl+u"}, "o"},
		{"one two", []string{"home", "right", "ctrl+k"}, "o"},
		{"one two ", []string{"ctrl+w"}, "one "},
		{"in/series/ep1.mp4", []string{"ctrl+w"}, "in/series/"},
		{"in/series/", []string{"ctrl+w"}, "in/"},
		{"one two", []string{"ctrl+left", "x"}, "one xtwo"},
		{"one two", []string{"home", "ctrl+right", "x"}, "onex two"},
		{"e\u0301a", []string{"home", "delete"}, "a"},
		{"a👨‍👩‍👧‍👦", []string{"backspace"}, "a"},
		{"日本", []string{"left", "left", "left", "x"}, "x日本"},
		{"हिन्दी", []string{"left", "x"}, "हिxन्दी"},
		{"हिन्दी", []string{"backspace"}, "हि"},
		{"trip ❤\ufe0f", []string{"backspace"}, "trip "},
		{"\u1112\u1161\u11ab\u1100\u1173\u11af", []string{"home", "right", "delete"}, "\u1112\u1161\u11ab"},
	} {
		l := New(tt.text)
		press(&l, tt.keys...)
		if l.Text() != tt.want {
			t.Errorf("%q after %v is %q, want %q", tt.text, tt.keys, l.Text(), tt.want)
		}
	}
}

func TestWhatCannotBeTypedIsLeftOutAndLinesAreJoined(t *testing.T) {
	for in, want := range map[string]string{
		"one\ntwo\r\n three \n":      "one two three",
		"a\tb":                       "a b",
		"\x1b[31mred\x1b[0m\x07":     "red",
		"left\u202eright\u2066x":     "leftrightx",
		"\xff!":                      "\uFFFD!",
		"\n\n":                       "",
		"keep  two blanks":           "keep  two blanks",
		"\u2028line\u2029\ufeff end": " line  end",
	} {
		l := New(in)
		if l.Text() != want {
			t.Errorf("%q became %q, want %q", in, l.Text(), want)
		}
	}
}

func TestKeysThatAreNotForALineAreNotTaken(t *testing.T) {
	for _, k := range []string{"ctrl+z", "ctrl+x", "esc", "enter", "tab", "up", "down", "pgdown"} {
		l := New("text")
		if l.Key(uitest.Key(k)) || l.Text() != "text" {
			t.Errorf("%s was taken", k)
		}
	}
	l := Line{}
	if l.Key(tea.KeyPressMsg{Code: 'x', Mod: tea.ModAlt}) {
		t.Error("alt+x was taken as text")
	}
	if !l.Key(tea.KeyPressMsg{Code: 'q', Text: "@", Mod: tea.ModAlt | tea.ModCtrl}) || l.Text() != "@" {
		t.Error("a letter typed with AltGr was lost")
	}
}

// anyText draws text with what terminals disagree about.
func anyText() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		odd := rapid.SampledFrom([]string{
			"👨‍👩‍👧‍👦", "❤️", "👍🏽", "1️⃣", "字", "e\u0301", "\u0301", "\u200d", "🇩🇪", "🇩", "\x1b[2J", "\u202e",
			"\u200b", "\ufe0f", "ᄒ", "ᅡ", "ᆫ", "क्षि", "ﷺ", "\t", "\n", " ", "/", "한",
		})
		part := rapid.OneOf(rapid.String(), odd, rapid.StringMatching(`[a-z /.]{0,12}`))
		return strings.Join(rapid.SliceOfN(part, 0, 12).Draw(t, "parts"), "")
	})
}

func editAtRandom(t *rapid.T, l *Line) {
	keys := rapid.SampledFrom([]string{
		"left", "right", "home", "end", "backspace", "delete", "ctrl+w", "ctrl+left", "ctrl+right", "ctrl+k", "x", "space",
	})
	for range rapid.IntRange(0, 12).Draw(t, "steps") {
		if rapid.Bool().Draw(t, "paste") {
			l.Insert(anyText().Draw(t, "pasted"))
			continue
		}
		press(l, keys.Draw(t, "key"))
	}
}

// hasCaret tells whether the caret is drawn in a line.
func hasCaret(th theme.Theme, line string) bool {
	mark, _, _ := strings.Cut(th.OnField(th.Accent).Reverse().Render("x"), "x")
	return strings.Contains(line, mark)
}

func TestDrawIsExactlyAsWideAsToldWhateverTheText(t *testing.T) {
	th := theme.New(theme.Options{Dark: true, Depth: theme.Full})
	rapid.Check(t, func(t *rapid.T) {
		l := New(anyText().Draw(t, "text"))
		editAtRandom(t, &l)
		w := rapid.IntRange(1, 60).Draw(t, "w")
		for _, focus := range []bool{true, false} {
			cellstest.Exact(t, l.Draw(th, th.OnField, w, focus), w, 1)
		}
		if !hasCaret(th, l.Draw(th, th.OnField, w, true)) {
			t.Fatalf("no caret in %d cells", w)
		}
	})
}

func TestAllLettersOfALineAreDrawn(t *testing.T) {
	th := theme.New(theme.Options{})
	for _, title := range cellstest.Titles {
		l := New(title)
		for _, focus := range []bool{true, false} {
			if got, want := strings.TrimSpace(ansi.Strip(l.Draw(th, th.OnField, 99, focus))), string(format.Safe(title)); got != want {
				t.Errorf("%q is drawn as %q, of %+q %+q", title, got, want, got)
			}
		}
	}
}

func TestCaretIsAlwaysAtTheEdgeOfACluster(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := New(anyText().Draw(t, "text"))
		editAtRandom(t, &l)
		if edgeAfter(l.text, l.at) != l.at || l.at > len(l.text) {
			t.Fatalf("caret at byte %d of %q", l.at, l.text)
		}
		if strings.ContainsFunc(l.text, unicode.IsControl) {
			t.Fatalf("a control character in %q", l.text)
		}
	})
}

func TestTypedTextIsNeverLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[a-zA-Z0-9 /.:äß字語🙂-]{0,40}`).Draw(t, "text")
		l := Line{}
		for _, r := range text {
			l.Key(tea.KeyPressMsg{Code: r, Text: string(r)})
		}
		if l.Text() != text {
			t.Fatalf("typed %q, holds %q", text, l.Text())
		}
	})
}

func TestALongTextScrollsSoThatTheCaretIsVisible(t *testing.T) {
	th := theme.New(theme.Options{})
	l := New("https://example.com/a/very/long/path/ep018.mp4")
	for w := 4; w < 60; w++ {
		if got := l.Draw(th, th.OnField, w, true); !strings.Contains(got, "mp4"[max(0, 4-w):]) {
			t.Fatalf("at %d cells the end is not in %q", w, got)
		}
	}
	l.Key(uitest.Key("home"))
	before, under, after := l.window(12)
	if before != "" || under != "h" || after != "ttps://exam" {
		t.Fatalf("%q %q %q", before, under, after)
	}
}

func TestFieldsWithoutAGroundHaveBrackets(t *testing.T) {
	if l, r := Edges(theme.New(theme.Options{})); l != "[" || r != "]" {
		t.Errorf("%q %q", l, r)
	}
	if l, r := Edges(theme.New(theme.Options{Dark: true, Depth: theme.Full})); l != " " || r != " " {
		t.Errorf("%q %q", l, r)
	}
}

func TestWhatIsTooLongIsNotTakenAndThatIsSaid(t *testing.T) {
	th := theme.New(theme.Options{Dark: true})
	l := New("https://example.com/")
	for _, text := range []string{strings.Repeat("x", 1<<20), strings.Repeat("é", Longest-19)} {
		l.Insert(text)
		if l.Text() != "https://example.com/" {
			t.Fatalf("%d bytes of %d were taken", len(l.Text()), len(text))
		}
		for w, want := range map[int]string{80: "too long, over 8192 characters", 50: "too long, over 8192", 20: "too long", 5: ""} {
			line := l.Draw(th, th.OnField, w, true)
			if got := ansi.Strip(line); !strings.Contains(got, want) || ansi.StringWidth(line) != w {
				t.Errorf("in %d cells: %q", w, got)
			}
			if !hasCaret(th, line) {
				t.Errorf("no caret in %d cells", w)
			}
		}
	}
	press(&l, "left")
	if got := ansi.Strip(l.Draw(th, th.OnField, 80, true)); strings.Contains(got, "long") {
		t.Errorf("it is still said: %q", got)
	}
	l.Insert(strings.Repeat("é", Longest-20))
	if n := utf8.RuneCountInString(l.Text()); n != Longest {
		t.Errorf("%d characters", n)
	}
}

func TestTheKeysOfEmacs(t *testing.T) {
	for _, c := range []struct{ text, keys, want string }{
		{"one two", "ctrl+a ctrl+f ctrl+b ctrl+d", "|ne two"},
		{"one two", "alt+b alt+d", "one |"},
		{"one two", "ctrl+a alt+d", "| two"},
		{"one two", "ctrl+w ctrl+a ctrl+y", "two|one "},
		{"one two", "ctrl+w ctrl+w ctrl+y", "one two|"},
		{"one two", "ctrl+a alt+d alt+d ctrl+y ctrl+y", "one twoone two|"},
		{"one two", "ctrl+u ctrl+y ctrl+e", "one two|"},
		{"one", "ctrl+a ctrl+k ctrl+y", "one|"},
		{"one two", "ctrl+w left ctrl+w ctrl+y", "one| "},
		{"ab", "ctrl+t", "ba|"},
		{"abc", "ctrl+b ctrl+t", "acb|"},
		{"a", "ctrl+t", "a|"},
		{"", "ctrl+t ctrl+y alt+d ctrl+k ctrl+b", "|"},
		{"日本🏳️‍🌈", "ctrl+t", "日🏳️‍🌈本|"},
	} {
		l := New(c.text)
		for k := range strings.FieldsSeq(c.keys) {
			if !l.Key(uitest.Key(k)) {
				t.Errorf("%s is not for a line", k)
			}
		}
		if got := l.text[:l.at] + "|" + l.text[l.at:]; got != c.want {
			t.Errorf("%q, %s: %q, want %q", c.text, c.keys, got, c.want)
		}
	}
}

func TestAPointInTheLineIsWhereTheNextTextGoes(t *testing.T) {
	for _, c := range []struct {
		text  string
		x, w  int
		focus bool
		want  string
	}{
		{"abc", 1, 10, false, "a|bc"},
		{"abc", 9, 10, false, "abc|"},
		{"日本語", 2, 10, true, "日|本語"},
		{"日本語", 3, 10, true, "日|本語"}, // its second cell
		{"e\u0301x", 1, 10, true, "e\u0301|x"},
		{"0123456789", 0, 5, true, "012345|6789"}, // scrolled to its end
		{"0123456789", 0, 5, false, "|0123456789"},
	} {
		l := New(c.text)
		if l.Point(c.x, c.w, c.focus); l.text[:l.at]+"|"+l.text[l.at:] != c.want {
			t.Errorf("%+v: %s", c, l.text[:l.at]+"|"+l.text[l.at:])
		}
	}
}
