package ui

import (
	"testing"

	"lipdash/api"
)

// answerList gives the list that a session asked for last.
func answerList(m *Model, page api.JobPage) {
	m.Update(jobsListedMsg{seq: m.flights["list"].seq, page: page})
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
