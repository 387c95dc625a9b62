package ui

import (
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/calls"
	"lipdash/ui/nav"
	"lipdash/ui/state/activity"
	"lipdash/ui/state/edits"
	"lipdash/ui/state/transfers"
)

// toldSoFar is the activity as text, newest first.
func toldSoFar(m *Model) string {
	m.Screen = nav.Activity
	if m.browse.Frozen() {
		m.freeze()
	}
	m.Update(tea.WindowSizeMsg{Width: 200, Height: 60})
	return m.View().Content
}

func TestFilesAreToldOnceForEachThingThatHappensToThem(t *testing.T) {
	m := opened(t, &counting{})
	queue := &fetching{list: []transfers.Transfer{
		{ID: "old", Name: "out/old.mp4", State: transfers.Done, Size: 5},
		{ID: "a", Name: "out/a.mp4", State: transfers.Running, Size: 58_100_000},
		{ID: "b", Name: "out/b.mp4", State: transfers.Queued, Size: 9},
	}}
	m.downloads = queue
	change := func(of func(list []transfers.Transfer)) {
		queue.list = slices.Clone(queue.list)
		of(queue.list)
		m.lookAtFiles()
		m.lookAtFiles()
	}
	m.lookAtFiles()
	change(func(list []transfers.Transfer) { list[1].Linked = true })
	change(func(list []transfers.Transfer) {
		list[1].State = transfers.Done
		list[2].State, list[2].Reason = transfers.Failed, "The disk is full at https://x.y/z?Signature=abcdef."
	})
	m.toast.Clear() // the note says it too
	s := toldSoFar(m)
	for text, n := range map[string]int{
		"out/a.mp4 started": 1, "download link renewed for out/a.mp4": 1, "out/a.mp4, 58.1 MB": 1, "out/b.mp4: The disk is full": 1,
		"out/old.mp4": 0, "abcdef": 0,
	} {
		if got := strings.Count(s, text); got != n {
			t.Errorf("%q is told %d times", text, got)
		}
	}
	if last, _, _ := m.log.LastError(0, nil, m.now); last.Facts[0].Value != "download of out/b.mp4" {
		t.Errorf("the last error is %+v", last)
	}
}

// problems are the last errors, the newest first.
func problems(m *Model) (all []activity.Story) {
	for i := range m.log.Problems() {
		s, _, _ := m.log.LastError(i, nil, m.now)
		all = append(all, s)
	}
	return all
}

func TestOneRefusalOfTheKeyIsOneErrorWhoeverRanIntoIt(t *testing.T) {
	refused := func() error { return &api.Error{Op: "list", Status: 401, Code: "unauthorized", RequestID: "r-1"} }
	for name, ask := range map[string]func(*Model, *counting){
		"a round and the balance": func(m *Model, c *counting) {
			c.err = refused()
			m.poll.Slept(time.Hour)
			drain(m, m.readAccount(true))
			drain(m, refreshed(m))
		},
		"what was asked for": func(m *Model, _ *counting) {
			m.failed("could not load the next page", refused())
			m.poll.Refuse(refused())
		},
		"a delete, and one more": func(m *Model, _ *counting) {
			asked := []api.JobID{"ls_00", "ls_01"}
			m.edits.Delete(asked, m.now)
			for _, id := range asked {
				arrive(m, calls.JobEdited{Call: edits.Call{Kind: edits.Delete, ID: id}, Err: refused()})
			}
		},
	} {
		c := &counting{page: someJobs(3)}
		m := opened(t, c)
		ask(m, c)
		if got := problems(m); len(got) != 1 || got[0].Request != "r-1" || m.poll.Refused() == nil {
			t.Errorf("%s: %d problems, %+v", name, len(got), got)
		}
	}
}

func TestAnotherAccountIsNotFrozen(t *testing.T) {
	m := opened(t, &counting{page: someJobs(5)})
	key(m, "z")
	if !m.browse.Frozen() {
		t.Fatal("z does not freeze")
	}
	m.open(calls.Session{Client: &counting{}, Identity: calls.Identity{KeyTail: "beef"}})
	if m.browse.Frozen() || !strings.Contains(toldSoFar(m), "beef") {
		t.Fatal("the view of one account stands over another")
	}
}
