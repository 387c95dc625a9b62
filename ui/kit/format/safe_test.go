package format_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"lipdash/ui/kit/cells/cellstest"
	"lipdash/ui/kit/format"
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
		"combining":               {"e\u0301 x\u0301", "\u00e9 x\u0301"},
		"pieces of Korean":        {"\u1112\u1161\u11ab\u1100\u1173\u11af", "한글"},
		"old Korean":              {"\u1112\u119e\u11ab", "\u1112\u119e\u11ab"},
		"parts of a syllable":     {"\u1161 \u11ab", "\u115f\u1161 \u115f\u1160\u11ab"},
		"family":                  {"a👨‍👩‍👧b", "a👨‍👩‍👧b"},
		"skin":                    {"👍🏽", "👍🏽"},
		"text and emoji":          {"❤️ ❤︎", "❤ ❤"},
		"keycap":                  {"1\ufe0f\u20e3!", "1\u20e3!"},
		"half a flag":             {"🇩🇪🇫", "🇩🇪🄵"},
		"a mark on nothing":       {"\u0301a \u093fb", "◌\u0301a ◌\u093fb"},
		"a wide mark on ASCII":    {"a\u0903", "a◌\u0903"},
		"joiners of nothing":      {"\u200da \u200cb\u200d", "a b"},
		"joiners of letters":      {"ශ්\u200dරී می\u200cخواهم", "ශ්\u200dරී می\u200cخواهم"},
		"private use":             {"\ue0b0", "\ue0b0"},
		"invalid":                 {"a\xffb\xc3", "a\ufffdb\ufffd"},
	} {
		if got := format.Safe(c.in); string(got) != c.want {
			t.Errorf("%s: Safe(%q) = %q, want %q", name, c.in, got, c.want)
		}
	}
}

func TestSafeLinesKeepsLinesAndIndentation(t *testing.T) {
	got := format.SafeLines("\r\nfirst \r\n  \x1b[1msecond\x1b[0m\u202e\n\n\tthird\n\n")
	if want := "first\n  second\n\n third"; string(got) != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if n := strings.Count(string(format.SafeLines(strings.Repeat("x\n", 1500))), "\n"); n > 500 {
		t.Errorf("%d lines are not bounded", n)
	}
}

// foreign draws text as nasty as the wire may bring it.
func foreign() *rapid.Generator[string] {
	bits := rapid.SampledFrom(slices.Concat(cellstest.Marks, cellstest.Titles))
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
	if !utf8.ValidString(s) {
		return "invalid UTF-8"
	}
	return cellstest.Cramped(s)
}

// drawnCells is how many cells the renderer gives a line.
func drawnCells(line string) int {
	n := 0
	for _, row := range uv.NewStyledString(line).Lines(ansi.WcWidth) {
		for _, c := range row {
			n += c.Width
		}
	}
	return n
}

func checkSafe(t interface{ Errorf(string, ...any) }, in string) {
	one := format.Safe(in)
	if why := harmless(string(one), false); why != "" {
		t.Errorf("Safe(%q) = %q has %s", in, one, why)
	}
	if again := format.Safe(string(one)); again != one {
		t.Errorf("Safe(%q) = %q, and of that %q", in, one, again)
	}
	many := format.SafeLines(in)
	if why := harmless(string(many), true); why != "" {
		t.Errorf("SafeLines(%q) = %q has %s", in, many, why)
	}
	for _, l := range strings.Split(string(many), "\n") {
		if n := drawnCells(l); n != format.Width(l) {
			t.Errorf("a line of SafeLines(%q) is drawn as %d cells, not %d: %q", in, n, format.Width(l), l)
		}
	}
	if again := format.SafeLines(string(many)); again != many {
		t.Errorf("SafeLines(%q) = %q, and of that %q", in, many, again)
	}
}

func TestSafeTextIsHarmlessStableAndHasRoom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkSafe(t, foreign().Draw(t, "text")) })
}

// signs are what people read of a text: all but blanks, joiners, selectors and
// what draws nothing, composed.
func signs(s string) string {
	return norm.NFC.String(strings.Map(func(r rune) rune {
		switch {
		case unicode.In(r, unicode.Z, unicode.C, unicode.Variation_Selector), r == 0x034f, r == 0x115f, r == 0x1160, r == 0x3164, r == 0xffa0:
			return -1
		}
		return r
	}, s))
}

// Dropping a letter made two titles look alike that differ in it.
func TestNoLetterIsLostInDrawing(t *testing.T) {
	lent := strings.NewReplacer("◌", "", "🄳", "🇩", "🄴", "🇪")
	same := func(t interface{ Errorf(string, ...any) }, in string) {
		if got, want := signs(lent.Replace(string(format.Safe(in)))), signs(lent.Replace(in)); got != want {
			t.Errorf("of %q is drawn %q, of %+q %+q", in, format.Safe(in), want, got)
		}
	}
	for _, title := range cellstest.Titles {
		same(t, title)
	}
	printable := slices.DeleteFunc(slices.Concat(cellstest.Marks, cellstest.Titles), func(s string) bool {
		return !utf8.ValidString(s) || strings.ContainsFunc(s, unicode.IsControl)
	})
	rapid.Check(t, func(t *rapid.T) {
		same(t, strings.Join(rapid.SliceOfN(rapid.SampledFrom(printable), 0, 4).Draw(t, "text"), ""))
	})
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
		if n := drawnCells(in); s != "" && (n != format.Width(s)+2 || n != format.Width(in)) {
			t.Errorf("U+%04X: %q is drawn as %d cells between blanks, measured as %d", r, s, n, format.Width(in))
		}
		if why := cellstest.Cramped(s); why != "" {
			t.Errorf("U+%04X: %q has %s", r, s, why)
		}
	}
	alone := func(r rune) {
		between(r, string(format.Safe(string(r))))
		for _, before := range []string{"A", "字", "क"} {
			s := format.Safe(before + string(r))
			for _, line := range format.Wrap(s, max(format.Width(before), format.Width(s)-1)) {
				between(r, string(line))
			}
			left, right := string(format.CutWith(s, 1, "")), string(format.From(s, 1))
			if format.Width(left) > 1 || format.Width(right) > format.Width(s)-1 || !strings.HasPrefix(string(s), left) || !strings.HasSuffix(string(s), right) {
				t.Errorf("U+%04X: %q cut is %q and %q", r, s, left, right)
			}
		}
	}
	step := rune(1)
	if testing.Short() {
		step = 7
	}
	for r := rune(0x20); r < 0x20000; r += step {
		alone(r)
	}
	for r := rune(0x20000); r <= unicode.MaxRune; r += 0xff {
		alone(r)
	}
	for r := rune(0xE0000); r < 0xE0200; r++ {
		alone(r)
	}
}
