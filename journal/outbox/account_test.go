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
		"too many requests":    {&api.Error{Status: 429, Enveloped: true, Message: "Request rate exceeded"}, 4, 10},
		"nothing was running":  {&api.Error{Status: 429, Enveloped: true, Message: "Slow down"}, 0, 10},
		"a gateway said so":    {&api.Error{Status: 429}, 4, 10},
		"the quota is used up": {&api.Error{Status: 429, Enveloped: true, Code: "quota_exceeded"}, 4, 10},
		"another answer":       {&api.Error{Status: 500, Enveloped: true}, 4, 10},
		"no answer":            {errors.New("no answer"), 4, 10},
	} {
		a := newAccount()
		a.refused(tc.err, tc.busy, noon)
		if got := a.limit(10, noon); got != tc.want {
			t.Errorf("%s: limit %d, want %d", name, got, tc.want)
		}
	}
}

func TestARefusalWithNothingRunningForgetsNoLesson(t *testing.T) {
	full := &api.Error{Status: 429, Enveloped: true, Message: "too many jobs"}
	a := newAccount()
	a.refused(full, 4, noon)
	a.refused(full, 0, noon)
	if got := a.limit(10, noon); got != 4 {
		t.Errorf("limit %d", got)
	}
}

// However lessons come, the limit is the lowest of those that count, and never
// above the user's own.
func TestTheLimitOnlyGoesDownWithinADay(t *testing.T) {
	full := &api.Error{Status: 429, Enveloped: true, Message: "too many jobs"}
	rapid.Check(t, func(rt *rapid.T) {
		a, limit := newAccount(), rapid.IntRange(1, 20).Draw(rt, "limit")
		lowest := limit
		for i, busy := range rapid.SliceOf(rapid.IntRange(1, 30)).Draw(rt, "busy") {
			at := noon.Add(time.Duration(i) * time.Minute)
			a.refused(full, busy, at)
			lowest = min(lowest, busy)
			if got := a.limit(limit, at); got != lowest {
				rt.Fatalf("limit %d, want %d", got, lowest)
			}
		}
		if got := a.limit(limit, noon.Add(100*time.Hour)); got != limit {
			rt.Fatalf("later: limit %d, want %d", got, limit)
		}
	})
}

func TestALessonIsToldOnce(t *testing.T) {
	full := &api.Error{Status: 429, Enveloped: true, Message: "too many jobs"}
	a := newAccount()
	if n := a.toTell(); n != 0 {
		t.Errorf("%d to tell before anything was learned", n)
	}
	a.refused(full, 5, noon)
	n := a.toTell()
	a.refused(full, 3, noon)
	a.toldOf(n)
	if got := a.toTell(); n != 5 || got != 3 {
		t.Errorf("told %d, then %d", n, got)
	}
	a.toldOf(3)
	if got := a.toTell(); got != 0 {
		t.Errorf("%d to tell again", got)
	}
}
