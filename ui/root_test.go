package ui

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/layout"
	"lipdash/ui/nav"
	"lipdash/ui/state/edits"
	"lipdash/ui/state/poll"
	"lipdash/ui/timer"
)

func TestUpdateItselfNeverCallsTheAPI(t *testing.T) {
	c := &counting{page: someJobs(5)}
	m := opened(t, c)
	before := c.total()
	for _, k := range []string{"j", "k", "r", "R", "n", "p", "g", "G", "x", "y", "Y", "o", "i", "c", "?", "u", "e"} {
		key(m, k)
	}
	m.Update(m.timer.Msg())
	m.Update(tea.FocusMsg{})
	if c.total() != before {
		t.Fatalf("%d calls were made inside Update", c.total()-before)
	}
}

func TestViewOnlyReads(t *testing.T) {
	c := &counting{page: someJobs(60)}
	m := opened(t, c)
	for _, k := range []string{"", "j", "x", "?", "Y", "c", "i"} {
		if k != "" {
			key(m, k)
		}
		if a, b := m.View(), m.View(); a.Content != b.Content || a.WindowTitle != b.WindowTitle {
			t.Fatalf("after %q View draws two things", k)
		}
		m.Update(tea.KeyPressMsg{Code: tea.KeyEscape})
	}
}

func TestAStaleTickStartsNothing(t *testing.T) {
	c := &counting{page: someJobs(5)}
	m := opened(t, c)
	before := c.total()
	_, cmd := m.Update(timer.Msg{})
	drain(m, cmd)
	if c.total() != before {
		t.Fatal("an old tick asked the server")
	}
}

func TestASupersededAnswerClearsNothing(t *testing.T) {
	c := &counting{page: someJobs(5)}
	m := opened(t, c)
	refreshed(m)
	old := m.requests["list"].Request
	refreshed(m)
	arrive(m, calls.JobsListed{Request: old, Err: context.Canceled})
	if !m.requests.UnderWay("list") || m.poll.Failures() != 0 {
		t.Fatal("the answer of a cancelled request counted")
	}
}

func TestAnErrorOfOneReadKeepsTheRowAndSaysWhy(t *testing.T) {
	c := &counting{page: someJobs(5)}
	m := opened(t, c)
	_, asked := m.begin(poll.ReadKey("ls_00"))
	arrive(m, calls.JobRead{Request: asked, ID: "ls_00", Err: errors.New("storage hiccup")})
	if _, ok := m.store.Get("ls_00"); !ok {
		t.Fatal("a 503 removed a job")
	}
	if !strings.Contains(m.View().Content, "hiccup") {
		t.Fatal("the pane does not say why it is old")
	}
}

func TestARefusedCreateComesBackIntoTheFormAsItWas(t *testing.T) {
	m := opened(t, &counting{})
	mem := remembering(m)
	key(m, "c")
	m.form.SetValues(map[string]string{"video": "https://x.y/v.mp4", "audio": "https://x.y/a.wav", "title": "kept"})
	drain(m, m.submit(m.form.Values()))
	if m.Screen != nav.Jobs || !m.form.Empty() || len(m.create.Pending.All()) != 1 || m.create.Pending.Find(m.list.Cursor().Submission) == nil {
		t.Fatalf("a submission is not a row of its own: %v", m.create.Pending.All())
	}
	mem.out[0].State = submission.Refused
	mem.out[0].Problem = submission.Problem{Code: "invalid_parameter", Param: "audio", Message: "The audio is bad."}
	drain(m, m.takeOutgoing())
	key(m, "c")
	if m.form.Values()["title"] != "kept" || !strings.Contains(m.View().Content, "audio is bad") {
		t.Fatalf("values %v\n%s", m.form.Values(), m.View().Content)
	}
}

func TestADraftIsSavedAfterAPauseAndForgottenWhenDiscarded(t *testing.T) {
	m := opened(t, &counting{})
	mem := remembering(m)
	key(m, "c")
	drainAll(m, key(m, "a"))
	if len(mem.drafts) != 1 {
		t.Fatalf("%d drafts on disk after a pause", len(mem.drafts))
	}
	drain(m, m.leaveForm(true))
	if len(mem.drafts) != 0 || !m.form.Empty() {
		t.Fatal("a discarded draft is still there")
	}
}

