package rows

import (
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	pane "lipdash/ui/pane/transfers"
	"lipdash/ui/state/create"
	"lipdash/ui/state/transfers"
)

func TestFilesAreWhatGoesUpThenWhatComesDown(t *testing.T) {
	s := of()
	o := create.Outgoing{Submission: submission.New("s", map[string]string{"video": "/in/v.mov"}, now), Param: "video"}
	o.State, o.Upload = submission.Uploading, api.UploadProgress{Step: api.StepBytes, Sent: 1, Total: 4}
	s.Create.Looked([]create.Outgoing{o}, s.Store, true, "", now)
	s.Transfers.Changed([]transfers.Transfer{
		{ID: "run", Job: "a", Name: "a.mp4", State: transfers.Running, Speed: 5, Step: "3 of 4", Done: 1, Size: 2},
		{ID: "ask", Job: "b", State: transfers.Paused, Asks: true},
		{ID: "wait", Job: "c", State: transfers.Running, NextTry: now.Add(time.Minute)},
		{ID: "done", Job: "d", State: transfers.Done, At: now.Add(-2 * time.Hour), Speed: 5},
		{ID: "stop", Job: "e", State: transfers.Cancelled},
	}, now)
	f := s.Files()
	want := []struct {
		state pane.State
		owner action.RowID
		step  string
		speed float64
		over  bool
	}{
		{pane.Up, action.SubmissionRow("s"), "", 0, false},
		{pane.Down, action.JobRow("a"), "3 of 4", 5, false},
		{pane.Asking, action.JobRow("b"), "", 0, false},
		{pane.Retrying, action.JobRow("c"), "", 0, false},
		{pane.Done, action.JobRow("d"), "2 h ago", 0, true},
		{pane.Stopped, action.JobRow("e"), "", 0, true},
	}
	if f.Len() != len(want) {
		t.Fatalf("%d files", f.Len())
	}
	for i, w := range want {
		row := f.Row(i)
		if row.State != w.state || row.Owner != w.owner || row.Step != w.step || row.Speed != w.speed || f.Over(i) != w.over {
			t.Errorf("%d: %+v, over %t", i, row, f.Over(i))
		}
		if at, ok := f.Index(row.ID); !ok || at != i {
			t.Errorf("%v is found at %d", row.ID, at)
		}
	}
	if up := f.Row(0); up.Name != "/in/v.mov" || up.Done != 1 || up.Size != 4 {
		t.Errorf("up goes %+v", up)
	}
	if _, ok := f.Index(action.FileID{Download: "over"}); ok {
		t.Error("a file is found that is not there")
	}
}

func TestTheHeaderSaysHowFastFilesAreAndWhatRoomThereIs(t *testing.T) {
	s := of()
	if got := s.Files().Traffic("", -1) + s.Files().Traffic("/out", -1); got != "" {
		t.Errorf("without a folder it says %q", got)
	}
	s.Transfers.Changed([]transfers.Transfer{{ID: "a", State: transfers.Running, Speed: 2e6, Size: 9e6}}, now)
	if got := s.Files().Traffic("/out", 3e9); got != "down 2.0 MB/s   3.0 GB free in /out" {
		t.Errorf("it says %q", got)
	}
}
