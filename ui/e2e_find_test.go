package ui_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"lipdash/api/sim"
)

// cursorRow is the screen line of the cursor and what stands on it, up to the
// detail pane.
func (r rig) cursorRow(t *testing.T) (line int, text string) {
	t.Helper()
	for i, l := range strings.Split(r.Text(), "\n") {
		if strings.HasPrefix(l, "▌") {
			text, _, _ = strings.Cut(l, "│")
			return i, text
		}
	}
	t.Fatalf("no cursor:\n%s", r.Text())
	return 0, ""
}

func TestTheFilterNarrowsWhileItIsTypedAndStays(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(120)
		server.AddJob(sim.JobSpec{Title: "quick xylophone", Status: "completed", CreatedAt: time.Now().Add(-time.Hour)})
		r := start(t, server, 100, 30)
		defer r.Stop()
		r.Press("j", "j")
		r.Press("/")
		r.Type("job 01")
		r.Has("job 010", "job 019", "/job 01", "11 of 100 loaded match")
		r.HasNot("job 020")
		r.Press("enter")
		r.Has("11 of 100 loaded match: job 01", "more: A loads all")
		server.AddJob(sim.JobSpec{Title: "job 01x", Status: "completed", CreatedAt: time.Now()})
		r.Wait(2 * time.Minute)
		r.Has("job 01x", "12 of 101 loaded match")
		r.HasNot("job 020")
		r.Press("n", "n", "n")
		r.Wait(time.Second)
		r.Has("of 122 loaded match: job 01")
		r.Press("esc")
		r.Has("page 3", "▌", "job 101")
		// Letters that are keys elsewhere are text here.
		r.Press("/")
		r.Type("q")
		r.Type("x xylo")
		r.HasNot("job 0")
		r.Press("backspace", "backspace", "backspace", "backspace", "backspace", "backspace")
		r.Has("quick xylophone", "1 of 122 loaded match")
		r.Press("esc")
		r.Has("page 3 jobs")
	})
}

func TestClearingTheFilterGoesBackToWhereTheCursorWas(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := start(t, newSim(60), 100, 30)
		defer r.Stop()
		r.Press("n", "j", "j")
		line, row := r.cursorRow(t)
		r.Press("/")
		r.Type("job 001")
		r.Press("esc")
		if l, now := r.cursorRow(t); now != row || l != line {
			t.Fatalf("the cursor was on %d %q and is on %d %q", line, row, l, now)
		}
	})
}

func TestAnEmptyFilterSaysWhatToDo(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := start(t, newSim(250), 80, 24)
		defer r.Stop()
		r.Press("/")
		r.Type("zzz")
		r.Press("enter")
		r.Has(`no job with "zzz" among 100 loaded ones`, "esc  clears the filter", "A    loads the rest")
		r.Press("esc", "f", "f")
		r.Has("no failed job among 100 loaded ones")
	})
}

func TestStatesAndSortsAreSaid(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(10)
		for i := range 3 {
			server.AddJob(sim.JobSpec{Title: fmt.Sprintf("bad %d", i), Failure: "Audio too long", CreatedAt: time.Now().Add(-time.Hour)})
			server.AddJob(sim.JobSpec{Title: fmt.Sprintf("busy %d", i), Status: "running", CreatedAt: time.Now().Add(-time.Hour)})
		}
		r := start(t, server, 100, 30)
		defer r.Stop()
		r.Press("f")
		r.Has("3 of 16 loaded match: active", "busy 0")
		r.HasNot("bad", "job 0")
		r.Press("f")
		r.Has("3 of 16 loaded match: failed", "bad 0")
		r.Press("f")
		r.Has("10 of 16 loaded match: done")
		r.Press("f")
		r.Has("0 of 16 loaded match: new", "no new job among 16 loaded ones")
		r.Press("f", "s")
		r.Has("16 loaded, title a-z")
		text := regexp.MustCompile("│.*").ReplaceAllString(r.Text(), "")
		if strings.Index(text, "bad 0") > strings.Index(text, "busy 0") || strings.Index(text, "busy 2") > strings.Index(text, "job 001") {
			t.Fatalf("not sorted:\n%s", text)
		}
		r.Press("S")
		r.Has("16 loaded, title z-a")
		r.Press("s", "s", "s", "s")
		r.Has("page 1 jobs 1 to 16")
	})
}

