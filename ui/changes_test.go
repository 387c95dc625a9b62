package ui

import (
	"testing"

	"lipdash/api"
	"lipdash/ui/state/store"
)

func TestOnlyWhatEndedOutOfSightIsAnnounced(t *testing.T) {
	m := opened(t, &counting{page: someJobs(45)})
	from, to := m.list.Visible(m.rows())
	if from != 0 || to >= 45 {
		t.Fatalf("rows %d to %d are on screen", from, to)
	}
	ended := func(i int) store.Transition {
		return store.Transition{ID: someJobs(45).Jobs[i].ID, From: api.StatusRunning, To: api.StatusCompleted}
	}
	began := store.Transition{ID: "ls_44", From: api.StatusPending, To: api.StatusRunning}
	for name, c := range map[string]struct {
		ts   []store.Transition
		says bool
	}{
		"the last row in sight":                   {[]store.Transition{ended(to - 1)}, false},
		"the first below it":                      {[]store.Transition{ended(to)}, true},
		"in sight, while one out of sight begins": {[]store.Transition{ended(0), began}, false},
		"in sight, while one out of sight ends":   {[]store.Transition{ended(0), ended(to)}, true},
	} {
		if got := m.ended(c.ts) != nil; got != c.says {
			t.Errorf("%s: announced %t", name, got)
		}
	}
	m.list.Edge(true, m.rows())
	if from, _ := m.list.Visible(m.rows()); m.ended([]store.Transition{ended(from - 1)}) == nil || m.ended([]store.Transition{ended(from)}) != nil {
		t.Error("what is above the screen is not told from what is on it")
	}
}
