package ui

import (
	"context"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/state/browse"
	"lipdash/ui/state/edits"
)

// ids are the jobs of someJobs that are still there.
func ids(m *Model, n int) []api.JobID {
	var out []api.JobID
	for _, j := range someJobs(n).Jobs {
		if _, ok := m.store.Get(j.ID); ok {
			out = append(out, j.ID)
		}
	}
	return out
}

// answerList gives the list that a session asked for last.
func answerList(m *Model, page api.JobPage) {
	arrive(m, calls.JobsListed{Request: m.requests["list"].Request, Page: page})
}

func TestWhatIsCarriedOverOutlivesASessionThatListedNothing(t *testing.T) {
	c := &counting{page: someJobs(3)}
	m := opened(t, c)
	m.edits.Fail("ls_01", edits.Failure{Kind: edits.Delete, Unsent: true, Err: &api.Error{Op: "x", Status: 401}})
	for range 2 { // the key that is found first is the one that was refused
		m.open(calls.Session{Client: c})
	}
	answerList(m, someJobs(3))
	if got := m.edits.Brief("ls_01"); got != "not sent, bad key" || !m.list.Marked(action.JobRow("ls_01")) {
		t.Errorf("the job says %q, marked %t", got, m.list.Marked(action.JobRow("ls_01")))
	}
}

// "Fetched when done" holds with the new key too, but for another account's jobs.
func TestAWishForAFileOutlivesARefusedKey(t *testing.T) {
	c := &counting{page: someJobs(3)}
	m := opened(t, c)
	m.account.Username = "ann"
	m.downloads = folder{}
	m.transfers.Want([]api.JobID{"ls_01"}, false)
	m.open(calls.Session{Client: c})
	m.downloads = folder{}
	m.fetchWanted(nil, m.now)
	if n := m.transfers.Wanted(); n != 1 {
		t.Fatalf("%d are wanted before the list is there", n)
	}
	page := someJobs(3)
	page.Jobs[1].Status = api.StatusCompleted
	answerList(m, page)
	if n := len(m.transfers.Due(m.store.Get, m.now).Fetch); n != 0 {
		t.Error("it is not fetched once it is listed as done")
	}
	m.transfers.Want([]api.JobID{"ls_02"}, false)
	m.open(calls.Session{Client: c})
	arrive(m, calls.AccountRead{Request: m.requests["account"].Request, Account: api.Account{Username: "bob"}})
	if n := m.transfers.Wanted(); n != 0 {
		t.Errorf("%d are wanted of another account", n)
	}
}

func TestWhatASessionLeavesUndoneSaysWhetherItWasSent(t *testing.T) {
	c := &counting{page: someJobs(6)}
	m := opened(t, c)
	m.edits = edits.New(0, edits.Terminal{})
	// Four are under way at once, the fifth waits.
	for i := range 5 {
		m.perform(action.Rename{ID: someJobs(6).Jobs[i].ID, Title: "new"})
	}
	m.perform(action.Delete{IDs: action.JobRows("ls_05")})
	m.open(calls.Session{Client: c})
	page := someJobs(6)
	page.Jobs[0].Title = "new" // this one arrived
	answerList(m, page)
	for id, want := range map[api.JobID]string{
		"ls_00": "", "ls_01": "renamed? no answer", "ls_04": "not sent, bad key", "ls_05": "deleted? no answer",
	} {
		if got := m.edits.Brief(id); got != want || m.list.Marked(action.JobRow(id)) != (want != "") {
			t.Errorf("%s says %q, want %q", id, got, want)
		}
	}
	m.open(calls.Session{Client: c, Identity: calls.Identity{Profile: "another"}})
	if left := m.edits.Unfinished(); len(left) != 0 {
		t.Errorf("carried over to another place: %v", left)
	}
}

func TestWhatIsCarriedOverWaitsForTheListAndEscTakesItOff(t *testing.T) {
	c := &counting{page: someJobs(3)}
	m := opened(t, c)
	m.open(calls.Session{Client: c})
	m.store.ApplyCached([]record.Job{{Job: api.Job{ID: "ls_01", Status: api.StatusCompleted}}})
	before := edits.New(0, edits.Terminal{})
	before.Fail("ls_01", edits.Failure{Kind: edits.Delete, Lost: true, Err: edits.ErrReopened})
	m.edits.CarryOver(before, "")
	if m.Update(nil); m.edits.Brief("ls_01") != "" {
		t.Error("rows of an earlier run are taken for this account's")
	}
	answerList(m, someJobs(3))
	if m.edits.Brief("ls_01") == "" || !m.list.Marked(action.JobRow("ls_01")) {
		t.Error("what was carried over is not on its row")
	}
	m.list.ClearMarks()
	if m.nextEsc() != browse.EscMarks {
		t.Error("a failure alone is nothing that esc takes off")
	}
	if m.takeOff(); m.edits.Failures() != 0 || m.nextEsc() != browse.EscNothing {
		t.Errorf("after esc there are %d", m.edits.Failures())
	}
}

func TestADeleteInItsWindowIsGivenUpBeforeTheKeyIsFound(t *testing.T) {
	c := &counting{page: someJobs(3)}
	m := opened(t, c)
	m.opts.Reconnect = func(context.Context) (calls.Session, error) { return calls.Session{Client: c}, nil }
	m.poll.Refuse(&api.Error{Op: "x", Status: 401})
	m.perform(action.Delete{IDs: action.JobRows("ls_01")})
	m.perform(action.Refresh{}) // the answer is still to come
	m.Update(m.timer.Msg())
	if got := m.edits.Brief("ls_01"); got != "not sent, bad key" || m.edits.Running(edits.Delete) != 0 {
		t.Errorf("the job says %q, %d deletes are under way", got, m.edits.Running(edits.Delete))
	}
}

func TestWhoeverHearsThatTheKeyIsRefusedEndsWhatWaits(t *testing.T) {
	refused := &api.Error{Op: "x", Status: 401}
	for name, hear := range map[string]func(*Model) tea.Msg{
		"the account": func(m *Model) tea.Msg {
			m.poll.Slept(time.Hour)
			m.readAccount(true)
			return calls.AccountRead{Request: m.requests["account"].Request, Err: refused}
		},
		"the list": func(m *Model) tea.Msg {
			refreshed(m)
			return calls.JobsListed{Request: m.requests["list"].Request, Err: refused}
		},
	} {
		t.Run(name, func(t *testing.T) {
			page := someJobs(edits.AtOnce + 1)
			for i := range page.Jobs {
				page.Jobs[i].Status = api.StatusCompleted // whose states nobody asks for
			}
			m := opened(t, &counting{page: page})
			m.edits = edits.New(0, edits.Terminal{})
			m.perform(action.Delete{IDs: action.JobRows(ids(m, edits.AtOnce+1)...)})
			last := ids(m, edits.AtOnce+1)[edits.AtOnce]
			if got := m.source().Row(action.JobRow(last)).Info; got != "u keeps, waits" {
				t.Fatalf("the last one says %q", got)
			}
			arrive(m, hear(m))
			if got := m.edits.Brief(last); got != "not sent, bad key" {
				t.Errorf("the job says %q", got)
			}
		})
	}
}
