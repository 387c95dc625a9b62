package ui

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/kit/action"
)

// listener keeps what it was asked to tell.
type listener struct{ texts []string }

func (l *listener) Notify(_ context.Context, text string) (string, string, error) {
	l.texts = append(l.texts, text)
	return "\a", "", nil
}

// away is a model that tells about all jobs, in a terminal without the focus.
func away(t *testing.T, jobs int) (*Model, *counting, *listener) {
	t.Helper()
	c := &counting{page: someJobs(jobs)}
	m := opened(t, c)
	l := &listener{}
	m.opts.Notifier, m.notifier.about = l, aboutAll
	m.Update(tea.BlurMsg{})
	// The timers that nobody waited for have to be through at the bubble's end.
	t.Cleanup(func() { time.Sleep(10 * time.Minute) })
	return m, c, l
}

// see has the answer to a round of statuses come in; the jobs from a to b-1 ended
// in it.
func see(m *Model, a, b int, to api.Status) {
	_, seq := m.launch("statuses:0")
	var got []api.JobStatus
	for i, j := range someJobs(b).Jobs {
		if i >= a {
			got = append(got, api.JobStatus{ID: j.ID, Status: to})
		}
	}
	arrive(m, statusesPolledMsg{key: "statuses:0", seq: seq, statuses: got})
}

// due lets d pass and the timer fire.
func due(m *Model, d time.Duration) {
	time.Sleep(d)
	_, cmd := arrive(m, tellDueMsg{m.notifier.id})
	drain(m, cmd)
}

func TestABurstThatAPollCutsInTwoIsAskedForAndToldOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, c, l := away(t, 63)
		drain(m, refreshed(m)) // without the focus the next round is a minute away
		before := c.statuses
		see(m, 0, 20, api.StatusCompleted)
		due(m, gatherFor)
		if c.statuses != before+1 || len(l.texts) != 0 {
			t.Fatalf("%d more asked, told %q", c.statuses-before, l.texts)
		}
		see(m, 20, 60, api.StatusCompleted)
		due(m, time.Second)
		if len(l.texts) != 0 {
			t.Fatalf("told %q while more came in a second ago", l.texts)
		}
		due(m, gatherFor)
		due(m, time.Minute)
		if c.statuses != before+1 || !slices.Equal(l.texts, []string{"60 done"}) {
			t.Fatalf("%d asked, told %q", c.statuses-before, l.texts)
		}
	})
}

func TestTheWaitForMoreHasAnEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, _, l := away(t, 40)
		for i := range 30 {
			see(m, i, i+1, api.StatusFailed)
			due(m, time.Second)
		}
		if len(l.texts) < 2 || len(l.texts) > 4 {
			t.Fatalf("told %q in half a minute of ends a second apart", l.texts)
		}
	})
}

func TestAnOldTimerTellsNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, _, l := away(t, 1)
		see(m, 0, 1, api.StatusCompleted)
		old := m.notifier.id
		m.Update(tea.FocusMsg{})
		m.Update(tea.BlurMsg{})
		_, cmd := arrive(m, tellDueMsg{old})
		drain(m, cmd)
		if len(l.texts) != 0 {
			t.Fatalf("told %q", l.texts)
		}
	})
}

func TestWhoComesBackWhileItIsPreparedHearsNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, _, _ := away(t, 1)
		if cmd := m.applyTold(toldMsg{sequence: "\a"}); cmd == nil {
			t.Fatal("nothing is sent to a user who is away")
		}
		m.Update(tea.FocusMsg{})
		if cmd := m.applyTold(toldMsg{sequence: "\a"}); cmd != nil {
			t.Fatal("it rings although the user is back")
		}
	})
}

func TestWhatWasSaidAboutASubmissionHoldsForItsJob(t *testing.T) {
	m := opened(t, &counting{})
	mem := remembering(m)
	m.opts.Notifier = &listener{}
	mem.out = []Outgoing{{Submission: submission.New("s1", map[string]string{"title": "quiet"}, time.Now())}}
	drain(m, m.takeOutgoing())
	if !m.watched(action.SubmissionRow("s1")) {
		t.Fatal("what is made here is not watched")
	}
	m.watch([]action.RowID{action.SubmissionRow("s1")})
	mem.out[0].State, mem.out[0].JobID = submission.Accepted, "ls_new"
	drain(m, m.takeOutgoing())
	if e, ok := m.store.Get("ls_new"); !ok || !e.CreatedHere || m.watched(action.JobRow("ls_new")) {
		t.Fatal("the job is watched although its submission was not")
	}
}

func TestARefusedSubmissionIsTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, _, l := away(t, 0)
		mem := remembering(m)
		mem.out = []Outgoing{{Submission: submission.New("s1", map[string]string{"title": "poor"}, time.Now())}}
		drain(m, m.takeOutgoing())
		mem.out[0].State, mem.out[0].Problem = submission.Refused, submission.Problem{Message: "The wallet is empty."}
		m.takeOutgoing()
		due(m, gatherFor)
		if !slices.Equal(l.texts, []string{"poor was refused: The wallet is empty."}) {
			t.Fatalf("told %q", l.texts)
		}
	})
}
