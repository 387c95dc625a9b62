package ui

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/nav"
	"lipdash/ui/state/activity"
	"lipdash/ui/state/create"
)

// listener keeps what it was asked to tell.
type listener struct{ texts []string }

func (l *listener) Notify(_ context.Context, text string) (string, string, error) {
	l.texts = append(l.texts, text)
	return "\a", "", nil
}

// telling is a model that tells about jobs.
func telling(m *Model, about activity.About) *listener {
	l := &listener{}
	m.opts.Notifier, m.notifier = l, activity.NewNotifier(true, about)
	return l
}

func TestWhatWasSaidAboutASubmissionHoldsForItsJob(t *testing.T) {
	m := opened(t, &counting{})
	mem := remembering(m)
	telling(m, activity.Watched)
	mem.out = []create.Outgoing{{Submission: submission.New("s1", map[string]string{"title": "quiet"}, time.Now())}}
	drain(m, m.takeOutgoing())
	if d, _ := m.source().Detail(action.SubmissionRow("s1")); d.Told == "" {
		t.Fatal("what is made here is not watched")
	}
	press(m, "g")
	m.Enter(nav.Job)
	if head := ansi.Strip(m.drawHeader(m.layout())); !strings.Contains(head, "quiet") {
		t.Fatalf("the header of its detail does not name it:\n%s", head)
	}
	m.watch([]action.RowID{action.SubmissionRow("s1")})
	mem.out[0].State, mem.out[0].JobID = submission.Accepted, "ls_new"
	drain(m, m.takeOutgoing())
	if e, ok := m.store.Get("ls_new"); !ok || !e.CreatedHere {
		t.Fatal("it is no job of this machine's")
	}
	if d, _ := m.source().Detail(action.JobRow("ls_new")); d.Told == "when it ends" {
		t.Fatal("the job is watched although its submission was not")
	}
}

func TestARefusedSubmissionIsTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := opened(t, &counting{})
		l := telling(m, activity.AllJobs)
		m.Update(tea.BlurMsg{})
		defer time.Sleep(time.Hour) // until the timers are over
		mem := remembering(m)
		mem.out = []create.Outgoing{{Submission: submission.New("s1", map[string]string{"title": "poor"}, time.Now())}}
		drain(m, m.takeOutgoing())
		mem.out[0].State, mem.out[0].Problem = submission.Refused, submission.Problem{Message: "The wallet is empty."}
		m.takeOutgoing()
		time.Sleep(time.Minute)
		_, cmd := m.Update(m.timer.Msg())
		drain(m, cmd)
		if !slices.Equal(l.texts, []string{"poor was refused: The wallet is empty."}) {
			t.Fatalf("told %q", l.texts)
		}
	})
}
