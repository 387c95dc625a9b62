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

// failed is a group of jobs of which the first can be made again.
func failed(n int) failures.Group {
	g := failures.Group{Reason: "audio is longer", Example: "Audio is longer than the limit for this plan.", Newest: "2h", Again: 1}
	for i := range n {
		g.IDs = append(g.IDs, api.JobID(fmt.Sprint("ls_", i)))
	}
	g.Job = func(i int) failures.Job {
		if i == 0 {
			return failures.Job{Title: "promo_fr_v3", Age: "11m"}
		}
		return failures.Job{Title: fmt.Sprint("promo ", i), Age: "12m", Not: "made elsewhere"}
	}
	return g
}

func TestTheJobsOfAGroupStandBesideTheReasonsOrBelowThem(t *testing.T) {
	for name, c := range map[string]struct {
		w, h  int
		jobs  bool
		below bool
	}{"wide": {120, 20, true, false}, "narrow": {80, 20, true, true}, "low": {80, 10, false, false}} {
		p := pane(c.w, c.h, 0)
		p.Show([]failures.Group{failed(3), failed(1)})
		text := ansi.Strip(view(p))
		cellstest.Exact(t, view(p), c.w, c.h)
		first := strings.Split(text, "\n")[1]
		if !strings.Contains(first, "3      1") {
			t.Errorf("%s: how many can be made again is not said: %q", name, first)
		}
		if got := strings.Contains(text, "1 of 3 jobs can be made again.  t does so") && strings.Contains(text, "promo 1") && strings.Contains(text, "made elsewhere"); got != c.jobs {
			t.Errorf("%s: the jobs are shown: %v\n%s", name, got, text)
		}
		if below := !strings.Contains(strings.Split(text, "\n")[0], "Audio"); c.jobs && below != c.below {
			t.Errorf("%s: below %v\n%s", name, below, text)
		}
	}
}

func TestMoreJobsThanThereIsRoomForAreCounted(t *testing.T) {
	p := pane(120, 10, 0)
	p.Show([]failures.Group{failed(40)})
	if text := ansi.Strip(view(p)); !strings.Contains(text, "34 more, enter shows all") {
		t.Errorf("\n%s", text)
	}
}

const refused = "source video could not be downloaded: HTTP 403 from the host" // 60 cells

func TestReasonsAreWholeWhereTheJobsStillFit(t *testing.T) {
	long := failed(3)
	long.Reason, long.Example = "refused", refused
	for name, c := range map[string]struct {
		w, h  int
		again bool
	}{"beside": {120, 33, false}, "below": {80, 17, false}, "wide": {200, 40, true}} {
		p := pane(c.w, c.h, 0)
		p.Show([]failures.Group{long, failed(2)})
		lines := strings.Split(ansi.Strip(view(p)), "\n")
		cellstest.Exact(t, view(p), c.w, c.h)
		if !strings.Contains(lines[1], refused) || !strings.Contains(lines[2], "Audio is longer than the limit for this plan.") {
			t.Errorf("%s: a reason is cut:\n%s", name, strings.Join(lines, "\n"))
		}
		if got := strings.Contains(lines[0], "AGAIN"); got != c.again {
			t.Errorf("%s: the column of how many can be made again is there: %v", name, got)
		}
		all := strings.Join(lines, "\n")
		for _, want := range []string{"promo_fr_v3", "made elsewhere", "1 of 3 jobs can be made again.", "t does so"} {
			if !strings.Contains(all, want) {
				t.Errorf("%s: %q is cut:\n%s", name, want, all)
			}
		}
	}
}

func TestTheReasonUnderTheCursorIsWholeBesideItsJobs(t *testing.T) {
	g := failed(1)
	g.Example = strings.Repeat("a very long reason ", 12) + "with its end"
	p := pane(120, 33, 0)
	p.Show([]failures.Group{g})
	if text := ansi.Strip(view(p)); !strings.Contains(text, "its end") {
		t.Errorf("\n%s", text)
	}
}

func TestTheCursorStaysInItsPlaceWhenItsGroupWasDealtWith(t *testing.T) {
	a, b := failed(4), failed(3)
	a.Reason, b.Reason = "a", "b"
	c := failures.Group{Reason: "c", IDs: []api.JobID{"ls_c1", "ls_c2"}}
	p := pane(120, 20, 0)
	p.Show([]failures.Group{a, b, c})
	a.IDs = a.IDs[:1]
	p.Show([]failures.Group{b, c, a})
	if act, _ := p.Key("enter"); act != (action.FilterReason{Reason: "b"}) {
		t.Errorf("some jobs were made again, and the cursor went to %v", act)
	}
	p.Show([]failures.Group{c, a})
	if act, _ := p.Key("enter"); act != (action.FilterReason{Reason: "c"}) {
		t.Errorf("all jobs were made again, and the cursor went to %v", act)
	}
}

func TestAReasonThatDoesNotFitIsSaidInAFewWords(t *testing.T) {
	g := failures.Group{Reason: "x", Example: "source video could not be downloaded: HTTP 403 from the host", Brief: "video link fails, 403", IDs: []api.JobID{"ls_a"}, Newest: "11m"}
	for w, want := range map[int]string{40: g.Brief, 80: g.Example} {
		p := failures.New(keymap.Default())
		p.SetSize(w, 8)
		p.Show([]failures.Group{g})
		if s := ansi.Strip(p.View(theme.New(theme.Options{}), "")); !strings.Contains(s, want) {
			t.Errorf("%d cells:\n%s", w, s)
		}
	}
}
