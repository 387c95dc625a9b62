package ui

import (
	"context"
	"errors"
	"regexp"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"lipdash/api"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/state/edits"
)

func TestRowsWithoutAnIDAreCountedAndToldOnce(t *testing.T) {
	c := &counting{page: api.JobPage{Skipped: 2}}
	m := opened(t, c)
	if s := ansi.Strip(m.draw()); !strings.Contains(s, "HeyGen's list holds 2 rows without an id") || strings.Contains(s, "no lipsync jobs") {
		t.Errorf("an account of rows without ids:\n%s", s)
	}
	c.page.Jobs = []api.Job{{ID: "ls_1", Status: api.StatusCompleted}}
	for range 3 {
		drain(m, m.polls(m.poll.Hurry))
	}
	m.toast.Clear()
	if s := toldSoFar(m); strings.Count(s, "2 rows of HeyGen's list have no id and cannot be shown") != 1 {
		t.Error(s)
	}
}

func TestALostRenameWhoseTitleIsListedIsDone(t *testing.T) {
	c := &counting{page: api.JobPage{Jobs: []api.Job{{ID: "ls_1", Status: api.StatusCompleted, Title: "old"}}}}
	m := opened(t, c)
	m.edits.Fail("ls_1", edits.Failure{Kind: edits.Rename, Title: "new", Lost: true, Err: edits.ErrReopened})
	m.list.Mark(action.JobRows("ls_1"))
	if got := m.edits.Brief("ls_1"); got != "renamed? no answer" {
		t.Fatal(got)
	}
	drain(m, m.polls(m.poll.Hurry))
	if m.edits.Brief("ls_1") == "" {
		t.Fatal("nothing was heard of the title")
	}
	c.page.Jobs[0].Title = "new"
	drain(m, m.polls(m.poll.Hurry))
	if got := m.edits.Brief("ls_1"); got != "" || m.list.Marked(action.JobRow("ls_1")) {
		t.Errorf("the row says %q, marked %t", got, m.list.Marked(action.JobRow("ls_1")))
	}
	if s := toldSoFar(m); !strings.Contains(s, "new was renamed after all") {
		t.Error(s)
	}
}

func TestNothingIsCountedBeforeTheFirstList(t *testing.T) {
	c := &counting{err: &api.Error{Op: "list the jobs", Status: 503}}
	m := opened(t, c)
	zero := regexp.MustCompile(`\b0\b`)
	for name, keys := range map[string]string{"the list": "", "a filter": "f", "failures": "F"} {
		for _, size := range []tea.WindowSizeMsg{{Width: 120, Height: 40}, {Width: 60, Height: 8}} {
			m.Update(size)
			for _, key := range keys {
				m.Update(tea.KeyPressMsg{Code: key, Text: string(key)})
			}
			m.toast.Clear()
			if s := ansi.Strip(m.draw()); zero.MatchString(s) || strings.Contains(s, "no failed job") {
				t.Errorf("%s counts what nobody has seen:\n%s", name, s)
			}
			m.Update(tea.KeyPressMsg{Code: tea.KeyEscape})
		}
	}
	c.err = nil
	drain(m, m.polls(m.poll.Hurry))
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
	if s := ansi.Strip(m.draw()); !strings.Contains(s, "0 running") {
		t.Errorf("an account without jobs:\n%s", s)
	}
}

// noEditor is a machine without the editor that is asked for.
type noEditor struct{}

func (noEditor) Command(map[string]string) (tea.ExecCommand, func() (values, errs map[string]string, err error)) {
	return nil, func() (map[string]string, map[string]string, error) {
		return nil, nil, errors.New("VISUAL names subl, which is not found")
	}
}

func TestAnEditorThatIsNotThereIsNamedAndTheFormKept(t *testing.T) {
	m := opened(t, &counting{})
	m.opts.Editor = noEditor{}
	m.form.SetValues(map[string]string{"title": "mine"})
	drain(m, m.perform(action.EditText{}))
	if s := toldSoFar(m); !strings.Contains(s, "the form is as it was: VISUAL names subl, which is not found") || m.form.Values()["title"] != "mine" {
		t.Errorf("%v\n%s", m.form.Values(), s)
	}
}

func TestAKeyThatCannotBeUsedIsNotCalledAMissingAnswer(t *testing.T) {
	m := opened(t, &counting{})
	drain(m, m.connect("", func(context.Context) (calls.Session, error) {
		return calls.Session{}, errors.New("HEYGEN_API_KEY: it is in quotes, leave them out")
	}))
	if s := toldSoFar(m); !strings.Contains(s, "no other key: HEYGEN_API_KEY: it is in quotes, leave them out") || strings.Contains(s, "no answer") {
		t.Error(s)
	}
}

func TestTheLastErrorKnowsOfAnOutageThatIsStillBeingTried(t *testing.T) {
	m := opened(t, &counting{})
	m.applyCallMade(api.Call{Method: "GET", Path: "/v3/lipsyncs", Wait: time.Second, Err: noProxy(t)})
	drain(m, m.showLastError())
	if s := ansi.Strip(m.draw()); !strings.Contains(s, "the proxy's address cannot be read") || !strings.Contains(s, "What went wrong last") || strings.Contains(s, "nothing went wrong") {
		t.Error(s)
	}
}

func TestTheLastErrorKnowsWhyThereIsNoBalance(t *testing.T) {
	m := opened(t, &counting{err: &api.Error{Op: "read", Status: 500, Message: "boom"}})
	if s := toldSoFar(m); !strings.Contains(s, "the balance is not known: Boom.") {
		t.Error(s)
	}
}

func TestTheHeaderSaysWhyACallIsMadeAgain(t *testing.T) {
	m := opened(t, &counting{})
	for status, want := range map[int]string{
		409: "HeyGen is not ready yet, trying again", 502: "a fault at HeyGen, trying again", 200: "an unusable answer, trying again",
	} {
		m.applyCallMade(api.Call{Method: "POST", Path: "/v3/lipsyncs", Wait: time.Second, Err: &api.Error{Op: "x", Status: status}})
		if got := pulse(m); got != want {
			t.Errorf("%d: %q", status, got)
		}
	}
}
