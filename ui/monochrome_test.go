package ui

import (
	"strings"
	"testing"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"lipdash/ui/kit/theme"
)

// TestWithoutColourEveryStateIsToldApart reads the screens as text alone, with the signs of
// Unicode and of ASCII: no two scenes look the same, nor do two states of jobs, and nothing
// that ASCII lacks is drawn but titles.
func TestWithoutColourEveryStateIsToldApart(t *testing.T) {
	for _, ascii := range []bool{false, true} {
		look := theme.Options{Name: theme.Monochrome, Depth: theme.Full, ASCII: ascii}
		seen := map[string]string{}
		eachScene(t, ascii, func(t *testing.T, scene string, m *Model) {
			text := ansi.Strip(wear(m, look).View().Content)
			if other, is := seen[text]; is {
				t.Errorf("%s looks like %s:\n%s", scene, other, text)
			}
			seen[text] = scene
			if scene == "jobs" || scene == "jobs-waiting" {
				statesApart(t, m, text)
			}
			if !ascii {
				return
			}
			if i := strings.IndexFunc(text, func(r rune) bool { return r > unicode.MaxASCII && !unicode.IsLetter(r) }); i >= 0 {
				t.Errorf("%s draws more than ASCII: %q", scene, text[max(0, i-30):min(len(text), i+30)])
			}
		})
	}
}

// statesApart fails unless each status on screen has a sign and a word of its own.
func statesApart(t *testing.T, m *Model, text string) {
	t.Helper()
	words := map[string]string{}
	rows, n := m.rows(), 0
	for line := range strings.Lines(text) {
		for i := range rows.Len() {
			r := rows.Row(i)
			if r.Title == "" || !strings.Contains(line, "  "+strings.Split(r.Title, ",")[0]) && !strings.Contains(line, " "+r.Title+" ") {
				continue
			}
			state := string(r.Status)
			if r.State != nil {
				state = r.State.Glyph + r.State.Word
			}
			lead := strings.Join(strings.Fields(strings.TrimLeft(line, "▌>+ "))[:2], " ")
			if was, is := words[lead]; is && was != state {
				t.Errorf("%q is %s and %s", lead, was, state)
			}
			words[lead] = state
			n++
			break
		}
	}
	if n < 10 || len(words) < 5 {
		t.Errorf("%d rows in %d states were found in\n%s", n, len(words), text)
	}
}