func TestFailuresAreGroupedAndActedOnTogether(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(10)
		for i := range 3 {
			server.AddJob(sim.JobSpec{Title: fmt.Sprintf("long %d", i), Failure: fmt.Sprintf("Audio is %d.5 s longer than the video", 10*i), CreatedAt: time.Now().Add(-time.Hour)})
		}
		server.AddJob(sim.JobSpec{Title: "faceless", Failure: "No face", CreatedAt: time.Now().Add(-time.Hour)})
		r := start(t, server, 100, 30)
		defer r.Stop()
		r.Press("F")
		r.Has("Failures", "3", "5 s longer than the video", "no face", "4 of 14 loaded failed")
		r.Press("space")
		r.Has("3 jobs marked", "+")
		r.Press("x")
		r.Has("Delete 3 jobs")
		r.Wait(time.Second)
		r.Press("esc", "enter")
		r.Has("long 0", "long 2", "3 marked", "audio is <n> s l")
		r.HasNot("faceless", "job 00")
		r.Has("esc failures")
		r.Press("esc")
		r.Has("4 of 14 loaded failed") // one layer back, and the next one is the list
		r.Press("esc")
		r.Has("faceless", "3 marked")
		r.Press("esc")
		r.HasNot("3 marked")
		r.Press("F", "j", "t")
		r.Wait(time.Second)
		r.Press("esc", "esc", "esc")
		r.Has("page 1")
	})
}

func TestTheWholeAccountIsLoadedWithinTheBudget(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(1230)
		r := start(t, server, 100, 30)
		defer r.Stop()
		r.Wait(2 * time.Minute)
		r.sim.ResetCalls()
		r.Press("A")
		r.Has("loading: ", "so far, A stops")
		for range 3 {
			r.sim.ResetCalls()
			r.Wait(time.Minute)
			if n := len(r.sim.Calls()); n > 25 {
				t.Fatalf("%d calls in a minute", n)
			}
		}
		r.Press("/")
		r.Type("job 1230")
		r.Has("1 of 1,230 loaded matches")
		r.Press("enter")
		r.HasNot("A loads all", "loading")
	})
}

func TestLoadingCanBeStoppedAndWaitsOutTroubleByItself(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(2000)
		r := start(t, server, 100, 30)
		defer r.Stop()
		r.Press("A")
		r.Wait(10 * time.Second)
		r.Press("A")
		r.Has("stopped: ", "A continues")
		r.HasNot("so far")
		r.sim.ResetCalls()
		r.Wait(20 * time.Second)
		if n := r.sim.CallCount("GET /v3/lipsyncs"); n > 1 {
			t.Fatalf("%d lists after it was stopped", n)
		}
		r.Press("A")
		r.Wait(5 * time.Second)
		server.Faults().Add(sim.Fault{Kind: sim.FaultStatus, Status: 429, RetryAfter: "40", Times: 1})
		r.Wait(10 * time.Second)
		r.Has("loading waits: ")
		r.sim.ResetCalls()
		r.Wait(20 * time.Second)
		if n := len(r.sim.Calls()); n != 0 {
			t.Fatalf("%d calls while told to wait", n)
		}
		server.Faults().Add(sim.Fault{Kind: sim.FaultDropBefore})
		r.Wait(time.Minute)
		server.Faults().Clear()
		r.Until("all loaded: 2,000 jobs", 5*time.Minute)
	})
}

// TestNothingMovesUnderTheCursor is a minute in which at every poll five jobs
// come in on top and twenty change their state, while the list is sorted,
// filtered, both, or on its second page: the cursor stays on its job, the job on
// its screen line, and the marks on theirs.
func TestNothingMovesUnderTheCursor(t *testing.T) {
	for name, keys := range map[string][]string{
		"the list as it is": {},
		"the second page":   {"n"},
		"sorted by title":   {"s"},
		"sorted by state":   {"s", "s"},
		"last changed":      {"s", "s", "s", "s"},
		"only active":       {"f"},
		"active by state":   {"f", "s", "s"},
		"filtered":          {"/", "e", "p", "enter"},
		"filtered, sorted":  {"/", "e", "p", "enter", "s", "S"},
		"all at once":       {"/", "e", "p", "enter", "f", "s", "s"},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) { nothingMoves(t, keys, len(name)%7) })
		})
	}
}

