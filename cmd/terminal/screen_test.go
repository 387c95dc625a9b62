package terminal

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"pgregory.net/rapid"
)

// shown is a screen of w by h that was just cleared.
func shownScreen(w, h int) *screen {
	s := newScreen(w, h)
	s.translate([]byte(string(altOn) + ansi.ResetModeTextCursorEnable + ansi.CursorHomePosition + string(clearAll)))
	return s
}

func TestOnlyTheDifferenceIsSent(t *testing.T) {
	s := shownScreen(40, 10)
	for _, step := range []struct{ name, frame, want string }{
		{"text", "\x1b[3;5Hhello", "\x1b[3;5Hhello"},
		{"the same again", "\x1b[3;5Hhello", ""},
		{"one letter", "\x1b[3;5Hhallo", "\b\b\b\ba"},
		{"two rows below each other", "\x1b[4;6Hx\x1b[5;6Hy", "\x1b[B\bx\x1b[B\by"},
		{"a wide row painted again", "\x1b[?7l\x1b[7;1H\x1b[K字x\x1b[?7h\x1b[7;4H", "\x1b[7H字x"},
		{"one cell of it", "\x1b[?7l\x1b[7;1H\x1b[K字y\x1b[?7h\x1b[7;4H", "\x1b[7;3Hy"},
		{"a wide character gone", "\x1b[7;1H\x1b[Kab", "\rab "},
		{"an empty update", "\x1b[?2026h\x1b[3;5Hhallo\x1b[?2026l", ""},
		{"an update", "\x1b[?2026h\x1b[3;5Hjallo\x1b[?2026l", "\x1b[3;5Hj"},
		{"a title", "\x1b]2;jobs\x07", "\x1b]2;jobs\x07"},
		{"erasing what is blank", "\x1b[9;1H\x1b[K\x1b[J", ""},
		{"a cleared screen is cleared", "\x1b[H\x1b[2J\x1b[3;5Hjallo", "\x1b[2J\x1b[3;5Hjallo"},
	} {
		got := string(s.translate([]byte(step.frame)))
		if got != step.want {
			t.Errorf("%s: %q became %q, want %q", step.name, step.frame, got, step.want)
		}
	}
}

func TestUpdatesAreBracketedWhereTheyCouldBeSeenInHalves(t *testing.T) {
	s := shownScreen(40, 10)
	update := func(text string) string {
		return string(s.translate([]byte("\x1b[?2026h\x1b[1;1H" + text + "\x1b[?2026l")))
	}
	if got := update("short"); got != "\x1b[1Hshort" {
		t.Errorf("a short one is sent as %q", got)
	}
	long := strings.Repeat("0123456789", 4) + "\x1b[2;1H" + strings.Repeat("abcdefghij", 4) + "\x1b[3;1H" + strings.Repeat("9876543210", 4) + "\x1b[4;1H" + strings.Repeat("x", 20)
	if got := update(long); !strings.HasPrefix(got, string(syncOn)) || !strings.HasSuffix(got, string(syncOff)) {
		t.Errorf("a long one is sent as %q", got)
	}
	s.translate(cursorOn)
	if got := update("SHORT"); !strings.HasPrefix(got, string(syncOn)) || !strings.HasSuffix(got, string(syncOff)) {
		t.Errorf("one under a visible cursor is sent as %q", got)
	}
}

func TestABlanksInkCostsNothing(t *testing.T) {
	s := shownScreen(40, 10)
	s.translate([]byte("\x1b[3;5Hab"))
	if got := string(s.translate([]byte("\x1b[5;1H\x1b[38;2;1;2;3;1m      \x1b[m"))); got != "" {
		t.Errorf("blanks in another ink became %q", got)
	}
	if got := string(s.translate([]byte("\x1b[5;1H\x1b[7m \x1b[m"))); got != "\x1b[5H\x1b[7m \x1b[m" {
		t.Errorf("a reversed blank became %q", got)
	}
}

