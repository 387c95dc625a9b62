package rows

import (
	"slices"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/pattern"
	"lipdash/ui/state/browse"
	"lipdash/ui/state/create"
	"lipdash/ui/state/edits"
	"lipdash/ui/state/transfers"
)

func TestAnActionIsAboutWhatIsThereAndStays(t *testing.T) {
	s := of(api.Job{ID: "a", Status: api.StatusCompleted}, api.Job{ID: "b", Status: api.StatusRunning, Title: "two"}, api.Job{ID: "c"})
	s.Edits.Delete([]api.JobID{"c"}, now)
	s.Transfers.SavedRead([]api.JobID{"a"}, map[api.JobID][]transfers.File{"a": {{Name: "a.mp4"}}}, nil, now)
	sending := create.Outgoing{Submission: submission.New("s", nil, now)}
	sending.State = submission.Sending
	s.Create.Looked([]create.Outgoing{sending, {Submission: submission.New("h", nil, now)}}, s.Store, true, "", now)

	if got := s.Known([]api.JobID{"c", "b", "gone", "a"}); !slices.Equal(got, []api.JobID{"a", "b"}) {
		t.Errorf("known are %v", got)
	}
	rows := append(action.JobRows("b", "c", "a"), action.SubmissionRow("s"), action.SubmissionRow("h"), action.SubmissionRow("over"))
	want := []edits.Target{
		{Job: "a", Status: api.StatusCompleted, Here: true}, {Job: "b", Status: api.StatusRunning}, {Submission: "s", Away: true}, {Submission: "h"},
	}
	if got := s.ToDelete(rows); !slices.Equal(got, want) {
		t.Errorf("to delete are %+v", got)
	}
}

func TestAPatternKnowsTheModeAJobWasMadeIn(t *testing.T) {
	s := of(api.Job{ID: "a", Title: "one", CreatedAt: now}, api.Job{ID: "b", CreatedAt: now}, api.Job{ID: "c", CreatedAt: now})
	s.Create.Records.Read([]api.JobID{"a", "b"}, map[api.JobID]create.Record{"a": {Mode: "speed"}, "b": {Values: map[string]string{"mode": "precision"}}}, nil, now)
	want := []pattern.Job{{Title: "one", ID: "a", Mode: "speed"}, {ID: "b", Mode: "precision"}, {ID: "c"}}
	for i := range want {
		want[i].Created = now.Local()
	}
	if got := s.ToRename([]api.JobID{"a", "b", "gone", "c"}); !slices.Equal(got, want) {
		t.Errorf("%+v", got)
	}
}

func TestManyAreRenamedInTheOrderOnScreen(t *testing.T) {
	s := of(api.Job{ID: "a", Title: "z"}, api.Job{ID: "b", Title: "y"}, api.Job{ID: "c", Title: "x", Status: api.StatusFailed})
	q := s.Browse.Query()
	q.Reverse = true
	s.Browse.Ask(q, action.RowID{}, 0)
	s.Browse.CatchUp(browse.User{}, now)
	ids := []api.JobID{"a", "b", "c"}
	if s.List().AsShown(ids); !slices.Equal(ids, []api.JobID{"c", "b", "a"}) {
		t.Errorf("with the oldest first they are %v", ids)
	}
	q.Reverse, q.State = true, browse.Failed
	s.Browse.Ask(q, action.RowID{}, 0)
	s.Browse.CatchUp(browse.User{}, now)
	ids = []api.JobID{"a", "b", "c"}
	if s.List().AsShown(ids); !slices.Equal(ids, []api.JobID{"a", "b", "c"}) {
		t.Errorf("where one is not on screen they are %v", ids)
	}
}

func TestWhatIsSharedKnowsWhyAJobIsNotMadeAgainAndHeyGensTime(t *testing.T) {
	s := of(api.Job{ID: "a"}, api.Job{ID: "b"})
	s.Ahead = time.Hour
	s.Create.Records.Read([]api.JobID{"a"}, map[api.JobID]create.Record{"a": {Values: map[string]string{"video": "https://x.y/v.mp4", "audio": "https://x.y/a.mp3"}}}, nil, now)
	share := s.ToShare("https://api.example")
	if share.BaseURL != "https://api.example" || !share.Now.Equal(now.Add(time.Hour)) {
		t.Errorf("%+v", share)
	}
	if values, why := share.Inputs("a"); len(values) != 2 || why != "" {
		t.Errorf("of a it knows %v, %q", values, why)
	}
	s.Transfers.SavedRead([]api.JobID{"a"}, map[api.JobID][]transfers.File{"a": {{Path: "/out/a.srt", Captions: true}, {Path: "/out/a.mp4"}}}, nil, now)
	if share.File("a") != "/out/a.mp4" || share.File("b") != "" {
		t.Errorf("the files are %q and %q", share.File("a"), share.File("b"))
	}
	if values, why := share.Inputs("b"); len(values) != 0 || why == "" {
		t.Errorf("of b it knows %v, %q", values, why)
	}
}