func nothingMoves(t *testing.T, keys []string, seed int) {
	server := busySim()
	r := start(t, server, 120, 30)
	defer r.Stop()
	r.Wait(3 * time.Second)
	r.Press(keys...)
	// Into the middle of a list that is longer than the screen.
	r.Press("pgdown", "pgdown")
	for range 4 + seed {
		r.Press("k")
	}
	r.Press("space", "k", "k", "space")
	r.Wait(3 * time.Second)
	line, row := r.cursorRow(t)
	job := titleOf(row)
	marked := r.markedRows()
	if len(marked) != 2 {
		t.Fatalf("marked are %q:\n%s", marked, r.Text())
	}
	before, flips := r.sim.Jobs(), 0
	states := map[string]string{}
	for i := range 60 {
		for _, j := range r.sim.Jobs() {
			if was, ok := states[j.ID]; i%10 == 0 && ok && was != j.Status {
				flips++
			}
			if i%10 == 0 {
				states[j.ID] = j.Status
			}
		}
		r.Wait(time.Second)
		l, now := r.cursorRow(t)
		if l != line || titleOf(now) != job {
			t.Fatalf("the cursor was on line %d, %q, and is on %d, %q:\n%s", line, job, l, titleOf(now), r.Text())
		}
		r.Has("2 marked")
		for _, title := range r.markedRows() {
			if !slices.Contains(marked, title) {
				t.Fatalf("%s is marked, and was not:\n%s", title, r.Text())
			}
		}
	}
	if came := len(r.sim.Jobs()) - len(before); came < 25 || flips < 100 {
		t.Fatalf("only %d jobs came in and %d changed", came, flips)
	}
}

// markedRows are the titles of the marked rows on screen.
func (r rig) markedRows() []string {
	var out []string
	for _, l := range strings.Split(r.Text(), "\n") {
		if cells := []rune(l); len(cells) > 2 && cells[1] == '+' {
			out = append(out, titleOf(l))
		}
	}
	return out
}

// titleOf is the title in a row: the words behind the state.
func titleOf(row string) string {
	i := strings.Index(row, "ep")
	if i < 0 {
		return row
	}
	return row[i : i+5]
}

func TestARowThatMatchesNoMoreStaysUnderTheCursor(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := newSim(3)
		for i := range 5 {
			server.AddJob(sim.JobSpec{Title: fmt.Sprintf("ep%03d", i), CreatedAt: time.Now().Add(-time.Duration(i) * time.Second), Running: time.Duration(20+i) * time.Second})
		}
		r := start(t, server, 100, 30)
		defer r.Stop()
		r.Press("f", "j", "j")
		line, row := r.cursorRow(t)
		r.Wait(2 * time.Minute)
		if l, now := r.cursorRow(t); l > line || titleOf(now) != titleOf(row) || !strings.Contains(now, "done") {
			t.Fatalf("the cursor was on %d %q and is on %d %q", line, row, l, now)
		}
		r.Has("1 of 8 loaded matches: active")
		r.Press("esc")
		r.Has("page 1 jobs 1 to 8")
	})
}

// busySim is an account in which every ten seconds five jobs come in and about
// twenty change their state.
func busySim() *sim.Server {
	s := sim.New(sim.Options{Key: testKey, Seed: 1, Concurrency: -1})
	now := time.Now()
	for i := range 200 {
		s.AddJob(sim.JobSpec{
			Title: fmt.Sprintf("ep%03d", i), CreatedAt: now.Add(-time.Duration(i+1) * time.Second),
			Pending: time.Duration(i%40+1) * 5 * time.Second, Running: time.Duration(20+i*7%90) * time.Second,
		})
	}
	for i := range 60 {
		s.AddJob(sim.JobSpec{Title: fmt.Sprintf("ep%03d", 300+i), CreatedAt: now.Add(time.Duration(i*2) * time.Second), Pending: 9 * time.Second, Running: time.Minute})
	}
	return s
}

func TestNamesOfHitsAreWhatWasAskedFor(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := start(t, newSim(30), 100, 40)
		defer r.Stop()
		r.Press("/")
		r.Type("jb7")
		r.Has("are near", "job 007")
		r.Press("enter", "a")
		r.Has("marked")
		rows := slices.DeleteFunc(strings.Split(r.Text(), "\n"), func(l string) bool { return !strings.Contains(l, "✓") })
		if len(rows) == 0 || len(rows) > 4 {
			t.Fatalf("%d rows are near:\n%s", len(rows), r.Text())
		}
	})
}
