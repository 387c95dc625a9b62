package outbox

import (
	"errors"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"lipdash/api"
)

func jobIDs(ids ...api.JobID) []api.JobID { return ids }

func TestAJobMadeHereCountsUntilAPictureHadItAndHasItNoMore(t *testing.T) {
	a := newAccount()
	a.made("mine", noon)
	a.see(jobIDs("x"), nil, noon.Add(time.Second))
	if got := a.count(); got != 2 {
		t.Fatalf("%d jobs after a picture that is older than it", got)
	}
	a.see(jobIDs("x", "mine"), nil, noon.Add(2*time.Second))
	if got := a.count(); got != 2 {
		t.Fatalf("%d jobs after a picture that has it", got)
	}
	a.see(jobIDs("x"), nil, noon.Add(3*time.Second))
	if got := a.busy(); !slices.Equal(got, jobIDs("x")) {
		t.Errorf("after it has gone: %v", got)
	}
}

func TestAJobNoPictureHasCountsForAWhile(t *testing.T) {
	a := newAccount()
	a.made("mine", noon)
	a.see(jobIDs("x"), nil, noon.Add(unmet))
	if got := a.count(); got != 2 {
		t.Errorf("%d jobs within the time", got)
	}
	a.see(jobIDs("x"), nil, noon.Add(unmet+time.Second))
	if got := a.count(); got != 1 {
		t.Errorf("%d jobs after it", got)
	}
}

func TestAJobThatIsSeenToHaveEndedDoesNotCount(t *testing.T) {
	a := newAccount()
	a.made("mine", noon)
	a.see(jobIDs("x", "mine"), []api.Job{{ID: "mine", Status: api.StatusFailed}, {ID: "x", Status: api.StatusRunning}}, noon)
	if got := a.busy(); !slices.Equal(got, jobIDs("x")) {
		t.Errorf("busy with %v", got)
	}
	a = newAccount()
	a.made("mine", noon)
	a.see(nil, []api.Job{{ID: "mine", Status: api.StatusCompleted}}, noon)
	if got := a.count(); got != 0 {
		t.Errorf("busy with %d, never met before its end", got)
	}
}

// One that has not looked yet knows of nothing, which says nothing.
func TestAPictureOfNothingIsNone(t *testing.T) {
	a := newAccount()
	a.see(nil, nil, noon)
	if a.recent(time.Minute, noon) {
		t.Error("it is believed")
	}
	a.see(jobIDs("x"), nil, noon)
	if !a.recent(time.Minute, noon.Add(time.Second)) || a.recent(time.Minute, noon.Add(time.Minute)) {
		t.Error("a picture does not count for its time")
	}
}

func TestTheServerIsAskedOnceAtATimeAndNotTooOften(t *testing.T) {
	a := newAccount()
	a.see(jobIDs("x"), nil, noon)
	if !a.due(time.Minute, noon) || a.due(time.Minute, noon.Add(time.Hour)) {
		t.Error("asked twice at a time, or not at all")
	}
	if a.recent(time.Minute, noon) {
		t.Error("slots are given while the answer is on its way")
	}
	a.asked(noon)
	if !a.recent(time.Minute, noon) || a.due(time.Minute, noon.Add(time.Second)) || !a.due(time.Minute, noon.Add(time.Minute)) {
		t.Error("the time between two questions is not kept")
	}
}

func TestOnlyAnAccountThatIsFullIsALesson(t *testing.T) {
	for name, tc := range map[string]struct {
		err  error
		busy int
		want int
	}{
		"full":                 {&api.Error{Status: 429, Enveloped: true, Message: "Concurrent job limit reached"}, 4, 4},
		"in no clear words":    {&api.Error{Status: 429, Enveloped: true, Message: "Slow down"}, 4, 4},
		"jobs, not requests":   {&api.Error{Status: 429, Enveloped: true, Message: "Request refused: too many jobs"}, 4, 4},
		"too many requests":    {&api.Error{Status: 429, Enveloped: true, Message: "Request rate exceeded"}, 4, 0},
		"nothing was running":  {&api.Error{Status: 429, Enveloped: true, Message: "Slow down"}, 0, 0},
		"a gateway said so":    {&api.Error{Status: 429}, 4, 0},
		"the quota is used up": {&api.Error{Status: 429, Enveloped: true, Code: "quota_exceeded"}, 4, 0},
		"another answer":       {&api.Error{Status: 500, Enveloped: true}, 4, 0},
		"no answer":            {errors.New("no answer"), 4, 0},
	} {
		a := newAccount()
		a.refused(tc.err, tc.busy)
		if got := a.takeLesson(); got != tc.want {
			t.Errorf("%s: %d jobs, want %d", name, got, tc.want)
		}
	}
}

func TestTheLowestLessonCountsUntilItIsTold(t *testing.T) {
	full := &api.Error{Status: 429, Enveloped: true, Message: "too many jobs"}
	rapid.Check(t, func(rt *rapid.T) {
		a, lowest := newAccount(), 0
		for _, busy := range rapid.SliceOf(rapid.IntRange(0, 30)).Draw(rt, "busy") {
			a.refused(full, busy) // with nothing running it was something else
			if busy > 0 && (lowest == 0 || busy < lowest) {
				lowest = busy
			}
		}
		if got := a.takeLesson(); got != lowest {
			rt.Fatalf("%d jobs, want %d", got, lowest)
		}
	})
}

func TestALessonIsToldOnceAndAgainWhenItWasNotWrittenDown(t *testing.T) {
	full := &api.Error{Status: 429, Enveloped: true, Message: "too many jobs"}
	a := newAccount()
	if n := a.takeLesson(); n != 0 {
		t.Errorf("%d to tell before anything was learned", n)
	}
	a.refused(full, 5)
	n := a.takeLesson()
	if again := a.takeLesson(); n != 5 || again != 0 {
		t.Errorf("told %d, then %d", n, again)
	}
	a.refused(full, 7)
	a.learn(n)
	if got := a.takeLesson(); got != 5 {
		t.Errorf("%d after a failure", got)
	}
}
