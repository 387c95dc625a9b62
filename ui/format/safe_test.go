package format_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"

	"lipdash/ui/format"
)

func TestSafe(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"plain":                   {"ep013 German", "ep013 German"},
		"empty":                   {"", ""},
		"newlines and tabs":       {"a\r\n\tb\vc\u2028d\u2029e\u0085f", "a b c d e f"},
		"blanks are folded":       {"  a \u00a0\u3000 b  ", "a b"},
		"colour":                  {"\x1b[31;1mred\x1b[0m", "red"},
		"eight-bit colour":        {"\u009b31mred", "red"},
		"bare byte colour":        {"\x9b31mred", "red"},
		"title":                   {"a\x1b]0;owned\x07b", "ab"},
		"title with ST":           {"a\x1b]0;owned\x1b\\b", "ab"},
		"eight-bit title":         {"a\u009d0;owned\u009cb", "ab"},
		"bare byte title":         {"a\x9d0;owned\x9cb", "ab"},
		"link":                    {"\x1b]8;;https://x\x1b\\go\x1b]8;;\x1b\\", "go"},
		"clipboard":               {"a\x1b]52;c;ZXZpbA==\x07b", "ab"},
		"device control":          {"a\x1bP$q\"p\x1b\\b", "ab"},
		"application command":     {"a\x1b_Gf=100\x1b\\b", "ab"},
		"charset":                 {"a\x1b(0b", "ab"},
		"reset":                   {"a\x1bcb", "ab"},
		"sequence in a sequence":  {"a\x1b[3\x1b[31mb", "ab"},
		"escape before escape":    {"a\x1b\x1b[31mb", "ab"},
		"open sequence":           {"a\x1b[31", "a"},
		"open title ends at line": {"a\x1b]0;b\nc", "a c"},
		"lone escape":             {"a\x1b", "a"},
		"bell, delete, null":      {"a\x07\x7f\x00b", "ab"},
		"bidi override":           {"a\u202egpj.exe\u202c", "agpj.exe"},
		"isolates and marks":      {"\u2066a\u2069\u200e\u200f\u061cb", "ab"},
		"zero width":              {"\ufeffa\u200bb\u2060c\u00add", "abcd"},
		"tags":                    {"a\U000e0041\U000e007fb", "ab"},
		"right to left":           {"\u05e9\u05dc\u05d5\u05dd", "\u05e9\u05dc\u05d5\u05dd"},
		"Japanese":                {"字幕テスト 第三話", "字幕テスト 第三話"},
		"combining":               {"e\u0301", "e\u0301"},
		"family":                  {"a👨‍👩‍👧b", "a👨b"},
		"keycap":                  {"1\ufe0f\u20e3!", "1!"},
		"private use":             {"\ue0b0", "\ue0b0"},
		"invalid":                 {"a\xffb\xc3", "a\ufffdb\ufffd"},
	} {
		if got := format.Safe(c.in); got != c.want {
			t.Errorf("%s: Safe(%q) = %q, want %q", name, c.in, got, c.want)
		}
	}
}

func TestSafeLinesKeepsLinesAndIndentation(t *testing.T) {
	got := format.SafeLines("\r\nfirst \r\n  \x1b[1msecond\x1b[0m\u202e\n\n\tthird\n\n")
	if want := "first\n  second\n\n third"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if n := strings.Count(format.SafeLines(strings.Repeat("x\n", 1500)), "\n"); n > 500 {
		t.Errorf("%d lines are not bounded", n)
	}
}

// foreign draws text as nasty as the wire may bring it.
func foreign() *rapid.Generator[string] {
	bits := rapid.SampledFrom([]string{
		"\x1b", "\x1b[", "\x1b]", "\x1bP", "\u009b", "\u009d", "\u009c", "\x9b", "\x9c", "\x07", "\x1b\\", "31m", "0;",
		"\n", "\r\n", "\t", " ", "\u3000", "\u2028", "a", "word", "-", "字", "ﾊ", "e\u0301", "\u0301", "\u200d", "\ufe0f", "\ufe0e",
		"\u20e3", "1", "👍", "🏽", "👨‍👩‍👧", "🇩", "🇪", "🏳️‍🌈", "❤️", "©", "\u202e", "\u2066", "\ufeff", "\u200b", "\xff", "\xe5\xad",
		"\u1100", "\u1161", "\u11a8", "\u0600", "\u0d4e", "क", "\u094d", "ष", "ก", "ำ", "\u0bbe", "\u0cf3", "\U0001193f", "\ue000", "\u0378", "\U000e0061", "\U000f0000",
	})
	joined := rapid.Map(rapid.SliceOfN(bits, 0, 24), func(s []string) string { return strings.Join(s, "") })
	runes := rapid.Map(rapid.SliceOfN(rapid.Int32Range(0, 0x20000), 0, 12), func(r []rune) string { return string(r) })
	bytes := rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) })
	return rapid.OneOf(joined, runes, rapid.String(), bytes)
}

