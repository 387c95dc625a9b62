package rows

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/theme"
	"lipdash/ui/pane/form"
	"lipdash/ui/pane/joblist"
	"lipdash/ui/state/activity"
	"lipdash/ui/state/browse"
	"lipdash/ui/state/create"
	"lipdash/ui/state/edits"
	"lipdash/ui/state/store"
	"lipdash/ui/state/transfers"
)

// minutesAgo is a job called a that was made so long ago.
func minutesAgo(n int, status api.Status) api.Job {
	return api.Job{ID: "a", Title: "one", Status: status, CreatedAt: now.Add(-time.Duration(n) * time.Minute)}
}

// typical teaches how long jobs take, as the median; all but a few take less than twice that.
func typical(s Source, median time.Duration) {
	t := create.Typical{Median: median, P90: 3 * median / 2, P95: 2 * median, N: 9}
	s.Create.Durations.Learned("speed", t)
	s.Create.Records.Read([]api.JobID{"a"}, map[api.JobID]create.Record{"a": {Mode: "speed"}}, nil, now)
}

func TestAStuckJobHasNothingToFetch(t *testing.T) {
	s := of(minutesAgo(60, api.StatusRunning))
	if f := s.Fit(action.JobRows("a"), false); f.Fetch != 1 {
		t.Errorf("running: %d to fetch", f.Fetch)
	}
	typical(s, 5*time.Minute)
	d, _ := s.Detail(action.JobRow("a"))
	if f := s.Fit(action.JobRows("a"), false); f.Fetch != 0 || !d.Stuck {
		t.Errorf("stuck: %d to fetch", f.Fetch)
	}
}

func TestTheLastCellOfAJobSaysTheOneThingWorthKnowing(t *testing.T) {
	const fetched = 10 << 20
	done := minutesAgo(9, api.StatusCompleted)
	done.VideoURL = "https://x.y/v.mp4"
	failed := minutesAgo(9, api.StatusFailed)
	failed.FailureMessage = "The audio is silent."
	file := func(tr transfers.Transfer) func(Source) {
		tr.ID, tr.Job = "t", "a"
		return func(s Source) { s.Transfers.Changed([]transfers.Transfer{tr}, now) }
	}
	for name, c := range map[string]struct {
		job  api.Job
		then func(s Source)
		info string
		tone theme.Tone
		word string
	}{
		"queued":              {job: minutesAgo(1, api.StatusPending), info: "queued"},
		"running":             {job: minutesAgo(1, api.StatusRunning)},
		"running, with times": {minutesAgo(1, api.StatusRunning), func(s Source) { typical(s, 5*time.Minute) }, "about 4m left", theme.Plain, ""},
		"stuck":               {minutesAgo(60, api.StatusRunning), func(s Source) { typical(s, 5*time.Minute) }, "usually under 10m", theme.Warn, "stuck?"},
		"stuck, and about to go": {minutesAgo(60, api.StatusRunning), func(s Source) {
			typical(s, 5*time.Minute)
			s.Edits.Delete([]api.JobID{"a"}, now)
		}, "u keeps, gone in 10s", theme.Warn, ""},
		"failed":             {job: failed, info: "audio is silent", tone: theme.Fail},
		"an unknown state":   {job: minutesAgo(1, "archived"), info: "not a state lipdash knows", tone: theme.Warn},
		"done, without link": {job: minutesAgo(9, api.StatusCompleted), info: "link unread, asking"},
		"done":               {job: done},
		"its delete is on its way": {done, func(s Source) {
			s.Edits.Delete([]api.JobID{"a"}, now)
			s.Edits.Due(now.Add(window), nil)
		}, "deleting", theme.Warn, ""},
		"its delete is due after others": {done, func(s Source) {
			s.Edits.Delete([]api.JobID{"b", "c", "d", "e", "a"}, now)
			s.Edits.Due(now.Add(window), nil)
		}, "u keeps, waits", theme.Warn, ""},
		"it was not deleted": {done, func(s Source) {
			s.Edits.Fail("a", edits.Failure{Kind: edits.Delete, Err: errors.New("no")})
		}, "not deleted, refused", theme.Fail, ""},
		"its file comes":       {done, file(transfers.Transfer{State: transfers.Running, Done: fetched / 2, Size: fetched}), "coming down 50%", theme.Plain, ""},
		"its file has no size": {done, file(transfers.Transfer{State: transfers.Running, Done: fetched, Size: -1}), "coming down", theme.Plain, ""},
		"its file waits":       {done, file(transfers.Transfer{State: transfers.Queued}), "waits to come down", theme.Plain, ""},
		"its file is paused":   {done, file(transfers.Transfer{State: transfers.Paused}), "download paused", theme.Plain, ""},
		"its file failed":      {done, file(transfers.Transfer{State: transfers.Failed}), "download failed", theme.Fail, ""},
		"another has its name": {done, file(transfers.Transfer{State: transfers.Paused, Asks: true}), "a file in the way", theme.Warn, ""},
		"its file is here": {done, func(s Source) {
			s.Transfers.SavedRead([]api.JobID{"a"}, map[api.JobID][]transfers.File{"a": {{Name: "a.mp4"}}}, nil, now)
		}, "saved", theme.Plain, ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := of(c.job)
			if c.then != nil {
				c.then(s)
			}
			row, word := s.Row(action.JobRow("a")), ""
			if row.State != nil {
				word = row.State.Word
			}
			if row.Info != c.info || row.InfoTone != c.tone || word != c.word {
				t.Errorf("%q in tone %d, state %q", row.Info, row.InfoTone, word)
			}
		})
	}
}

