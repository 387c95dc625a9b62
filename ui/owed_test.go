package ui

import (
	"context"
	"maps"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/action"
	"lipdash/ui/store"
)

// answerList gives the list that a session asked for last.
func answerList(m *Model, page api.JobPage) {
	arrive(m, jobsListedMsg{seq: m.flights["list"].seq, page: page})
}

func TestWhatIsOwedOutlivesASessionThatListedNothing(t *testing.T) {
	c := &counting{page: someJobs(3)}
	m := opened(t, c)
	m.account.Username = "ann"
	m.refuse("ls_01", outcome{what: deleted, unsent: true, err: &api.Error{Op: "x", Status: 401}})
	for range 2 { // the key that is found first is the one that was refused
		m.open(Session{Client: c})
	}
	if m.owed.username != "ann" {
		t.Errorf("it is owed to %q", m.owed.username)
	}
	answerList(m, someJobs(3))
	if got := m.outcomeInfo("ls_01"); got != "not sent, bad key" || !m.list.Marked("ls_01") {
		t.Errorf("the job says %q, marked %t", got, m.list.Marked("ls_01"))
	}
}

func TestWhatASessionLeavesUndoneSaysWhetherItWasSent(t *testing.T) {
	c := &counting{page: someJobs(6)}
	m := opened(t, c)
	// Four are under way at once, the fifth waits.
	for i := range 5 {
		m.renameTo(someJobs(6).Jobs[i].ID, "new")
	}
	m.perform(action.Delete{IDs: []api.JobID{"ls_05"}})
	arrive(m, undoExpiredMsg{m.groups})
	m.open(Session{Client: c})
	page := someJobs(6)
	page.Jobs[0].Title = "new" // this one arrived
	answerList(m, page)
	for id, want := range map[api.JobID]string{
		"ls_00": "", "ls_01": "renamed? no answer", "ls_04": "not sent, bad key", "ls_05": "deleted? no answer",
	} {
		if got := m.outcomeInfo(id); got != want || m.list.Marked(id) != (want != "") {
			t.Errorf("%s says %q, want %q", id, got, want)
		}
	}
	m.open(Session{Client: c, Identity: Identity{Profile: "another"}})
	if len(m.owed.outcomes) != 0 {
		t.Errorf("another place is owed %v", m.owed.outcomes)
	}
}

func TestWhatIsOwedWaitsForTheListAndGivesWayToANewWish(t *testing.T) {
	c := &counting{page: someJobs(3)}
	m := opened(t, c)
	m.open(Session{Client: c})
	m.store.ApplyCached([]store.Cached{{Job: api.Job{ID: "ls_01", Status: api.StatusCompleted}}, {Job: api.Job{ID: "ls_02", Status: api.StatusCompleted}}})
	lost := outcome{what: deleted, lost: true, err: errReopened}
	m.owed = owed{outcomes: map[api.JobID]outcome{"ls_01": lost, "ls_02": lost, "unlisted": lost}}
	m.perform(action.Delete{IDs: []api.JobID{"ls_02"}})
	m.recallOwed()
	if len(m.outcomes) != 0 || len(m.owed.outcomes) != 3 {
		t.Errorf("rows of an earlier run are taken for this account's: %v", m.outcomes)
	}
	answerList(m, someJobs(3))
	if m.outcomeInfo("ls_01") == "" || m.outcomeInfo("ls_02") != "" || len(m.owed.outcomes) != 1 {
		t.Errorf("%v, still owed %v", m.outcomes, m.owed.outcomes)
	}
	for what, forget := range map[string]func(){
		"a reason": func() { m.list.ClearMarks(); m.owed = owed{} },
		"a debt":   func() { m.list.ClearMarks(); clear(m.outcomes) },
	} {
		outcomes, debt := maps.Clone(m.outcomes), m.owed
		if forget(); m.layer() != peelMarks {
			t.Errorf("%s alone is nothing that esc takes off", what)
		}
		m.outcomes, m.owed = outcomes, debt
	}
	m.peel()
	if len(m.outcomes)+len(m.owed.outcomes) != 0 || m.layer() != peelNothing {
		t.Errorf("after esc there are %v, and it is owed %v", m.outcomes, m.owed.outcomes)
	}
}

func TestADeleteInItsWindowIsGivenUpBeforeTheKeyIsFound(t *testing.T) {
	c := &counting{page: someJobs(3)}
	m := opened(t, c)
	m.opts.Reconnect = func(context.Context) (Session, error) { return Session{Client: c}, nil }
	m.refused = &api.Error{Op: "x", Status: 401}
	m.perform(action.Delete{IDs: []api.JobID{"ls_01"}})
	m.perform(action.Refresh{}) // the answer is still to come
	arrive(m, undoExpiredMsg{m.groups})
	if got := m.outcomeInfo("ls_01"); got != "not sent, bad key" || m.deletes.running != 0 {
		t.Errorf("the job says %q, %d deletes are under way", got, m.deletes.running)
	}
}

func TestWhoeverHearsThatTheKeyIsRefusedEndsWhatWaits(t *testing.T) {
	refused := &api.Error{Op: "x", Status: 401}
	for name, hear := range map[string]func(*Model) tea.Msg{
		"the account": func(m *Model) tea.Msg {
			m.accountAt = time.Time{}
			m.readAccount()
			return accountReadMsg{seq: m.flights["account"].seq, err: refused}
		},
		"the list": func(m *Model) tea.Msg {
			m.poll.refreshed = time.Time{}
			m.startRound()
			return jobsListedMsg{seq: m.flights["list"].seq, err: refused}
		},
	} {
		t.Run(name, func(t *testing.T) {
			m := opened(t, &counting{page: api.JobPage{Jobs: []api.Job{{ID: "ls_00", Status: api.StatusCompleted}}}})
			m.perform(action.Delete{IDs: []api.JobID{"ls_00"}})
			m.hold.until = m.now.Add(time.Hour)
			arrive(m, undoExpiredMsg{m.groups})
			if len(m.deletes.waiting) != 1 {
				t.Fatalf("%v wait", m.deletes.waiting)
			}
			arrive(m, hear(m))
			if got := m.outcomeInfo("ls_00"); len(m.deletes.waiting) != 0 || got != "not sent, bad key" {
				t.Errorf("%v wait, the job says %q", m.deletes.waiting, got)
			}
		})
	}
}
