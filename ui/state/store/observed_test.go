package store

import (
	"testing"

	"lipdash/api"
)

func TestWhatIsObservedOfAFailureHasItsReason(t *testing.T) {
	s := newScene(t, 10)
	s.first("a b", "")
	m := s.ApplyStatuses(s.NextSeq(), []api.JobStatus{{ID: "a", Status: api.StatusFailed, Failure: "too short"}}, noon)
	if got := s.Observed(m.Transitions, noon); len(got) != 1 || got[0].Failure != "too short" {
		t.Errorf("observed: %+v", got)
	}
	for _, o := range s.Observations() {
		if want := map[api.JobID]string{"a": "too short"}[o.ID]; o.Failure != want {
			t.Errorf("%s: %q, not %q", o.ID, o.Failure, want)
		}
	}
}