func TestAJobThatJustEndedIsBrightAndNew(t *testing.T) {
	s := of(minutesAgo(9, api.StatusRunning))
	ended := minutesAgo(9, api.StatusCompleted)
	ended.VideoURL, ended.CaptionURL = "https://x.y/v.mp4", "https://x.y/c.srt"
	s.Store.ApplyJob(s.Store.NextSeq(), ended, now)
	for after, want := range map[time.Duration]joblist.Row{
		0:           {Fresh: true, Age: "9m00"},
		time.Minute: {Age: "10m"},
	} {
		s.Now = now.Add(after)
		want.Status, want.Title, want.Info, want.InfoTone = api.StatusCompleted, "one", "new, captions", theme.Accent
		if got := s.Row(action.JobRow("a")); got != want {
			t.Errorf("after %s: %+v", after, got)
		}
	}
}

func TestTheRowOfASubmissionSaysWhatItWaitsFor(t *testing.T) {
	for state, want := range map[submission.State]struct {
		word string
		tone theme.Tone
	}{
		submission.Sending: {"sending", theme.Plain}, submission.Unknown: {"checking", theme.Warn}, submission.Asking: {"unsure", theme.Warn},
	} {
		s := of()
		s.Notifier = activity.NewNotifier(true, activity.Watched)
		o := create.Outgoing{Submission: submission.New("s", map[string]string{"title": ""}, now)}
		o.State = state
		s.Create.Looked([]create.Outgoing{o}, s.Store, true, "", now)
		row := s.List().Row(0)
		if row.State.Word != want.word || row.InfoTone != want.tone || row.Title != "(untitled)" || !row.Quiet || row.Note != "" {
			t.Errorf("%v: %+v, %q", state, row, row.State.Word)
		}
		o.Values["title"] = "one"
		s.Create.Looked([]create.Outgoing{o}, s.Store, true, "", now)
		if quiet := s.List().Row(0).Quiet; quiet != (want.tone == theme.Plain) {
			t.Errorf("%v: the title is an aside: %v", state, quiet)
		}
		if glyph := row.State.Glyph; (glyph == s.Theme.Glyphs.Stuck) != (state == submission.Asking) {
			t.Errorf("%v is drawn %s", state, glyph)
		}
		d, _ := s.Detail(action.SubmissionRow("s"))
		if d.State != want.word || d.Told != "when it ends" || d.Submission != "s" || !d.CreatedHere {
			t.Errorf("%v in full: %+v", state, d)
		}
	}
}

