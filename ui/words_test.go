package ui

import (
	"testing"
	"time"

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
