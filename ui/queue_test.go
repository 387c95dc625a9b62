package ui

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/stack"
	"lipdash/ui/state/create"
)

// waitingRows is a dashboard with three submissions that wait.
func waitingRows(t *testing.T) (*Model, *fakeMemory) {
	t.Helper()
	m, mem := madeHere(t, 2)
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 30})
	for _, title := range []string{"a", "b", "c"} {
		drain(m, m.submit(map[string]string{"video": "https://x.y/" + title + ".mp4", "title": title}))
	}
	drain(m, m.takeOutgoing())
	return m, mem
}

// Whoever pauses the queue, here or in another process: header, rows and footer say so, and
// that it goes on is said as well.
func TestAPausedQueueIsNeverSilent(t *testing.T) {
	m, mem := waitingRows(t)
	drain(m, key(m, "L"))
	if len(mem.changed) != 1 || mem.changed[0].Do != submission.PauseAll {
		t.Fatalf("asked for %+v", mem.changed)
	}
	mem.queue.PausedAt = time.Now()
	drain(m, m.takeOutgoing())
	for _, want := range []string{"queue paused", "1st, queue paused, L resumes", "L resume the queue", "the queue is paused, what is on its way continues; L resumes it"} {
		if !strings.Contains(shown(m), want) {
			t.Errorf("%q is not on screen:\n%s", want, shown(m))
		}
	}
	for _, w := range []int{40, 60, 80, 200} {
		if m.Update(tea.WindowSizeMsg{Width: w, Height: 24}); !strings.Contains(strings.Join(strings.Split(shown(m), "\n")[:2], " "), "queue paused") {
			t.Errorf("at %d columns the header says\n%s", w, shown(m))
		}
	}
	drain(m, m.quit(false))
	if m.dialog() == nil || !strings.Contains(shown(m), "3 lipsyncs are paused: they are not sent until they are") {
		t.Errorf("quitting says\n%s", shown(m))
	}
	m.layers = stack.Stack{}
	drain(m, key(m, "L"))
	if got := mem.changed[1].Do; got != submission.ResumeAll {
		t.Errorf("L on a paused queue asks for %v", got)
	}
	mem.queue.PausedAt = time.Time{}
	drain(m, m.takeOutgoing())
	m.showPanes()
	if s := shown(m); strings.Contains(s, "queue paused") || !strings.Contains(s, "the queue is resumed") {
		t.Errorf("it goes on, and on screen is\n%s", s)
	}
}

// The next start says that the queue is paused, and since when.
func TestAStartOnAPausedQueueSaysSo(t *testing.T) {
	m, mem := madeHere(t, 0)
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 30})
	*m.create = *create.New(create.Rates{}, 0, create.Terminal{Queue: "L"})
	mem.queue.PausedAt = time.Now().Add(-time.Hour)
	drain(m, m.takeOutgoing())
	if want := "the queue is paused since " + mem.queue.PausedAt.Format("2 Jan 15:04:05") + ": nothing that waits is sent until L resumes it"; !strings.Contains(shown(m), want) {
		t.Errorf("%q is not on screen:\n%s", want, shown(m))
	}
}

// J and K move what waits, J towards the bottom where the next to be sent stands; marked ones
// together, in the order of the queue. Jobs have no place in it.
func TestWhatWaitsIsMovedAndHeldByItsKeys(t *testing.T) {
	m, mem := waitingRows(t)
	ids := []submission.ID{mem.out[0].ID, mem.out[1].ID, mem.out[2].ID}
	m.list.Goto(action.SubmissionRow(ids[1]), m.rows())
	drain(m, key(m, "J"))
	drain(m, key(m, "K"))
	m.list.Mark([]action.RowID{action.SubmissionRow(ids[2]), action.SubmissionRow(ids[0]), action.JobRow("ls_00")})
	drain(m, key(m, "K"))
	drain(m, key(m, ","))
	for i, want := range []struct {
		do  submission.Do
		to  submission.Place
		ids []submission.ID
	}{
		{submission.Reorder, submission.Forward, ids[1:2]},
		{submission.Reorder, submission.Backward, ids[1:2]},
		{submission.Reorder, submission.Backward, []submission.ID{ids[0], ids[2]}},
		{submission.PauseOne, 0, []submission.ID{ids[0], ids[2]}},
	} {
		c := mem.changed[i]
		if c.Do != want.do || c.Do == submission.Reorder && c.Move.To != want.to || len(c.IDs) != len(want.ids) || c.IDs[0] != want.ids[0] {
			t.Errorf("%d: asked for %+v, want %+v", i, c, want)
		}
	}
	if s := shown(m); !strings.Contains(s, "2 lipsyncs are paused") {
		t.Errorf("said is\n%s", s)
	}
	mem.out[0].Paused, mem.out[2].Paused = true, true
	drain(m, m.takeOutgoing())
	if s := shown(m); !strings.Contains(s, `"," resumes it`) || !strings.Contains(s, "paused") {
		t.Errorf("the rows say\n%s", s)
	}
	if drain(m, key(m, ",")); mem.changed[4].Do != submission.ResumeOne {
		t.Errorf("all are paused, and comma asks for %+v", mem.changed[4])
	}
	n := len(mem.changed)
	m.list.ClearMarks()
	m.list.Goto(action.JobRow("ls_00"), m.rows())
	if drain(m, key(m, "K")); len(mem.changed) != n || !strings.Contains(shown(m), "only what waits here") {
		t.Errorf("K on a job: %+v\n%s", mem.changed[n:], shown(m))
	}
}