func TestWhatStandsStillIsAsItWasDrawn(t *testing.T) {
	s := of(minutesAgo(1, api.StatusRunning), api.Job{ID: "gone1", Title: "two", Status: api.StatusRunning}, api.Job{ID: "late2", Title: "three"})
	s.Browse.CatchUp(browse.User{}, now)
	s.Browse.Freeze(now)
	s.Kept = NewKept()
	s.Kept.Rows(s, s.Browse.Hold(0, 40, false)[:2])
	d, _ := s.Detail(action.JobRow("gone1"))
	s.Kept.Detail(d)
	s.Store.ApplyJob(s.Store.NextSeq(), minutesAgo(1, api.StatusFailed), now)
	s.Store.ApplyDeleted("gone1")
	s.Store.ApplyDeleted("late2")
	l := s.List()
	if l.Len() != 3 || l.Row(0).Status != api.StatusRunning || l.Row(1).Title != "two" {
		t.Errorf("%d rows: %+v, %+v", l.Len(), l.Row(0), l.Row(1))
	}
	if row := l.Row(2); row != (joblist.Row{Title: "job ate2"}) {
		t.Errorf("a row that is gone and was not drawn is %+v", row)
	}
	if d, ok := s.Detail(action.JobRow("gone1")); !ok || d.Job.Title != "two" {
		t.Errorf("the detail is %+v", d)
	}
	if _, ok := s.Detail(action.JobRow("late2")); ok {
		t.Error("there is a detail of what is gone and was not looked at")
	}
	s.Kept = Kept{}
	if s.Kept.Detail(d); s.Row(action.JobRow("a")).Status != api.StatusFailed {
		t.Error("the view does not go on")
	}
}

func TestAnotherPageOrFilterIsAnotherChoice(t *testing.T) {
	s := of(minutesAgo(1, api.StatusRunning))
	was := s.List().Choice()
	if s.Store.ApplyDeleted("a"); s.List().Choice() != was {
		t.Error("a row that leaves is another choice")
	}
	q := s.Browse.Query()
	q.Reason = "audio"
	s.Browse.Ask(q, action.RowID{}, 0)
	if s.List().Choice() == was {
		t.Error("another filter is the same choice")
	}
}

func TestAMoveInAFlatListIsNoOtherChoice(t *testing.T) {
	var jobs []api.Job
	for i := range 30 {
		jobs = append(jobs, api.Job{ID: api.JobID(fmt.Sprintf("j%02d", i)), Status: api.StatusCompleted})
	}
	for _, sort := range []browse.Sort{browse.Newest, browse.Title} {
		s := of(jobs...)
		s.Browse.Ask(browse.Query{Sort: sort}, action.RowID{}, 0)
		choice := func(cursor api.JobID) any {
			s.Browse.CatchUp(browse.User{Cursor: action.JobRow(cursor)}, now)
			return s.List().Choice()
		}
		if first, last := choice("j00"), choice("j29"); (first == last) != s.Browse.Flat() {
			t.Errorf("sorted by %v: %+v at the top, %+v at the bottom", sort, first, last)
		}
	}
}

func TestTheLineUnderTheListSaysWhyThereIsNoRow(t *testing.T) {
	s := of()
	s.Browse.Ask(browse.Query{State: browse.Failed}, action.RowID{}, 0)
	if f := s.Foot(browse.Screen{}); !strings.Contains(strings.Join(f.Empty, " "), "failed") || f.Page == "" {
		t.Errorf("without a failed job: %+v", f)
	}
	s.Store = store.New(20)
	s.Browse = browse.New(s.Store, func() []browse.Waiting { return nil }, 20, 60, now)
	s.Browse.Ask(browse.Query{State: browse.Failed}, action.RowID{}, 0)
	if f := s.Foot(browse.Screen{}); !slices.Equal(f.Empty, s.WhyEmpty()) {
		t.Errorf("before the first list: %+v", f)
	}
}

func TestTheFormIsAdvisedByHeyGensClock(t *testing.T) {
	s := of()
	link := fmt.Sprintf("https://files.heygen.ai/v.mp4?Expires=%d", now.Add(30*time.Minute).Unix())
	for ahead, ended := range map[time.Duration]bool{0: false, time.Hour: true} {
		s.Ahead = ahead
		warns := s.Advice(form.Held{Values: map[string]string{"video": link}}).Warnings["video"]
		if strings.Contains(strings.Join(warns, " "), "ended") != ended {
			t.Errorf("%s ahead it says %q", ahead, warns)
		}
	}
}