// harmless tells what is wrong with safe text, "" when nothing is.
func harmless(s string, lines bool) string {
	for _, r := range s {
		switch {
		case lines && r == '\n':
		case unicode.IsControl(r):
			return "a control character"
		case unicode.Is(unicode.Bidi_Control, r), r == '\u2028', r == '\u2029', r == '\ufeff', r == '\u200b':
			return "an invisible character"
		}
	}
	switch {
	case !utf8.ValidString(s):
		return "invalid UTF-8"
	case !lines && ansi.StringWidth(s) != ansi.StringWidthWc(s):
		return "two widths"
	}
	return ""
}

func checkSafe(t interface{ Errorf(string, ...any) }, in string) {
	one := format.Safe(in)
	if why := harmless(one, false); why != "" {
		t.Errorf("Safe(%q) = %q has %s", in, one, why)
	}
	if again := format.Safe(one); again != one {
		t.Errorf("Safe(%q) = %q, and of that %q", in, one, again)
	}
	many := format.SafeLines(in)
	if why := harmless(many, true); why != "" {
		t.Errorf("SafeLines(%q) = %q has %s", in, many, why)
	}
	for _, l := range strings.Split(many, "\n") {
		if ansi.StringWidth(l) != ansi.StringWidthWc(l) {
			t.Errorf("a line of SafeLines(%q) has two widths: %q", in, l)
		}
	}
	if again := format.SafeLines(many); again != many {
		t.Errorf("SafeLines(%q) = %q, and of that %q", in, many, again)
	}
}

func TestSafeTextIsHarmlessSettledAndOfOneWidth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkSafe(t, foreign().Draw(t, "text")) })
}

func FuzzSafe(f *testing.F) {
	for _, s := range []string{"", "ep013", "\x1b[31m", "a\x1b]0;x\x07", "👨‍👩‍👧", "\xff\x9b", "🇩🇪🇩", "क\u094dष"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { checkSafe(t, s) })
}

// long are texts far beyond any screen, in the forms that cost the most.
func long() map[string]string {
	return map[string]string{
		"ASCII":     strings.Repeat("a title ", 400),
		"kana":      strings.Repeat("字幕", 1500),
		"families":  strings.Repeat("👨‍👩‍👧", 3000),
		"flags":     strings.Repeat("🇩", 3000),
		"joiners":   "a" + strings.Repeat("\u200d", 100_000),
		"marks":     "a" + strings.Repeat("\u0301", 100_000),
		"selectors": strings.Repeat("❤\ufe0f", 3000),
		"escapes":   strings.Repeat("\x1b[", 100_000),
		"titles":    strings.Repeat("\x1b]", 100_000),
		"conjuncts": strings.Repeat("क\u094d", 3000),
	}
}

func TestWorkOnLongTextIsBounded(t *testing.T) {
	for name, s := range long() {
		if n := len(format.Safe(s)); n > 8<<10 {
			t.Errorf("%s: %d bytes are left", name, n)
		}
		got := testing.AllocsPerRun(2, func() { format.Safe(s) })
		if got > 2000 {
			t.Errorf("%s: %.0f allocations", name, got)
		}
	}
}

func BenchmarkSafe(b *testing.B) {
	for name, s := range long() {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				format.Safe(s)
			}
		})
	}
}

// The planes above the second hold Han, tags and private use.
func TestEverySingleCharacterIsDroppedOrStandsAlone(t *testing.T) {
	between := func(r rune, s string) {
		in := " " + s + " "
		if g, c := ansi.StringWidth(in), ansi.StringWidthWc(in); s != "" && (g != c || g != format.Width(s)+2) {
			t.Errorf("U+%04X: %q is %d cells between blanks, by wcwidth %d", r, s, g, c)
		}
	}
	alone := func(r rune) {
		between(r, format.Safe(string(r)))
		for _, line := range format.Wrap(format.Safe("A"+string(r)), 1) {
			between(r, line)
		}
		for _, line := range format.Wrap(format.Safe("字"+string(r)), 2) {
			between(r, line)
		}
	}
	for r := rune(0x20); r < 0x20000; r++ {
		alone(r)
	}
	for r := rune(0x20000); r <= unicode.MaxRune; r += 0xff {
		alone(r)
	}
	for r := rune(0xE0000); r < 0xE0200; r++ {
		alone(r)
	}
}