func TestWithoutAJournalACreateIsInsistedOnOnce(t *testing.T) {
	m := opened(t, &counting{})
	mem := remembering(m)
	mem.trouble = "The disk is full."
	values := map[string]string{"title": "x"}
	drain(m, m.submit(values))
	if m.dialog() == nil || len(mem.out) != 0 {
		t.Fatal("it was sent without asking")
	}
	sayYes(m)
	drain(m, m.submit(map[string]string{"video": "https://x.y/other.mp4"}))
	if len(mem.out) != 2 {
		t.Fatalf("%d sent", len(mem.out))
	}
}

func TestQuittingAsksOnlyWhenSomethingWouldBeLost(t *testing.T) {
	m := opened(t, &counting{page: someJobs(2)})
	mem := remembering(m)
	if cmd := key(m, "q"); cmd == nil || m.dialog() != nil {
		t.Fatal("q at the top asks for nothing's sake")
	}
	m.form.SetValues(map[string]string{"title": "half typed"})
	if cmd := key(m, "q"); m.dialog() != nil || !quits(cmd) || len(mem.drafts) != 1 {
		t.Fatal("a draft that goes to disk is asked about")
	}
	mem.trouble = "The disk is full."
	m.form.SetValues(map[string]string{"title": "half typed"})
	key(m, "q")
	if m.dialog() == nil {
		t.Fatal("q drops a draft without asking")
	}
	if _, cmd := m.Update(tea.KeyPressMsg{Code: 'c', Mod: tea.ModCtrl}); cmd == nil {
		t.Fatal("ctrl+c does not force")
	}
}

func TestEscNeverQuits(t *testing.T) {
	m := opened(t, &counting{page: someJobs(2)})
	for range 5 {
		if _, cmd := m.Update(tea.KeyPressMsg{Code: tea.KeyEscape}); quits(cmd) {
			t.Fatal("esc quits")
		}
	}
}

// quits runs a command's parts and tells whether one of them quits.
func quits(cmd tea.Cmd) bool {
	if cmd == nil {
		return false
	}
	got := make(chan tea.Msg, 1)
	go func() { got <- cmd() }()
	select {
	case msg := <-got:
		if batch, ok := msg.(tea.BatchMsg); ok {
			for _, c := range batch {
				if quits(c) {
					return true
				}
			}
		}
		_, quit := msg.(tea.QuitMsg)
		return quit
	case <-time.After(20 * time.Millisecond):
		return false
	}
}

func TestARowOfADeletedJobDoesNotComeBackWithALateList(t *testing.T) {
	c := &counting{page: someJobs(3)}
	m := opened(t, c)
	_, asked := m.begin("list")
	arrive(m, calls.JobEdited{Call: edits.Call{Kind: edits.Delete, ID: "ls_01"}})
	arrive(m, calls.JobsListed{Request: asked, Page: c.page})
	if _, ok := m.store.Get("ls_01"); ok {
		t.Fatal("a deleted job came back")
	}
}

func TestADeleteThatFailedStaysMarked(t *testing.T) {
	m := opened(t, &counting{page: someJobs(3)})
	m.edits.Delete([]api.JobID{"ls_01"}, m.now)
	arrive(m, calls.JobEdited{Call: edits.Call{Kind: edits.Delete, ID: "ls_01"}, Err: errors.New("no")})
	if !m.list.Marked(action.JobRow("ls_01")) {
		t.Fatal("the job whose delete failed is not marked")
	}
}

func TestLayoutFillsTheScreenExactly(t *testing.T) {
	for w := 20; w <= 250; w += 7 {
		for h := 5; h <= 70; h++ {
			for i, split := range []int{0, 1, 2500, 5000, 9999} {
				l := layout.For(w, h, i%2 == 1, split)
				if sum := l.Header + 2*l.Rule + l.Banner + l.Body + l.Note + l.Hints; l.Body > 0 && sum != h {
					t.Fatalf("%dx%d: %+v adds up to %d", w, h, l, sum)
				}
				if l.Side > 0 && l.List+l.Side+2 != w {
					t.Fatalf("%dx%d: panes of %d and %d", w, h, l.List, l.Side)
				}
				if b := l.Blocks; b.Day > 0 && b.Detail+b.Files+b.Events+b.Day+min(1, b.Files)+min(1, b.Events)+1 != l.Body {
					t.Fatalf("%dx%d: blocks of %+v in %d lines", w, h, b, l.Body)
				}
			}
		}
	}
}
