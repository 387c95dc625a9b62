package follow

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/state/store"
)

var noon = time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC)

// said are changes in short.
func said(changes []Change) string {
	var out []string
	for _, c := range changes {
		text := string(c.Kind) + " " + string(c.Job.ID)
		if c.Kind == State {
			text += " " + string(c.From) + ">" + string(c.Job.Status)
		}
		if c.Kind == Title {
			text += " " + c.Job.Title
		}
		out = append(out, text)
	}
	return strings.Join(out, ", ")
}

func TestEachChangeOfAJobIsToldOnce(t *testing.T) {
	s := store.New(100)
	l := NewLog(s)
	now := noon
	tell := func(m store.Merge, news bool) string {
		now = now.Add(5 * time.Second)
		return said(l.Merged(m, news, now))
	}
	page := func(jobs ...api.Job) store.Merge {
		return s.ApplyFirstPage(s.NextSeq(), api.JobPage{Jobs: jobs}, now)
	}
	statuses := func(list ...api.JobStatus) store.Merge { return s.ApplyStatuses(s.NextSeq(), list, now) }
	a := api.Job{ID: "a", Title: "one", Status: api.StatusRunning, CreatedAt: noon}
	old := api.Job{ID: "old", Title: "old", Status: api.StatusCompleted, CreatedAt: noon.Add(-time.Hour), VideoURL: "https://x/v"}
	b := api.Job{ID: "b", Title: "two", Status: api.StatusPending, CreatedAt: noon.Add(time.Second)}
	for i, step := range []struct {
		merge func() store.Merge
		news  bool
		want  string
	}{
		{func() store.Merge { return page(a, old) }, false, ""}, // what is there at the start is no change
		{func() store.Merge { return page(b, a, old) }, true, "new b"},
		{func() store.Merge { return page(b, a, old) }, true, ""},
		{func() store.Merge { return statuses(api.JobStatus{ID: "b", Status: api.StatusRunning}) }, true, "state b pending>running"},
		{func() store.Merge { b.Title, b.Status = "zwei", api.StatusRunning; return page(b, a, old) }, true, "title b zwei"},
		{func() store.Merge { return statuses(api.JobStatus{ID: "a", Status: api.StatusCompleted}) }, true, "state a running>completed"},
		{func() store.Merge { return statuses(api.JobStatus{ID: "a", Status: api.StatusCompleted}) }, true, ""},
		{func() store.Merge {
			a.Status, a.VideoURL = api.StatusCompleted, "https://x/a"
			return s.ApplyJob(s.NextSeq(), a, now)
		}, true, "link a"},
		{func() store.Merge { a.VideoURL = "https://x/fresh"; return s.ApplyJob(s.NextSeq(), a, now) }, true, ""},
		{func() store.Merge { return s.ApplyGone(s.NextSeq(), "b", now) }, true, "gone b"},
		{func() store.Merge { return s.ApplyGone(s.NextSeq(), "b", now) }, true, ""},
	} {
		if got := tell(step.merge(), step.news); got != step.want {
			t.Errorf("step %d: %q, not %q", i, got, step.want)
		}
	}
}

func TestAJobOfWhichNobodyKnowsTheAgeIsToldWithoutOne(t *testing.T) {
	s := store.New(100)
	l := NewLog(s)
	l.Merged(s.ApplyFound(api.Job{ID: "a", Status: api.StatusPending, CreatedAt: LongAgo}, noon), false, noon)
	got := l.Merged(s.ApplyStatuses(s.NextSeq(), []api.JobStatus{{ID: "a", Status: api.StatusFailed, Failure: "no speech"}}, noon), false, noon)
	if len(got) != 1 || !got[0].Job.CreatedAt.IsZero() || got[0].Job.FailureMessage != "no speech" {
		t.Errorf("%+v", got)
	}
	gone := l.Merged(s.ApplyGone(s.NextSeq(), "a", noon), false, noon)
	if len(gone) != 1 || gone[0].Job.Status != api.StatusGone || gone[0].Job.ID != "a" {
		t.Errorf("%+v", gone)
	}
}

