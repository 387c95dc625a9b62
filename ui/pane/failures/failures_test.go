package failures_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells/cellstest"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
	"lipdash/ui/pane/failures"
)

func groups(n int) []failures.Group {
	out := make([]failures.Group, n)
	for i := range out {
		out[i] = failures.Group{
			Reason: fmt.Sprintf("reason %02d", i), Example: fmt.Sprintf("Reason %02d of 字幕.", i),
			IDs: []api.JobID{api.JobID(fmt.Sprint("ls_", i))}, Newest: "2h",
		}
	}
	return out
}

func pane(w, h, n int) *failures.Pane {
	p := failures.New(keymap.Default())
	p.SetSize(w, h)
	p.Show(groups(n))
	return p
}

func view(p *failures.Pane) string {
	return p.View(theme.New(theme.Options{Dark: true, Depth: theme.Full}), "the foot")
}

func TestThePaneIsExactlyAsLargeAsItWasTold(t *testing.T) {
	for _, size := range [][2]int{{120, 33}, {80, 20}, {40, 7}, {20, 3}, {20, 2}} {
		for _, n := range []int{0, 1, 5, 60} {
			cellstest.Exact(t, view(pane(size[0], size[1], n)), size[0], size[1])
		}
	}
}

// TestTheCursorIsOnScreenAndAWalkTurnsHalfScreens goes down and up again over more
// groups than there is room for.
func TestTheCursorIsOnScreenAndAWalkTurnsHalfScreens(t *testing.T) {
	const n, h = 60, 12
	p := pane(80, h, n)
	for _, way := range []struct {
		key  string
		from int
		by   int
	}{{"j", 0, 1}, {"k", n - 1, -1}} {
		var tops []string
		for i := range n {
			want := fmt.Sprintf("eason %02d", way.from+i*way.by)
			text := ansi.Strip(view(p))
			if !strings.Contains(text, want) {
				t.Fatalf("after %d of %s the cursor's group %q is not on screen:\n%s", i, way.key, want, text)
			}
			if act, _ := p.Key("x"); !slices.Equal(act.(action.AskDelete).IDs, action.JobRows(groups(n)[way.from+i*way.by].IDs...)) {
				t.Fatalf("after %d of %s an action means %v", i, way.key, act)
			}
			// Without the cursor's bar, which is no turn.
			if top := strings.TrimLeft(strings.Split(text, "\n")[1], "▌ "); len(tops) == 0 || tops[len(tops)-1] != top {
				tops = append(tops, top)
			}
			p.Key(way.key)
		}
		if most := 2*n/(h-2) + 1; len(tops) > most {
			t.Errorf("%s turned the screen %d times, want %d at most", way.key, len(tops), most)
		}
	}
}

func TestTheCursorStaysOnItsReason(t *testing.T) {
	p := pane(80, 12, 30)
	for range 20 {
		p.Key("j")
	}
	p.Show(slices.Insert(groups(30), 0, failures.Group{Reason: "new", IDs: []api.JobID{"ls_new"}}))
	if act, _ := p.Key("t"); !slices.Equal(act.(action.AskAgain).IDs, action.JobRows("ls_20")) {
		t.Errorf("the cursor went to %v", act)
	}
	p.Show(nil)
	if act, _ := p.Key("t"); act != nil {
		t.Errorf("nothing is there, and %v is to be done", act)
	}
}
