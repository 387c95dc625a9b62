package ui

import (
	"testing"

	"lipdash/api"
)

func TestMarksOfAnAccountThatWasLeftReachNothing(t *testing.T) {
	c := &counting{page: someJobs(3)}
	m := opened(t, c)
	m.list.Mark([]api.JobID{"ls_00", "ls_01"})
	m.open(Session{Client: c, Identity: Identity{Profile: "another"}})
	if got := m.list.Marks(); got != 0 {
		t.Errorf("%d marks came along", got)
	}
}

func TestASessionIsLiveOnceItWasAnswered(t *testing.T) {
	c := &counting{page: someJobs(3)}
	m := opened(t, c)
	m.open(Session{Client: c})
	m.Update(nil)
	if got := m.pulse().Text[0]; got != "asking HeyGen" {
		t.Errorf("before any answer it says %q", got)
	}
}
