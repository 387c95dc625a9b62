package store

import (
	"slices"
	"testing"
	"time"

	"lipdash/api"
)

func TestCreatedJobIsOnTopAndOurs(t *testing.T) {
	s := newScene(t, 2)
	s.first("a b", "1")
	m := s.created("n")
	wantPages(t, s.Store, "n a b")
	e := s.entry("n")
	if !e.CreatedHere || !e.Job.CreatedAt.Equal(noon) || e.Job.Title != "mine" || words(m.New) != "n" {
		t.Errorf("entry %+v, merge %+v", e, m)
	}
	if got := words(s.Active()); got != "n a b" {
		t.Errorf("active are %q", got)
	}
	if s.entry("a").CreatedHere {
		t.Error("a job made elsewhere counts as ours")
	}
}

func TestCreateAnswerAfterTheListShowedTheJobKeepsWhatIsKnown(t *testing.T) {
	s := newScene(t, 3)
	job := done("n", "https://x/")
	job.CreatedAt = later(-time.Minute)
	s.ApplyFirstPage(s.NextSeq(), api.JobPage{Jobs: []api.Job{{ID: "a"}, job}}, noon)
	m := s.created("n")
	wantPages(t, s.Store, "a n")
	e := s.entry("n")
	if !e.CreatedHere || e.Job.Status != api.StatusCompleted || e.Job.Title != "n" ||
		!e.Job.CreatedAt.Equal(later(-time.Minute)) || len(m.New)+len(m.Transitions) != 0 {
		t.Errorf("entry %+v, merge %+v", e, m)
	}
}

func TestReadsSentBeforeTheCreateAnswerSayNothingAboutTheJob(t *testing.T) {
	s := newScene(t, 3)
	s.first("a", "")
	before := s.NextSeq()
	s.created("n")
	wantSuspects(t, s.ApplyStatuses(before, []api.JobStatus{{ID: "n", Status: api.StatusGone}}, noon), "")
	wantSuspects(t, s.ApplyFirstPage(before, listing("a", ""), noon), "")
	wantPages(t, s.Store, "n a")
}

func TestDeletedJobNeverComesBack(t *testing.T) {
	s := newScene(t, 3)
	s.first("a b c", "1")
	s.ApplyDeleted("b")
	s.first("a b c", "1")
	s.next("1", "b d", "")
	s.read(jobs("b")[0])
	s.bulk("b", api.StatusCompleted)
	s.created("b")
	s.ApplyRenamed(jobs("b")[0], noon)
	s.ApplyTitle("b", "x")
	wantPages(t, s.Store, "a c | d")
	if _, ok := s.Get("b"); ok {
		t.Error("the deleted job is held")
	}
	if _, _, ok := s.PageOf("b"); ok {
		t.Error("the deleted job is on a page")
	}
}

func TestJobDeletedBeforeItWasLoadedDoesNotAppear(t *testing.T) {
	s := newScene(t, 3)
	s.ApplyDeleted("b")
	if m := s.first("a b", ""); m.Refused != 1 {
		t.Errorf("merge is %+v", m)
	}
	wantPages(t, s.Store, "a")
}

func TestGoneRemovesLikeDeleted(t *testing.T) {
	s := newScene(t, 3)
	s.first("a b", "")
	s.ApplyGone(s.NextSeq(), "a", noon)
	s.first("a b", "")
	wantPages(t, s.Store, "b")
}

func TestGoneOlderThanAReadThatFoundTheJobIsRefused(t *testing.T) {
	s := newScene(t, 3)
	s.first("a", "")
	old := s.NextSeq()
	s.read(jobs("a")[0])
	s.ApplyGone(old, "a", noon)
	wantPages(t, s.Store, "a")
}

