package rows

import (
	"errors"
	"slices"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/kit/action"
	"lipdash/ui/pane/detail"
	"lipdash/ui/state/browse"
	"lipdash/ui/state/create"
	"lipdash/ui/state/transfers"
)

func TestADetailJoinsWhatIsKnownOfAJob(t *testing.T) {
	s := of(minutesAgo(5, api.StatusRunning))
	s.Ahead, s.Now = time.Hour, now.Add(time.Minute)
	s.ReadErrs = map[api.JobID]error{"a": errors.New("no")}
	s.Create.Records.Read([]api.JobID{"a"}, map[api.JobID]create.Record{"a": {
		Values: map[string]string{"title": "one"}, Seen: []record.Seen{{Status: api.StatusPending, At: now.Add(-5 * time.Minute)}},
	}}, nil, now)
	s.Transfers.SavedRead([]api.JobID{"a"}, map[api.JobID][]transfers.File{"a": {{Name: "a.srt", Size: 9, Captions: true}}}, nil, now)
	d, ok := s.Detail(action.JobRow("a"))
	if !ok || d.Inputs["title"] != "one" || !d.CreatedHere || d.Err == "" || d.ClockOffset != time.Hour || !slices.Equal(d.Saved, []detail.Saved{{Name: "a.srt", Size: 9, Captions: true}}) {
		t.Errorf("%+v", d)
	}
	if want := now.Add(-5*time.Minute - time.Hour); !d.Job.CreatedAt.Equal(want) {
		t.Errorf("by this machine's clock it was made at %s", d.Job.CreatedAt)
	}
	if h := d.History; len(h) != 2 || h[0].Status != api.StatusPending || h[1].Status != api.StatusRunning {
		t.Errorf("its history is %+v", h)
	}
	if d, ok := s.Detail(action.RowID{}); ok || d.Row() != (action.RowID{}) {
		t.Errorf("there is a detail of no row: %+v", d)
	}
}

func TestFailuresStandTogetherByReason(t *testing.T) {
	job := func(id api.JobID, why string, hours int) api.Job {
		return api.Job{ID: id, Status: api.StatusFailed, FailureMessage: why, CreatedAt: now.Add(-time.Duration(hours) * time.Hour)}
	}
	s := of(job("a", "An audio track is silent.", 1), job("b", "No face was found.", 2), job("c", "An audio track is silent.", 3))
	s.Browse.CatchUp(browse.User{Finding: true}, now)
	marked := map[action.RowID]bool{action.JobRow("a"): true, action.JobRow("b"): true}
	of := s.Groups(func(r action.RowID) bool { return marked[r] })
	if len(of) != 2 || of[0].Example != "audio track is silent" || of[0].Newest != "1h" || of[0].Marked || !slices.Equal(of[0].IDs, []api.JobID{"a", "c"}) ||
		of[1].Example != "no face was found" || !of[1].Marked {
		t.Errorf("%+v", of)
	}
}

func TestADetailSaysWhatIsStuckAsItsRowDoes(t *testing.T) {
	s := of(minutesAgo(60, api.StatusRunning))
	typical(s, 5*time.Minute)
	if d, _ := s.Detail(action.JobRow("a")); !d.Stuck || d.Remake || d.Expected != "usually under 10m" {
		t.Errorf("%+v", d)
	}
}

func TestAnItemThatIsNotBilledHasNoCost(t *testing.T) {
	s := of()
	for state, want := range map[record.ItemState]string{record.ItemFailed: "", record.ItemRefused: "", record.ItemDiscarded: "", record.ItemCompleted: "~$0.80", record.ItemQueued: "~$0.80"} {
		if got := s.batchItem(record.BatchItem{State: state, Cost: 0.8}).Cost; got != want {
			t.Errorf("%s costs %q, want %q", state, got, want)
		}
	}
}
