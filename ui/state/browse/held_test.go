package browse

import (
	"fmt"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/state/store"
)

func TestAFrozenListLongerThanIsDrawnAtOnceIsHeldAsItComesIntoSight(t *testing.T) {
	s := store.New(4 * heldAtOnce)
	l := New(s, none, 50, 25, start)
	var p api.JobPage
	for i := range 3 * heldAtOnce {
		p.Jobs = append(p.Jobs, api.Job{ID: api.JobID(fmt.Sprint("j", i)), Status: api.StatusRunning})
	}
	l.Listed(s.NextSeq(), p, start)
	l.CatchUp(User{}, start)
	l.Freeze(start)
	drawn := map[action.RowID]bool{}
	for above := 0; above < 200; above += 20 {
		for _, row := range l.Hold(above, 40, false) {
			if drawn[row] {
				t.Fatalf("%v is drawn twice", row)
			}
			drawn[row] = true
		}
		rows := l.Rows()
		for i := above; i < above+40; i++ {
			if !rows.Held() || !drawn[rows.ID(i)] {
				t.Fatalf("row %d is on screen and not held", i)
			}
		}
	}
	if n := l.Rows().Len(); n != 3*heldAtOnce || len(drawn) > heldAtOnce {
		t.Errorf("%d of %d rows were drawn", len(drawn), n)
	}
}

func TestAThawTellsWhatChangedAndWhatIsNew(t *testing.T) {
	d := testListOf(5)
	d.all[1].Status = api.StatusRunning
	d.list()
	d.Freeze(d.now)
	d.Hold(0, 40, false)
	d.all[1].Status = api.StatusCompleted
	d.all = append([]api.Job{{ID: "fresh"}}, d.all...)
	d.now = d.now.Add(time.Hour)
	d.list()
	if rows := d.Rows(); rows.Len() != 5 || rows.ID(0).Job != "j000" {
		t.Errorf("the view does not stand still: %d rows", rows.Len())
	}
	d.now = d.now.Add(time.Hour)
	if got := d.Thaw(d.now); got != "1 job changed, 1 is new while the view was frozen" {
		t.Error(got)
	}
	if d.Rows().Len() != 6 || !d.Bright("j001", d.now) || d.Bright("j002", d.now) || d.Bright("j001", d.now.Add(brightFor)) {
		t.Error("what changed is not bright for a moment, or something else is")
	}
}

func TestWhatCameInAboveIsToldUntilItWasSeen(t *testing.T) {
	d := testListOf(30)
	d.list()
	d.all = append([]api.Job{{ID: "new1"}, {ID: "new2"}}, d.all...)
	d.Listed(d.jobs.NextSeq(), d.page(0, 10), d.now)
	d.CatchUp(d.user, d.now)
	d.waiting = func() []Waiting { return []Waiting{{ID: submission.ID("s"), Title: "mine"}} }
	d.Saw(d.user.Cursor, 3, d.now)
	if jobs, queued := d.Above(3); jobs != 2 || queued != 1 {
		t.Errorf("%d jobs and %d submissions are above", jobs, queued)
	}
	d.Saw(d.user.Cursor, 2, d.now)
	if jobs, queued := d.Above(2); jobs != 1 || queued != 1 {
		t.Errorf("with one of them on screen %d jobs and %d submissions are above", jobs, queued)
	}
	d.FirstPage(2)
	if jobs, queued := d.Above(0); jobs != 0 || queued != 0 {
		t.Errorf("at the top %d jobs and %d submissions are above", jobs, queued)
	}
}

func TestRowsBetweenTwoGoOverPages(t *testing.T) {
	d := testListOf(30)
	d.list()
	d.step()
	d.waiting = func() []Waiting { return []Waiting{{ID: "a"}, {ID: "b"}} }
	got := d.Rows().Between(action.JobRow("j012"), action.SubmissionRow("a"))
	if len(got) != 14 || got[0] != action.SubmissionRow("a") || got[13] != action.JobRow("j012") {
		t.Errorf("between them are %v", got)
	}
	d.Ask(Query{State: Active}, action.RowID{}, 0)
	if rows := d.Rows(); rows.Len() != 2 || rows.ID(0) != action.SubmissionRow("b") {
		t.Errorf("submissions are no active rows: %d", rows.Len())
	}
	d.Ask(Query{State: Failed}, action.RowID{}, 0)
	if n := d.Rows().Len(); n != 0 {
		t.Errorf("%d rows failed", n)
	}
}

func TestAKeptJobThatACompleteListDoesNotShowIsNotKeptAnyLonger(t *testing.T) {
	d := testListOf(3)
	d.list()
	d.ReadCached(record.Page{Jobs: []record.Job{{Job: api.Job{ID: "j001"}}, {Job: api.Job{ID: "ghost"}}}})
	if _, dirty := d.Cache.dirty["ghost"]; !dirty {
		t.Fatalf("it stays in the cache; to be kept or dropped are %v", d.Cache.dirty)
	}
	d.Due(d.s, d.now)
	d.now = d.now.Add(cacheAfter)
	keep := d.Due(d.s, d.now).Keep
	if keep == nil || len(keep.Gone) != 1 || keep.Gone[0] != "ghost" || len(keep.Jobs) != 3 || keep.Jobs[0].Job.VideoURL != "" {
		t.Fatalf("kept is %+v", keep)
	}
	if d.Cache.Changed() || d.Due(d.s, d.now.Add(time.Second)).Keep != nil {
		t.Error("it is kept twice")
	}
	d.Cache.Kept(&api.Error{}, d.now)
	if !d.Cache.Changed() || d.Cache.dueAt != d.now.Add(cacheAgain) {
		t.Errorf("what could not be kept is tried again at %v", d.Cache.dueAt)
	}
}

func TestAJobIsSortedByThisMachinesClock(t *testing.T) {
	for _, ahead := range []time.Duration{-time.Hour, 0, time.Hour} {
		e := store.Entry{Job: api.Job{ID: "x", CreatedAt: start.Add(ahead)}}
		if got := factOf(e, ahead, About{}).changed; got != start.UnixMilli() {
			t.Errorf("%s ahead it changed at %d", ahead, got)
		}
	}
}
