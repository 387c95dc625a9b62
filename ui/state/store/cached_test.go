package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/record"
)

// heard gives the scene jobs of an earlier run: "a b" are running.
func (s scene) heard(words string) {
	var out []record.Job
	for _, j := range jobs(words) {
		out = append(out, record.Job{Job: j, SeenAt: later(-1e12)})
	}
	s.ApplyCached(out)
}

func TestRowsOfAnEarlierRunAreShownUntilTheListKnowsBetter(t *testing.T) {
	s := newScene(t, 3)
	s.heard("a b c d e f g")
	wantPages(t, s.Store, "a b c | d e f | g")
	if s.Loaded() || !s.HasMore() {
		t.Error("cached counts as a list")
	}
	m := s.first("n a c d", "1")
	wantPages(t, s.Store, "n a c | d e f | g")
	wantSuspects(t, m, "")
	if words(m.New) != "n" || m.Refused != 0 {
		t.Errorf("merge is %+v", m)
	}
	if got, ok := s.Stale(); !ok || got != "1" {
		t.Errorf("the way on is %q", got)
	}
	if got, _ := s.More(); got != "1" {
		t.Errorf("more is %q", got)
	}
	s.next("1", "e g h", "2")
	wantPages(t, s.Store, "n a c | d e | g | h")
	s.wantNext("2")
}

func TestAListThatMeetsNoRowOfAnEarlierRunLeavesAGap(t *testing.T) {
	s := newScene(t, 2)
	s.heard("c d")
	s.first("a b", "1")
	s.wantGap("1")
	late := newScene(t, 2)
	late.first("a b", "1")
	late.heard("c d")
	late.heard("e")
	late.wantGap("1")
	late.wantNext("")
	wantPages(t, late.Store, "a b | c d | e")
	late.next("1", "x c", "2")
	wantPages(t, late.Store, "a b x | c d | e")
	late.wantGap("")
}

func TestRowsOfAnEarlierRunThatComeLateFollowTheList(t *testing.T) {
	s := newScene(t, 2)
	s.first("a b", "1")
	s.heard("b c d")
	s.heard("e f")
	wantPages(t, s.Store, "a b | c d | e f")
	s.wantGap("")
	s.wantNext("")
	if got, _ := s.More(); got != "1" || !s.HasMore() {
		t.Errorf("more is %q", got)
	}
}

func TestTheEndOfAnEarlierRunsListIsBelievedWhenItWasReached(t *testing.T) {
	for whole, more := range map[bool]bool{true: false, false: true} {
		s := newScene(t, 2)
		s.heard("a b c")
		s.CacheEnds(whole)
		s.first("a b", "1")
		if s.HasMore() != more {
			t.Errorf("whole is %v, more is %v", whole, s.HasMore())
		}
		s.next("1", "c", "")
		if s.HasMore() || s.Incomplete() {
			t.Error("there is more after the end")
		}
	}
}

func TestAWholeListNeedsNoEarlierRun(t *testing.T) {
	s := newScene(t, 9)
	s.first("a b", "")
	s.heard("b c")
	wantPages(t, s.Store, "a b")
	s = newScene(t, 9)
	s.heard("a x b y")
	s.first("a b", "")
	wantPages(t, s.Store, "a b")
	s.heard("x")
	wantPages(t, s.Store, "a b")
}

func TestDeletedJobsDoNotComeBackFromAnEarlierRun(t *testing.T) {
	s := newScene(t, 9)
	s.ApplyDeleted("b")
	s.heard("a b c")
	wantPages(t, s.Store, "a c")
}

func TestAChangeThatHappenedWhileNobodyLookedIsNotAnObservation(t *testing.T) {
	s := newScene(t, 9)
	s.heard("a b")
	m := s.bulk("a", api.StatusCompleted)
	s.bulk("b", api.StatusRunning)
	n := s.bulk("b", api.StatusFailed)
	if len(m.Transitions) != 1 || !m.Transitions[0].Found || len(n.Transitions) != 1 || n.Transitions[0].Found {
		t.Errorf("transitions are %+v and %+v", m.Transitions, n.Transitions)
	}
}

