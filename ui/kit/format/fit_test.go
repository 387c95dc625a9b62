package format_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/clipperhouse/uax29/v2/graphemes"
	"pgregory.net/rapid"

	"lipdash/ui/kit/cells/cellstest"
	"lipdash/ui/kit/format"
)

func TestFit(t *testing.T) {
	for _, c := range []struct {
		in   string
		w    int
		want string
	}{
		{"ep013", 8, "ep013   "},
		{"ep013", 5, "ep013"},
		{"ep013 German", 6, "ep013…"},
		{"ep013", 1, "…"},
		{"ep013", 0, ""},
		{"ep013", -3, ""},
		{"", 3, "   "},
		{"字幕テスト", 6, "字幕… "},
		{"字幕テスト", 7, "字幕テ…"[:len("字幕テ")] + "…"},
		{"字", 1, "…"},
		{"e\u0301e\u0301e\u0301", 2, "e\u0301…"},
	} {
		if got := format.FitWith(c.in, c.w, format.Ellipsis); got != c.want {
			t.Errorf("Fit(%q, %d) = %q, want %q", c.in, c.w, got, c.want)
		}
	}
	if got := format.FitRight("3m", 5); got != "   3m" {
		t.Errorf("FitRight = %q", got)
	}
	if got := format.FitWith("ep013 German", 6, "~"); got != "ep013~" {
		t.Errorf("FitWith = %q", got)
	}
	if got := format.CutWith("字幕", 1, ".."); got != "" {
		t.Errorf("CutWith = %q", got)
	}
}

func TestFittedTextIsExactlyAsWideAsAskedAndAsDrawn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := string(format.Safe(foreign().Draw(t, "text")))
		w := rapid.IntRange(-2, 60).Draw(t, "width")
		for name, got := range map[string]string{
			"Fit": format.FitWith(s, w, format.Ellipsis), "FitRight": format.FitRight(s, w), "FitWith": format.FitWith(s, w, "~"),
		} {
			if g, c := format.Width(got), drawnCells(got); g != max(0, w) || c != g {
				t.Fatalf("%s(%q, %d) = %q is %d, drawn %d cells", name, s, w, got, g, c)
			}
		}
		cut := format.Cut(s, w)
		if kept := strings.TrimSuffix(cut, format.Ellipsis); !strings.HasPrefix(s, kept) || format.Width(cut) > max(0, w) {
			t.Fatalf("Cut(%q, %d) = %q", s, w, cut)
		}
	})
}

func TestStyledTextIsCutAsPlainTextAndKeepsItsSequences(t *testing.T) {
	const styled = "\x1b[1mक्षत्रिय\x1b[m \x1b[31mab\x1b[m"
	for w := range format.Width(styled) {
		left, right := format.CutWith(styled, w+1, "~"), format.From(styled, w)
		if got, want := ansi.Strip(left), format.CutWith(ansi.Strip(styled), w+1, "~"); got != want {
			t.Errorf("cut to %d: %q, want %q", w+1, got, want)
		}
		if got, want := ansi.Strip(right), format.From(ansi.Strip(styled), w); got != want {
			t.Errorf("from %d: %q, want %q", w, got, want)
		}
		if strings.Count(left, "\x1b[") != 4 || strings.Count(right, "\x1b[") != 4 {
			t.Errorf("sequences are lost: %q, %q", left, right)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		in   string
		w    int
		want []string
	}{
		{"Audio is longer than the limit for this plan.", 33, []string{"Audio is longer than the limit", "for this plan."}},
		{"abcdefghij", 4, []string{"abcd", "efgh", "ij"}},
		{"a\n\nb", 4, []string{"a", "", "b"}},
		{"字幕テスト", 5, []string{"字幕", "テス", "ト"}},
		{"", 4, nil},
		{"a", 0, nil},
	} {
		if got := format.Wrap(c.in, c.w); !slices.Equal(got, c.want) {
			t.Errorf("Wrap(%q, %d) = %q, want %q", c.in, c.w, got, c.want)
		}
	}
}

func TestWrappedLinesFitAndLoseNoWord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := string(format.SafeLines(foreign().Draw(t, "text")))
		w := rapid.IntRange(2, 40).Draw(t, "width")
		for g := graphemes.FromString(s); g.Next(); {
			w = max(w, format.Width(g.Value())) // a wider one is left out
		}
		lines := format.Wrap(s, w)
		for _, l := range lines {
			if g, c := format.Width(l), drawnCells(" "+l+" "); g > w || c != g+2 {
				t.Fatalf("Wrap(%q, %d) has the line %q of %d cells, drawn %d between blanks", s, w, l, g, c)
			}
			if why := cellstest.Cramped(l); why != "" {
				t.Fatalf("Wrap(%q, %d) has the line %q with %s", s, w, l, why)
			}
		}
		letters := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if got, want := letters(strings.Join(lines, " ")), letters(s); got != want {
			t.Fatalf("Wrap(%q, %d) = %q", s, w, lines)
		}
	})
}

func TestEveryCharacterIsAsWideAsByTheLibrary(t *testing.T) {
	for r := rune(' '); r < 0x30000; r++ {
		if got, want := format.Width(string(r)), ansi.StringWidthWc(string(r)); got != want {
			t.Errorf("%U is %d wide, want %d", r, got, want)
		}
	}
}