func TestWhatIsNotKnownPassesUntilTheNextClear(t *testing.T) {
	s := shownScreen(40, 10)
	for _, odd := range []string{"\x1b[5;5w", "\x1b[38;9;1m", "\x1b]8;;https://x.y\x07", "\x1b#8"} {
		frame := "\x1b[2;1Ha" + odd + "\x1b[2;1Ha\x1b[2;1Ha"
		if got := string(s.translate([]byte(frame))); !strings.HasSuffix(got, odd+"\x1b[2;1Ha\x1b[2;1Ha") {
			t.Errorf("%q became %q", frame, got)
		}
		s.translate([]byte("\x1b[H\x1b[2J\x1b[2;1Ha"))
		if got := string(s.translate([]byte("\x1b[2;1Ha"))); got != "" {
			t.Errorf("after a clear %q is sent", got)
		}
	}
}

func TestAResizePassesUntilTheNextClear(t *testing.T) {
	s := shownScreen(40, 10)
	s.translate([]byte("\x1b[2;1Ha"))
	s.resize(50, 12)
	if got := string(s.translate([]byte("\x1b[2;1Ha"))); got != "\x1b[2;1Ha" {
		t.Errorf("after a resize %q is sent", got)
	}
	s.translate([]byte("\x1b[H\x1b[2J\x1b[12;50Ha"))
	if got := string(s.translate([]byte("\x1b[12;50Hb"))); got != "\x1b[12;50H\x1b[?7lb\x1b[?7h" {
		t.Errorf("the corner is sent as %q", got)
	}
}

func TestTheCursorIsWhereItIsSeen(t *testing.T) {
	s := shownScreen(40, 10)
	if got := string(s.translate([]byte("\x1b[2;1Ha\x1b[4;7H\x1b[?25h"))); got != "\x1b[2Ha\x1b[4;7H\x1b[?25h" {
		t.Errorf("sent as %q", got)
	}
	if got := string(s.translate([]byte("\x1b[5;7H"))); got != "\x1b[B" {
		t.Errorf("a move is sent as %q", got)
	}
}

func TestNoSequenceWhateverBreaksTheScreen(t *testing.T) {
	finals := "@ABCDEFGHIJKLMPSTXZ`abcdefghlmnpqrstu"
	rapid.Check(t, func(t *rapid.T) {
		s := shownScreen(rapid.IntRange(1, 20).Draw(t, "w"), rapid.IntRange(1, 8).Draw(t, "h"))
		for range rapid.IntRange(1, 60).Draw(t, "n") {
			var p string
			switch rapid.IntRange(0, 5).Draw(t, "kind") {
			case 0:
				p = rapid.SampledFrom([]string{"a", "字", "🎬", "\u0301", "\u200d", "  ", "\r", "\n", "\b", "\t", "\x1bM", "\x1bD"}).Draw(t, "text")
			case 1:
				p = rapid.String().Draw(t, "any")
			case 2:
				s.resize(rapid.IntRange(0, 20).Draw(t, "w"), rapid.IntRange(0, 8).Draw(t, "h"))
			case 3:
				p = "\x1b[H\x1b[2J"
			default:
				f := rapid.SampledFrom([]byte(finals)).Draw(t, "final")
				p = fmt.Sprintf("\x1b[%d;%d%c", rapid.IntRange(0, 30).Draw(t, "a"), rapid.IntRange(0, 30).Draw(t, "b"), f)
			}
			s.translate([]byte(p))
		}
		s.translate([]byte("\x1b[m\x1b[H\x1b[2Jx"))
		if got := s.translate([]byte("\x1b[Hx")); len(got) > 0 && !s.lost {
			t.Fatalf("after a clear %q is sent again", got)
		}
	})
}

func TestAStyleIsReachedFromAnyOther(t *testing.T) {
	params := []string{
		"", "0", "1", "2", "3", "4", "4:3", "5", "7", "8", "9", "21", "22", "23", "24", "25", "27", "28", "29",
		"31", "39", "41", "49", "95", "103", "38;5;7", "48;5;200", "38;2;1;2;3", "48;2;9;8;7", "58;5;3", "59",
	}
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) style {
			var s style
			for _, p := range rapid.SliceOfN(rapid.SampledFrom(params), 0, 6).Draw(t, name) {
				if !s.apply(p) {
					t.Fatalf("%q is not known", p)
				}
			}
			return s
		}
		from, to := draw("from"), draw("to")
		got := from
		if seq := to.from(from); seq != "" && !got.apply(strings.TrimSuffix(strings.TrimPrefix(seq, "\x1b["), "m")) {
			t.Fatalf("%q is not known", seq)
		}
		if got != to {
			t.Fatalf("from %+v by %q to %+v, want %+v", from, to.from(from), got, to)
		}
	})
}
