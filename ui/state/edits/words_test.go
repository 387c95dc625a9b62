package edits

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"lipdash/api"
	"lipdash/ui/state/activity"
)

var on = Terminal{Again: ".", Reconnect: "r", Ellipsis: "…"}

func TestTheWayOutComesBeforeTheReasons(t *testing.T) {
	q := New(window, on)
	q.Fail("ls_00", Failure{Kind: Delete, Unsent: true, Err: &api.Error{Op: "delete", Status: 401, Code: "unauthorized"}})
	q.Fail("ls_01", Failure{Kind: Delete, Err: &api.Error{Op: "delete", Status: 500, Message: "boom"}})
	got := q.summary(Tally{Kind: Delete, Failed: []api.JobID{"ls_00", "ls_01"}}, true)
	if want := "2 jobs were not deleted, 1 never sent, r, then . tries again: 500 for 1, bad key for 1"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := q.Outcome("ls_01", true), " Press r, then . to try again."; !strings.HasSuffix(got, want) {
		t.Errorf("%q does not end with %q", got, want)
	}
	if got, want := q.Outcome("ls_01", false), " Press . to try again."; !strings.HasSuffix(got, want) || q.Outcome("ls_02", false) != "" {
		t.Errorf("%q does not end with %q", got, want)
	}
}

func TestASummaryClaimsNothingOfWhatNobodyKnows(t *testing.T) {
	q := New(window, on)
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
		if got := q.summary(c.tally, false); !strings.HasPrefix(got, c.want) {
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
		q := New(window, on)
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
	q := New(window, on)
	q.Fail("ls_1", Failure{Kind: Rename, Title: "new", Err: err})
	if brief, whole := q.Brief("ls_1"), q.Outcome("ls_1", false); brief != "renamed? 502" || !strings.HasPrefix(whole, "Nobody knows whether it was renamed. HeyGen had a fault.") {
		t.Errorf("%q, %q", brief, whole)
	}
}

func TestWhatWasTakenBackIsSaid(t *testing.T) {
	two := []api.JobID{"a", "b"}
	for _, c := range []struct {
		undone Undone
		news   activity.Kind
		want   string
	}{
		{Undone{}, activity.Note, "nothing to take back: no delete, rename or review"},
		{Undone{Dropped: 1}, activity.Note, "1 lipsync that was dropped does not come back, nothing is billed"},
		{Undone{Dropped: 2}, activity.Note, "2 lipsyncs that were dropped do not come back, nothing is billed"},
		{Undone{Away: 7}, activity.Odd, "too late: 7 jobs are on their way out"},
		{Undone{Away: 1}, activity.Odd, "too late: 1 job is on its way out"},
		{Undone{Kept: two, Of: 2}, activity.Good, "kept 2 jobs, nothing was sent"},
		{Undone{Kept: two, Of: 2, Tried: true}, activity.Good, "kept 2 jobs, nothing was deleted"},
		{Undone{Kept: two, Of: 3}, activity.Odd, "kept 2 jobs, 1 delete had left"},
		{Undone{Renames: 2, Back: two}, activity.Good, ""},
		{Undone{Renames: 2, Changed: 1, Back: two[:1]}, activity.Note, "1 job has another title since and keeps it"},
	} {
		if news, got := c.undone.Words(); got != c.want || news != c.news {
			t.Errorf("%+v: %s, %q", c.undone, news, got)
		}
	}
}

func TestTheEndOfAGroupIsKeptOnce(t *testing.T) {
	q := New(window, on)
	q.Fail("a", Failure{Kind: Delete, Err: answers[2]})
	long := strings.Repeat("x", 60)
	for _, c := range []struct {
		tally      Tally
		news, kept activity.Kind
		want       string
	}{
		{Tally{Kind: Delete, Done: 1}, activity.Good, "", "1 job deleted"},
		{Tally{Kind: Delete, Failed: []api.JobID{"a"}}, activity.Bad, "", "1 job was not deleted, . tries again: "},
		{Tally{Kind: Delete, Done: 1, Failed: []api.JobID{"a"}}, activity.Bad, activity.Bad, "1 job deleted, 1 was not, . tries again: "},
		{Tally{Kind: Rename, Done: 1, LastTitle: "new\nline"}, activity.Good, activity.Good, "renamed to new line"},
		{Tally{Kind: Rename, Done: 1, LastTitle: long}, activity.Good, activity.Good, "renamed to " + long[:39] + "…"},
		{Tally{Kind: Rename, Done: 1}, activity.Good, activity.Good, "the title is gone again"},
		{Tally{Kind: Rename, Gone: 1}, activity.Odd, activity.Odd, "it was deleted elsewhere, there is nothing to rename"},
		{Tally{Kind: Rename, Done: 2}, activity.Good, activity.Named, "2 jobs renamed"},
	} {
		if got := q.Ending(c.tally, false); got.News != c.news || got.Kept != c.kept || !strings.HasPrefix(got.Text, c.want) {
			t.Errorf("%+v: %+v", c.tally, got)
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
	if got := w.Note(w.now.Add(time.Second)); got != "deleting 1 of 3 jobs, HeyGen asked to slow down, resumes in 1m29" {
		t.Error(got)
	}
}