func TestWhatWaitsForTheUserIsStuck(t *testing.T) {
	for name, tc := range map[string]struct {
		o    submission.Outgoing
		want bool
	}{
		"asks": {submission.Outgoing{Submission: submission.Submission{State: submission.Asking}}, true},
		"held": {submission.Outgoing{Submission: submission.Submission{State: submission.Ready, Held: true, Problem: submission.Problem{Message: "The wallet is empty."}}}, true},
		"goes": {submission.Outgoing{Submission: submission.Submission{State: submission.Ready}}, false},
	} {
		if why, stuck := Stuck(tc.o); stuck != tc.want || stuck == (why == "") {
			t.Errorf("%s: %v %q", name, stuck, why)
		}
	}
}

func state(id api.JobID, s api.Status) Change {
	return Change{Kind: State, Job: api.Job{ID: id, Status: s}}
}

func TestAWaitIsOverWhenAllOfItIs(t *testing.T) {
	done, failed, gone, running := api.StatusCompleted, api.StatusFailed, api.StatusGone, api.StatusRunning
	refused := func(id submission.ID) Change { return Change{Kind: Refused, Submission: id} }
	for _, tc := range []struct {
		name       string
		fast       bool
		begin      func(*Wait)
		take       []Change
		over, well bool
		counts     string
	}{
		{"nothing", false, func(*Wait) {}, nil, true, true, "0 0 0"},
		{"one runs", false, func(w *Wait) { w.Add("a", "b") }, []Change{state("a", done), state("b", running)}, false, true, "1 0 2"},
		{"all done", false, func(w *Wait) { w.Add("a", "b", "a") }, []Change{state("a", done), state("b", done)}, true, true, "2 0 2"},
		{"one failed", false, func(w *Wait) { w.Add("a", "b") }, []Change{state("a", failed), state("b", done)}, true, false, "1 1 2"},
		{"failed, the other runs", false, func(w *Wait) { w.Add("a", "b") }, []Change{state("a", failed)}, false, false, "0 1 2"},
		{"fail fast", true, func(w *Wait) { w.Add("a", "b") }, []Change{state("a", failed)}, true, false, "0 1 2"},
		{"deleted", false, func(w *Wait) { w.Add("a") }, []Change{state("a", gone)}, true, false, "0 1 1"},
		{"another's", false, func(w *Wait) { w.Add("a") }, []Change{state("x", failed), refused("y")}, false, true, "0 0 1"},
		{"not made yet", false, func(w *Wait) { w.Expect("s") }, nil, false, true, "0 0 1"},
		{"refused", false, func(w *Wait) { w.Expect("s") }, []Change{refused("s")}, true, false, "0 1 1"},
		{"became a job", false, func(w *Wait) { w.Expect("s"); w.Became("s", "a") }, []Change{state("a", done)}, true, true, "1 0 1"},
		{"became a job that runs", false, func(w *Wait) { w.Expect("s"); w.Became("s", "a") }, nil, false, true, "0 0 1"},
	} {
		w := Wait{FailFast: tc.fast}
		tc.begin(&w)
		for _, c := range tc.take {
			w.Take(c)
		}
		over, well := w.Over()
		completed, bad, all := w.Counts()
		if got := fmt.Sprint(completed, bad, all); over != tc.over || well != tc.well || got != tc.counts {
			t.Errorf("%s: over %v, well %v, %s", tc.name, over, well, got)
		}
	}
}

func TestWhatIsLeftOfAWaitIsNamedInItsOrder(t *testing.T) {
	var w Wait
	w.Add("c", "a", "b")
	w.Expect("s", "r")
	w.Take(state("a", api.StatusCompleted))
	w.Take(Change{Kind: Waits, Submission: "r"})
	if jobs, coming := w.Left(); fmt.Sprint(jobs) != "[c b]" || coming != 1 {
		t.Errorf("%v, %d coming", jobs, coming)
	}
}