func TestAChangeAfterAGapIsFoundAndOneSeenInTimeIsNot(t *testing.T) {
	for gap, found := range map[time.Duration]bool{unwatched: false, unwatched + time.Second: true} {
		s := newScene(t, 9)
		s.ApplyFirstPage(s.NextSeq(), api.JobPage{Jobs: []api.Job{{ID: "a", Status: api.StatusRunning}}}, noon)
		m := s.ApplyStatuses(s.NextSeq(), []api.JobStatus{{ID: "a", Status: api.StatusCompleted}}, noon.Add(gap))
		if h := s.entry("a").History; m.Transitions[0].Found != found || h[1].Found != found || !h[0].Found {
			t.Errorf("after %s: %+v, %+v", gap, m.Transitions, h)
		}
	}
	s := newScene(t, 9)
	s.ApplyCreated(api.Job{ID: "a", Status: api.StatusPending}, noon)
	s.ApplyStatuses(s.NextSeq(), []api.JobStatus{{ID: "a", Status: api.StatusPending}}, noon.Add(time.Hour))
	s.ApplyStatuses(s.NextSeq(), []api.JobStatus{{ID: "a", Status: api.StatusFailed}}, noon.Add(time.Hour+6*time.Minute))
	if h := s.entry("a").History; h[0].Found || h[1].Found {
		t.Errorf("six minutes of an hour: %+v", h)
	}
}

func TestWhatEndedIsUnseenUntilSomebodyLooks(t *testing.T) {
	job := func(id string, st api.Status) api.Job { return api.Job{ID: api.JobID(id), Status: st} }
	s := newScene(t, 9)
	s.ApplyFirstPage(s.NextSeq(), api.JobPage{Jobs: []api.Job{
		job("ends", api.StatusRunning), job("fails", api.StatusRunning), job("ended", api.StatusCompleted), job("old", api.StatusCompleted), job("kept", api.StatusCompleted),
	}}, noon)
	unseen := s.ApplyCached([]record.Job{
		{Job: job("ended", api.StatusRunning)},
		{Job: job("kept", api.StatusCompleted), Unseen: true},
		{Job: job("old", api.StatusCompleted)},
		{Job: job("ends", api.StatusPending)},
	})
	if !slices.Equal(unseen, []api.JobID{"ended", "kept"}) {
		t.Errorf("an earlier run knew of %v", unseen)
	}
	s.bulk("ends", api.StatusCompleted)
	s.bulk("fails", api.StatusFailed)
	for id, want := range map[api.JobID]bool{"ends": true, "fails": false, "ended": true, "old": false, "kept": true} {
		if s.entry(id).Unseen != want {
			t.Errorf("%s is unseen: %t", id, !want)
		}
	}
	s.TakeChanges()
	s.Look("ends")
	s.Look("old")
	if got := s.TakeChanges().IDs; s.entry("ends").Unseen || !slices.Equal(got, []api.JobID{"ends"}) {
		t.Errorf("a look changed %v", got)
	}
	late := newScene(t, 9)
	late.ApplyCached([]record.Job{{Job: job("kept", api.StatusCompleted), Unseen: true}, {Job: job("away", api.StatusRunning)}})
	late.first("kept away", "")
	if !late.entry("kept").Unseen {
		t.Error("a list made an unseen job a seen one")
	}
}

func TestRowsFarDownKeepNoLinksUntilTheyAreRead(t *testing.T) {
	s := scene{loaded(1500), t}
	top, deep := s.entry("job-000999"), s.entry("job-001400")
	if top.Trimmed || !deep.Trimmed || deep.Job.VideoURL != "" || !deep.HasVideo || deep.NeedsRead {
		t.Errorf("top %+v, deep %+v", top, deep)
	}
	s.read(done("job-001400", "https://x/"))
	if deep = s.entry("job-001400"); deep.Trimmed || deep.Job.VideoURL == "" {
		t.Errorf("after a read: %+v", deep)
	}
}

func TestChangesAreWhatChangedAndNothingElse(t *testing.T) {
	s := newScene(t, 9)
	take := func() string {
		c := s.TakeChanges()
		slices.Sort(c.IDs)
		return fmt.Sprint(strings.TrimSpace(words(c.IDs)), c.Moved)
	}
	for i, step := range []struct {
		do   func()
		want string
	}{
		{func() { s.first("a b c", "1") }, "a b ctrue"},
		{func() { s.first("a b c", "1") }, "false"},
		{func() { s.bulk("a", api.StatusRunning) }, "false"},
		{func() { s.bulk("a", api.StatusFailed); s.bulk("b", api.StatusCompleted) }, "a bfalse"},
		{func() { s.ApplyTitle("c", "x") }, "cfalse"},
		{func() { s.first("n a b c", "1") }, "c ntrue"},
		{func() { s.ApplyDeleted("a") }, "atrue"},
		{func() { s.created("m") }, "mtrue"},
		{func() { s.first("c b n", "1") }, "true"},
	} {
		step.do()
		if got := take(); got != step.want {
			t.Errorf("step %d: changes are %q, want %q", i, got, step.want)
		}
	}
}

func TestAllIsEveryPageInOrder(t *testing.T) {
	s := newScene(t, 2)
	s.first("a b", "1")
	s.next("1", "c d e", "")
	if got := words(slices.Collect(s.All())); got != "a b c d e" {
		t.Errorf("all are %q", got)
	}
}
