package batches_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/kit/action"
	"lipdash/ui/state/batches"
	"lipdash/ui/state/store"
)

var now = time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)

func item(n int, state record.ItemState) record.BatchItem {
	it := record.BatchItem{Number: n, State: state, Cost: 2}
	if state != record.ItemQueued && state != record.ItemHeld && state != record.ItemRefused {
		it.Job = api.JobID(fmt.Sprint("ls_", n))
	}
	return it
}

func week() record.Batch {
	b := record.Batch{ID: "week", Name: "week 47"}
	for i, s := range []record.ItemState{record.ItemCompleted, record.ItemCompleted, record.ItemFailed, record.ItemRefused, record.ItemRunning, record.ItemPending, record.ItemQueued, record.ItemHeld, record.ItemGone} {
		b.Items = append(b.Items, item(i+1, s))
	}
	b.Items[0].Saved, b.Items[0].Cost = "out/1.mp4", 0
	b.Items[2].Reason, b.Items[3].Reason, b.Items[7].Reason = "Audio is 12 s too long.", "audio is 3 s too long", "The quota is used up."
	return b
}

func TestABatchIsSummedUpByWhatItsItemsAre(t *testing.T) {
	s := batches.Of(week().Items)
	if s.Total != 9 || s.Done != 2 || s.Saved != 1 || s.Failed != 2 || s.Running != 1 || s.Waiting != 2 || s.Asks != 1 || s.Gone != 1 || s.Over() {
		t.Errorf("%+v", s)
	}
	if len(s.Reasons) != 1 || s.Reasons[0].N != 2 {
		t.Errorf("two failures of one kind are %+v", s.Reasons)
	}
	if s.Cost != 10 || s.Unpriced != 1 || s.Money() != "from $10.00" {
		t.Errorf("what failed and what is gone costs nothing: %v, %d unpriced, %q", s.Cost, s.Unpriced, s.Money())
	}
	note, wanted := s.Note()
	if want := "1 waits for you: The quota is used up; 2 failed: audio too long; 1 deleted or taken back"; note != want || !wanted {
		t.Errorf("%q, wanted %v", note, wanted)
	}
	if got := s.Told("about 4m"); got != "2 of 9 done   2 failed   1 waits for you   about 4m left   from $10.00" {
		t.Errorf("%q", got)
	}
}

func TestABatchThatIsOverSaysWhatIsNotHereYet(t *testing.T) {
	for saved, want := range map[int]string{0: "2 results are not here yet", 1: "1 result is not here yet", 2: "all results are here"} {
		items := []record.BatchItem{item(1, record.ItemCompleted), item(2, record.ItemCompleted)}
		for i := range saved {
			items[i].Saved = "x.mp4"
		}
		s := batches.Of(items)
		if got, wanted := s.Note(); got != want || wanted || !s.Over() {
			t.Errorf("%d saved: %q", saved, got)
		}
	}
}

func TestTheTimeLeftFollowsHowManyRunAtOnce(t *testing.T) {
	for _, c := range []struct {
		rest, slots   int
		typical, gone time.Duration
		want          string
	}{
		{25, 10, 4 * time.Minute, 0, "about 12m"},
		{25, 0, 4 * time.Minute, 0, "about 4m"},
		{3, 0, 4 * time.Minute, 3 * time.Minute, "about 1m"},
		{3, 0, 4 * time.Minute, 4 * time.Minute, ""},
		{25, 10, 0, 0, ""},
		{0, 10, 4 * time.Minute, 0, ""},
	} {
		s := batches.Sum{Total: c.rest + 1, Done: 1, Waiting: c.rest}
		if got := s.Left(c.typical, c.gone, c.slots); got != c.want {
			t.Errorf("%d left, %d at once: %q, want %q", c.rest, c.slots, got, c.want)
		}
	}
}

func TestAnItemIsWhatTheStoreHeardLast(t *testing.T) {
	jobs := store.New(20)
	jobs.ApplyFirstPage(jobs.NextSeq(), api.JobPage{Jobs: []api.Job{
		{ID: "ls_5", Status: api.StatusFailed, FailureMessage: "no face", Title: "new title"}, {ID: "ls_2", Status: api.StatusCompleted},
	}}, now)
	room := batches.New()
	room.Read([]record.Batch{week()}, nil, now)
	items := room.Items("week", jobs)
	if it := items[4]; it.State != record.ItemFailed || it.Reason != "no face" || it.Title != "new title" {
		t.Errorf("%+v", it)
	}
	if s := batches.Of(items); s.Failed != 3 {
		t.Errorf("%+v", s)
	}
	if numbers, cost, sum := batches.Failed(items, nil); !slices.Equal(numbers, []int{3, 4, 5}) || sum != 6 || cost != "about $6.00" {
		t.Errorf("%v, %s", numbers, cost)
	}
	items[3].Cost = 0
	if numbers, cost, _ := batches.Failed(items, []int{4, 5, 6}); !slices.Equal(numbers, []int{4, 5}) || cost != "about $2.00 for 1 of 2, the rest is of unknown length" {
		t.Errorf("%v, %s", numbers, cost)
	}
	if rows, said := batches.ToFetch(items, jobs, "L"); !slices.Equal(rows, action.JobRows("ls_2")) || said != "" {
		t.Errorf("to fetch are %v: %s", rows, said)
	}
	if rows := batches.Unended(items); len(rows) != 3 || rows[0] != action.JobRow("ls_6") || rows[1].Job != "" {
		t.Errorf("to come are %v", rows)
	}
	if room.Open() != 1 || room.Items("unknown", jobs) != nil {
		t.Errorf("%d open", room.Open())
	}
}

func TestTheJournalIsAskedOnceForManyChangesAndAgainAfterATrouble(t *testing.T) {
	room := batches.New()
	room.Changed()
	if room.Due(now) || !room.Next().IsZero() {
		t.Fatal("it is asked before there is a journal")
	}
	room.Opened()
	if !room.Due(now) || room.Due(now) {
		t.Fatal("it is not asked once")
	}
	room.Changed()
	if room.Due(now.Add(time.Minute)) {
		t.Error("it is asked while it is being asked")
	}
	room.Read(nil, nil, now)
	if at := room.Next(); room.Due(now.Add(time.Second)) || !room.Due(at) || at.Sub(now) != 2*time.Second {
		t.Errorf("next at %v", at)
	}
	room.Read([]record.Batch{week()}, nil, now)
	room.Changed()
	room.Due(now.Add(time.Minute))
	room.Read(nil, errors.New("the disk is gone"), now.Add(time.Minute))
	if len(room.List()) != 1 || room.Err() == nil || room.Next().IsZero() {
		t.Error("a trouble forgets what was known, or is not tried again")
	}
}

func TestProgressIsOfTheBatchesThatAreNotOver(t *testing.T) {
	r := batches.New()
	progress := func(want string, list ...record.Batch) {
		t.Helper()
		r.Read(list, nil, now)
		percent, failed, ok := r.Progress(store.New(50))
		if got := fmt.Sprint(percent, failed, ok); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	batch := func(states ...record.ItemState) (b record.Batch) {
		for i, s := range states {
			b.Items = append(b.Items, item(i+1, s))
		}
		return b
	}
	over := batch(record.ItemCompleted, record.ItemFailed)
	progress("0 false false")
	progress("0 false false", over)
	progress("25 false true", over, batch(record.ItemCompleted, record.ItemRunning, record.ItemQueued, record.ItemPending))
	progress("66 true true", batch(record.ItemCompleted, record.ItemRunning, record.ItemFailed))
}
