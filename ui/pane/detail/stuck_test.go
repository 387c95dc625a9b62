package detail_test

import (
	"strings"
	"testing"

	"lipdash/api"
)

func TestAStuckJobSaysSoAndWhatCanBeDone(t *testing.T) {
	d := running()
	d.Stuck, d.Expected = true, "usually under 47s"
	for _, d.Remake = range []bool{false, true} {
		p := pane(d, 42, 40)
		view := shown(p)
		for _, want := range []string{"◆ stuck?", "usually under 47s", "billed", "status.heygen.com"} {
			if !strings.Contains(view, want) {
				t.Errorf("%q is not said:\n%s", want, view)
			}
		}
		if strings.Contains(strings.Split(view, "\n")[0], "running") {
			t.Errorf("it is said to be as it should:\n%s", view)
		}
		if got := strings.Contains(view, "t makes it again"); got != d.Remake {
			t.Errorf("it is offered to make it again: %v\n%s", got, view)
		}
		p.SetFullSize(80, 30)
		if view := shown(p); !strings.Contains(view, "◆ stuck?") {
			t.Errorf("on the whole screen:\n%s", view)
		}
	}
}

func TestWhatHeyGenHasIsNotSaidToBeNotMadeYet(t *testing.T) {
	d := running()
	d.Job.ID, d.Submission, d.State, d.Pending, d.Waits = "", "s1", "pending", "queued at HeyGen", true
	d.Job.Status = api.StatusPending
	for _, d.Sent = range []bool{false, true} {
		if view := shown(pane(d, 42, 40)); strings.Contains(view, "not made yet") == d.Sent || strings.Contains(view, "no id yet") != d.Sent {
			t.Errorf("sent %v:\n%s", d.Sent, view)
		}
	}
}