func TestGoneRightAfterTheCreateIsNotBelieved(t *testing.T) {
	for _, tc := range []struct {
		after time.Duration
		want  string
	}{{0, "n"}, {29 * time.Second, "n"}, {30 * time.Second, ""}} {
		s := newScene(t, 3)
		s.created("n")
		s.ApplyGone(s.NextSeq(), "n", later(tc.after))
		if got := pages(s.Store); got != tc.want {
			t.Errorf("%v after the create a 404 leaves %q, want %q", tc.after, got, tc.want)
		}
	}
}

func TestAnswersAboutJobsThatAreNotLoadedChangeNothing(t *testing.T) {
	s := newScene(t, 3)
	s.first("a", "")
	s.read(jobs("z")[0])
	s.bulk("z", api.StatusCompleted)
	s.ApplyRenamed(jobs("z")[0], noon)
	s.ApplyTitle("z", "x")
	s.ApplyCreated(api.Job{}, noon)
	wantPages(t, s.Store, "a")
}

func TestEmptyStoreAnswersEveryQuestion(t *testing.T) {
	s := newScene(t, 0)
	first, last := s.Span(0)
	_, _, onPage := s.PageOf("a")
	_, gap := s.Gap()
	_, stale := s.Stale()
	if s.Len()+s.Pages()+len(s.Page(0))+len(s.Page(-1))+first+last+len(s.Active())+len(s.NeedsRead()) != 0 ||
		onPage || gap || stale || s.HasMore() || s.Incomplete() || s.Loaded() || !s.LoadedAt().IsZero() ||
		s.Counts() != (Counts{}) {
		t.Error("an empty store is not empty")
	}
	s.Repage()
	s.TokenRefused()
	s.first("", "")
	if !s.Loaded() || !s.LoadedAt().Equal(noon) || s.HasMore() {
		t.Error("an empty list does not count as loaded")
	}
}

func TestCountsFollowTheStates(t *testing.T) {
	s := newScene(t, 9)
	var page api.JobPage
	for id, st := range map[api.JobID]api.Status{
		"a": "pending", "b": "running", "c": "completed", "d": "failed", "e": "rendering", "f": "",
	} {
		page.Jobs = append(page.Jobs, api.Job{ID: id, Status: st})
	}
	s.ApplyFirstPage(s.NextSeq(), page, noon)
	if want := (Counts{1, 1, 1, 1, 2}); s.Counts() != want {
		t.Errorf("counts are %+v, want %+v", s.Counts(), want)
	}
	s.bulk("a", api.StatusFailed)
	s.ApplyDeleted("c")
	if want := (Counts{0, 1, 0, 2, 2}); s.Counts() != want {
		t.Errorf("counts are %+v, want %+v", s.Counts(), want)
	}
}

func TestAJobThatWasFoundIsDatedByTheServerAndBelowNewerOnes(t *testing.T) {
	s := New(50)
	at := time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)
	page := api.JobPage{}
	for i, id := range []api.JobID{"newer", "older"} {
		page.Jobs = append(page.Jobs, api.Job{ID: id, Status: api.StatusRunning, CreatedAt: at.Add(-time.Duration(2*i) * time.Hour)})
	}
	s.ApplyFirstPage(s.NextSeq(), page, at)
	s.ApplyFound(api.Job{ID: "found", Status: api.StatusPending, CreatedAt: at.Add(-time.Hour)}, at)
	if got := s.Page(0); !slices.Equal(got, []api.JobID{"newer", "found", "older"}) {
		t.Errorf("the list is %v", got)
	}
	made := at.Add(-61 * time.Minute)
	s.ApplyJob(s.NextSeq(), api.Job{ID: "found", Status: api.StatusCompleted, CreatedAt: made}, at)
	e, _ := s.Get("found")
	if !e.Job.CreatedAt.Equal(made) || !e.CreatedHere || !e.History[0].Found {
		t.Errorf("made at %v, here %v, first seen %+v", e.Job.CreatedAt, e.CreatedHere, e.History[0])
	}
	empty := New(50)
	empty.ApplyFound(api.Job{ID: "found", Status: api.StatusPending, CreatedAt: at}, at)
	if empty.Len() != 1 {
		t.Error("a job that was found before the list came is lost")
	}
}
