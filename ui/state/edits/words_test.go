package edits

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"lipdash/api"
)

var keys = Keys{Again: ".", Reconnect: "r"}

func TestTheWayOutComesBeforeTheReasons(t *testing.T) {
	q := New(window)
	q.Fail("ls_00", Failure{Kind: Delete, Unsent: true, Err: &api.Error{Op: "delete", Status: 401, Code: "unauthorized"}})
	q.Fail("ls_01", Failure{Kind: Delete, Err: &api.Error{Op: "delete", Status: 500, Message: "boom"}})
	got := q.Summary(Tally{Kind: Delete, Failed: []api.JobID{"ls_00", "ls_01"}}, true, keys)
	if want := "2 jobs were not deleted, 1 never sent, r, then . tries again: 500 for 1, bad key for 1"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := q.Outcome("ls_01", true, keys), " Press r, then . to try again."; !strings.HasSuffix(got, want) {
		t.Errorf("%q does not end with %q", got, want)
	}
	if got, want := q.Outcome("ls_01", false, keys), " Press . to try again."; !strings.HasSuffix(got, want) || q.Outcome("ls_02", false, keys) != "" {
		t.Errorf("%q does not end with %q", got, want)
	}
}

func TestASummaryClaimsNothingOfWhatNobodyKnows(t *testing.T) {
	q := New(window)
	failed := []api.JobID{"ls_00", "ls_01", "ls_02"}
	for i, lost := range []bool{true, true, false} {
		q.Fail(failed[i], Failure{Kind: Rename, Lost: lost, Err: answers[2]})
	}
	for _, c := range []struct {
		tally Tally
		want  string
	}{
		{Tally{Failed: failed[:1]}, "1 job may or may not be renamed, . tries again: "},
		{Tally{Failed: failed[:2]}, "2 jobs may or may not be renamed, . tries again: "},
		{Tally{Failed: failed}, "1 job was not renamed, 2 may or may not be, . tries again: "},
		{Tally{Done: 5, Failed: failed}, "5 jobs renamed, 1 was not, 2 may or may not be, . tries again: "},
		{Tally{Done: 5, Gone: 1}, "5 jobs renamed, 1 was deleted elsewhere"},
		{Tally{Kept: 2}, "2 jobs were kept after all"},
		{Tally{Done: 1, Kept: 1}, "1 job renamed, 1 was kept after all"},
	} {
		c.tally.Kind = Rename
		if got := q.Summary(c.tally, false, keys); !strings.HasPrefix(got, c.want) {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestAFailureInTheCellsOfARow(t *testing.T) {
	for want, f := range map[string]Failure{
		"deleted? no answer": {Kind: Delete, Lost: true, Err: ErrReopened},
		"not sent, bad key":  {Kind: Delete, Unsent: true, Err: ErrReopened},
		"not renamed, 403":   {Kind: Rename, Err: answers[2]},
	} {
		q := New(window)
		if q.Fail("a", f); q.Brief("a") != want || q.Brief("b") != "" {
			t.Errorf("%q, want %q", q.Brief("a"), want)
		}
	}
}

// broken answers every call with a gateway's 502.
type broken struct{}

func (broken) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: http.StatusBadGateway, Header: http.Header{}, Body: http.NoBody, Request: r}, nil
}

func TestARenameOfWhichNobodyKnowsIsNotCalledUndone(t *testing.T) {
	client, err := api.New(api.Credential{Key: "k-0123456789abcdef"}, api.Options{Transport: broken{}})
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		_, err = client.UpdateTitle(context.Background(), "ls_1", "new")
	})
	q := New(window)
	q.Fail("ls_1", Failure{Kind: Rename, Title: "new", Err: err})
	if brief, whole := q.Brief("ls_1"), q.Outcome("ls_1", false, keys); brief != "renamed? 502" || !strings.HasPrefix(whole, "Nobody knows whether it was renamed. HeyGen had a fault.") {
		t.Errorf("%q, %q", brief, whole)
	}
}

func TestWhatWasTakenBackIsSaid(t *testing.T) {
	two := []api.JobID{"a", "b"}
	for _, c := range []struct {
		undone Undone
		want   string
		whole  bool
	}{
		{Undone{}, "nothing to take back", false},
		{Undone{Kept: two, Of: 2}, "kept 2 jobs, nothing was sent", true},
		{Undone{Kept: two, Of: 2, Tried: true}, "kept 2 jobs, nothing was deleted", true},
		{Undone{Kept: two, Of: 3}, "kept 2 jobs, 1 delete had left", false},
		{Undone{Renames: 2, Back: two}, "", true},
		{Undone{Renames: 2, Changed: 1, Back: two[:1]}, "1 job has another title since and keeps it", false},
	} {
		if got, whole := c.undone.Words(); got != c.want || whole != c.whole {
			t.Errorf("%+v: %q, %t", c.undone, got, whole)
		}
	}
}

func TestTheNoteCountsAGroupAndSaysWhyItWaits(t *testing.T) {
	w := newWorld(3)
	w.Delete(w.ids(3), w.now)
	if w.Note(w.now) != "" {
		t.Errorf("in its window: %q", w.Note(w.now))
	}
	w.pass(window)
	w.answer("ls_00", nil)
	if got := w.Note(w.now); got != "deleting 1 of 3 jobs" {
		t.Error(got)
	}
	w.answer("ls_01", answers[5])
	if got := w.Note(w.now.Add(time.Second)); got != "deleting 1 of 3 jobs, HeyGen asked to slow down, goes on in 1m29" {
		t.Error(got)
	}
}
