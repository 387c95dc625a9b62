package ui

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"lipdash/api"
	"lipdash/api/submission"
)

func TestACreateThatHeyGenStillWorksOnIsStillBeingMade(t *testing.T) {
	m := opened(t, &counting{})
	o := Outgoing{Submission: submission.New("s", map[string]string{"title": "ep018"}, time.Now())}
	o.State, o.Doubt = submission.Unknown, true
	o.Problem = submission.Problem{Code: "request_in_progress", Message: "The job is still being made."}
	if word, info := m.phase(&o); word != "checking" || info != "still being made" {
		t.Errorf("%s, %s", word, info)
	}
}

func TestRowsWithoutAnIDAreCountedAndToldOnce(t *testing.T) {
	c := &counting{page: api.JobPage{Skipped: 2}}
	m := opened(t, c)
	if s := ansi.Strip(m.draw()); !strings.Contains(s, "HeyGen's list holds 2 rows without an id") || strings.Contains(s, "no lipsync jobs") {
		t.Errorf("an account of rows without ids:\n%s", s)
	}
	c.page.Jobs = []api.Job{{ID: "ls_1", Status: api.StatusCompleted}}
	for range 3 {
		drain(m, m.nextRound())
	}
	m.hush()
	if s := toldSoFar(m); strings.Count(s, "2 rows of HeyGen's list have no id and cannot be shown") != 1 {
		t.Error(s)
	}
}
