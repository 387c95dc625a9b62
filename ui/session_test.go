package ui

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/state/edits"
	"lipdash/ui/state/poll"
	"lipdash/ui/state/share"
)

func TestMarksOfAnAccountThatWasLeftReachNothing(t *testing.T) {
	c := &counting{page: someJobs(3)}
	m := opened(t, c)
	m.list.Mark(action.JobRows("ls_00", "ls_01"))
	m.open(calls.Session{Client: c, Identity: calls.Identity{Profile: "another"}})
	if got := m.list.Marks(); got != 0 {
		t.Errorf("%d marks came along", got)
	}
}

func TestASessionIsLiveOnceItWasAnswered(t *testing.T) {
	c := &counting{page: someJobs(3)}
	m := opened(t, c)
	m.open(calls.Session{Client: c})
	m.Update(nil)
	if got := pulse(m); got != "asking HeyGen" {
		t.Errorf("before any answer it says %q", got)
	}
}

// switching is a model that opens one account and then another, and what was asked of
// the first one; nothing was answered yet.
func switching(t *testing.T, first, second *counting) (m *Model, late, next tea.Cmd) {
	t.Helper()
	m = New(t.Context(), Options{})
	m.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
	late = m.open(calls.Session{Client: first, Identity: calls.Identity{Profile: "one"}})
	next = m.open(calls.Session{Client: second, Identity: calls.Identity{Profile: "another"}})
	return m, late, next
}

func TestALateListOfAnAccountThatWasLeftEntersNoOther(t *testing.T) {
	m, late, next := switching(t, &counting{page: someJobs(3)}, &counting{page: someJobs(1)})
	drain(m, late)
	if n := m.store.Len(); n != 0 || m.store.Loaded() {
		t.Errorf("%d jobs of the account that was left are in the list", n)
	}
	drain(m, next)
	if n := m.store.Len(); n != 1 {
		t.Errorf("%d jobs are listed, the account has 1", n)
	}
}

func TestACancelledListOfAnAccountThatWasLeftEndsNoOther(t *testing.T) {
	m, late, next := switching(t, &counting{err: context.Canceled}, &counting{page: someJobs(1)})
	drain(m, late)
	if !m.requests.UnderWay("list") || m.poll.Failures() != 0 {
		t.Errorf("the first list is not awaited any more, %d rounds failed", m.poll.Failures())
	}
	drain(m, next)
	if !m.store.Loaded() {
		t.Error("the first list of the account was not loaded")
	}
}

func TestNoAnswerOrTimerOfASessionThatWasLeftChangesAnything(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		defer func() { <-time.After(time.Hour) }() // until the timers are over
		m := opened(t, &counting{page: someJobs(3)})
		left := m.session
		m.open(calls.Session{Client: &counting{}, Identity: calls.Identity{Profile: "another"}})
		drain(m, m.open(calls.Session{Client: &counting{page: someJobs(2)}, Identity: calls.Identity{Profile: "a third"}}))
		m.deleteRows(action.JobRows("ls_00"))
		for _, key := range []string{"list", "page", "account", "links", "connect", "statuses:0", poll.ReadKey("ls_00")} {
			m.begin(key)
		}
		m.Update(nil)
		for seq := range m.store.NextSeq() {
			asked := func(key string) calls.Request { return calls.Request{Key: key, Seq: seq} }
			for _, msg := range []tea.Msg{
				calls.SessionOpened{Request: asked("connect"), Err: &api.Error{Op: "x", Status: 401}},
				calls.JobsListed{Request: asked("list"), Page: someJobs(9)},
				calls.JobsListed{Request: asked("page"), Token: "2", Page: someJobs(9)},
				calls.StatusesPolled{Request: asked("statuses:0")},
				calls.JobRead{Request: asked(poll.ReadKey("ls_00")), ID: "ls_00", Err: context.Canceled},
				calls.AccountRead{Request: asked("account"), Account: api.Account{Username: "one"}},
				calls.JobEdited{Call: edits.Call{ID: "ls_00"}},
				calls.JobEdited{Call: edits.Call{Kind: edits.Rename, ID: "ls_00"}},
				calls.Submitted{},
				calls.RecordsRead{Err: context.Canceled},
				calls.CacheRead{},
				calls.CacheSaved{},
				calls.SameFound{},
				calls.TypicalRead{},
				calls.SpentRead{},
				calls.SavedRead{},
				calls.DraftSaved{Err: context.Canceled},
				calls.ViewKept{View: record.View{Name: "x"}},
				calls.TextCopied{Of: share.Text{Text: "x"}},
				calls.LinksRenewed{Request: asked("links")},
				calls.Opened{},
				calls.FilesTold{},
				calls.Disconnected{},
			} {
				before := fingerprint(m)
				_, bare := m.Update(msg)
				_, late := m.Update(sessionMsg{left, msg})
				if fingerprint(m) != before || bare != nil || late != nil {
					t.Errorf("%T of another session, or of none, is taken", msg)
				}
			}
		}
	})
}

func TestTheSessionThatWasAskedForLastIsOpened(t *testing.T) {
	m := opened(t, &counting{page: someJobs(3)})
	own := func(context.Context) (calls.Session, error) { return calls.Session{}, &api.Error{Op: "x", Status: 401} }
	demo := func(context.Context) (calls.Session, error) {
		return calls.Session{Client: &counting{}, Identity: calls.Identity{Demo: true}}, nil
	}
	late, next := m.connect("", own), m.connect("", demo)
	drain(m, next)
	drain(m, late)
	if !m.Identity.Demo || m.poll.Refused() != nil {
		t.Errorf("%+v is open, refused: %v", m.Identity, m.poll.Refused())
	}
}
