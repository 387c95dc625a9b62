package terminal

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/vt"
	"pgregory.net/rapid"
)

func TestEveryLineIsWrittenWholeAndReached(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cols, rows := rapid.IntRange(4, 40).Draw(t, "cols"), rapid.IntRange(3, 12).Draw(t, "rows")
		lines := rapid.SliceOfN(rapid.StringMatching(`[a-z日本]{0,60}`), 1, 20).Draw(t, "lines")
		s := newSheet(strings.Join(lines, "\n"))
		var seen strings.Builder
		for range 500 {
			frame := s.frame(cols, rows)
			emu := vt.NewEmulator(cols, rows)
			_, _ = emu.Write([]byte(frame))
			if screen := strings.Split(emu.String(), "\n"); !strings.HasPrefix(wayDown, strings.TrimSpace(screen[rows-1])) {
				t.Fatalf("the last row is %q:\n%s", screen[rows-1], emu.String())
			}
			for i := range s.shown {
				if part := s.parts[s.top+i]; !strings.Contains(frame, part+"\r\n") {
					t.Fatalf("%q is not written whole in %q", part, frame)
				}
			}
			if seen.Len() == 0 {
				seen.WriteString(strings.Join(s.parts[:s.shown], ""))
			}
			before, shown := s.top, s.shown
			s.obey([]byte("j"))
			s.frame(cols, rows)
			if s.top == before {
				break
			}
			if end := s.top + s.shown; end > before+shown {
				seen.WriteString(strings.Join(s.parts[before+shown:end], ""))
			}
		}
		if want := strings.Join(strings.Split(strings.Trim(strings.Join(lines, "\n"), "\n"), "\n"), ""); seen.String() != want {
			t.Fatalf("seen %q of %q", seen.String(), want)
		}
	})
}

func TestEscAndQLeaveAndOtherKeysDoNot(t *testing.T) {
	for keys, leaves := range map[string]bool{
		"q": true, "Q": true, "\x1b": true, "\x03": true, "jjq": true, "\x1bq": true, "\x1b\x1b": true, "ой": true,
		"j": false, "x": false, "\x1b[A": false, "\x1b[B\x1bOA": false, "\x1b[<0;1;1M": false, "": false, "\x1b[I": false, "é": false,
	} {
		if got := newSheet("a\nb").obey([]byte(keys)); got != leaves {
			t.Errorf("%q leaves: %v", keys, got)
		}
	}
}

func TestLongTextTurnsByScreensAndBack(t *testing.T) {
	s := newSheet(strings.Repeat("line\n", 30))
	s.frame(20, 11)
	for _, step := range []struct {
		key string
		top int
	}{{" ", 10}, {"k", 9}, {"\x1b[B", 10}, {" ", 20}, {" ", 20}, {"b", 10}, {"b", 0}, {"b", 0}} {
		s.obey([]byte(step.key))
		s.frame(20, 11)
		if s.top != step.top {
			t.Fatalf("after %q at %d, want %d", step.key, s.top, step.top)
		}
	}
}

// The last row must not be pushed off the screen where a terminal gives a cluster as
// many cells as its letters have.
func TestALineIsReckonedAsHighAsAnyTerminalMakesIt(t *testing.T) {
	if got := height(strings.Repeat("हि", 10), 10); got != 2 {
		t.Errorf("twenty cells in columns of ten are %d rows", got)
	}
}
