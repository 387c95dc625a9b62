package cells_test

import (
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"pgregory.net/rapid"

	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/cells/cellstest"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
)

func TestARowIsExactlyAsWideAsToldWhateverIsPutIntoIt(t *testing.T) {
	bold := theme.Style{}.Bold(true).On(lipgloss.Color("#123456"))
	rapid.Check(t, func(t *rapid.T) {
		w := rapid.IntRange(0, 40).Draw(t, "w")
		r := cells.On(bold, w)
		for range rapid.IntRange(0, 6).Draw(t, "pieces") {
			text := string(format.Safe(rapid.String().Draw(t, "text")))
			switch rapid.IntRange(0, 4).Draw(t, "how") {
			case 0:
				r.Put(bold, text)
			case 1:
				r.PutCut(bold, text, rapid.IntRange(-2, 50).Draw(t, "cut"), "…")
			case 2:
				r.To(rapid.IntRange(-3, 50).Draw(t, "to"))
			case 3:
				r.Skip(rapid.IntRange(0, 9).Draw(t, "skip"))
			case 4:
				r.Raw(bold.Render(text), format.Width(text))
			}
		}
		cellstest.Exact(t, r.String(), w, 1)
	})
}

func TestBlockIsExactlyAsHighAndWideAsTold(t *testing.T) {
	cellstest.Exact(t, cells.Block([]string{"abc"}, 3, 4), 3, 4)
	cellstest.Exact(t, cells.Block([]string{"abc", "def", "ghi"}, 3, 2), 3, 2)
}

func TestTheWindowShowsWhatHasTheFocus(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 50).Draw(t, "n")
		room := rapid.IntRange(1, 60).Draw(t, "room")
		from := rapid.IntRange(0, n-1).Draw(t, "from")
		to := rapid.IntRange(from, n-1).Draw(t, "to")
		top := cells.Window(n, room, from, to)
		if top < 0 || top > max(0, n-room) {
			t.Fatalf("top %d of %d lines in %d", top, n, room)
		}
		if from < top || from >= top+room {
			t.Fatalf("the first line %d is not in %d+%d", from, top, room)
		}
		if to-from < room && to >= top+room {
			t.Fatalf("the last line %d is not in %d+%d", to, top, room)
		}
	})
}

func TestGapsAreDroppedOnlyWhenThereIsNoRoom(t *testing.T) {
	lines := []string{"a", "", "b"}
	empty := func(l string) bool { return l == "" }
	if got := cells.DropGaps(lines, 3, empty); len(got) != 3 {
		t.Errorf("%q", got)
	}
	if got := strings.Join(cells.DropGaps(lines, 2, empty), " "); got != "a b" {
		t.Errorf("%q", got)
	}
}
