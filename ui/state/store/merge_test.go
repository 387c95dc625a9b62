package store

import (
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/record"
)

// done is a completed job, with its link unless link is "".
func done(id api.JobID, link string) api.Job {
	return api.Job{ID: id, Status: api.StatusCompleted, Title: string(id), VideoURL: link}
}

func TestStatusOnlyMovesForward(t *testing.T) {
	const odd = api.Status("rendering")
	for _, tc := range []struct{ from, to, want api.Status }{
		{api.StatusPending, api.StatusRunning, api.StatusRunning},
		{api.StatusPending, api.StatusCompleted, api.StatusCompleted},
		{api.StatusPending, odd, odd},
		{odd, api.StatusPending, api.StatusPending},
		{odd, api.StatusFailed, api.StatusFailed},
		{api.StatusRunning, api.StatusPending, api.StatusRunning},
		{api.StatusRunning, odd, api.StatusRunning},
		{api.StatusRunning, api.StatusUnknown, api.StatusRunning},
		{odd, api.StatusUnknown, odd},
		{api.StatusCompleted, api.StatusRunning, api.StatusCompleted},
		{api.StatusCompleted, api.StatusFailed, api.StatusCompleted},
		{api.StatusFailed, api.StatusCompleted, api.StatusFailed},
		{api.StatusFailed, odd, api.StatusFailed},
	} {
		t.Run(string(tc.from)+" then "+string(tc.to), func(t *testing.T) {
			for name, apply := range map[string]func(scene) Merge{
				"bulk": func(s scene) Merge { return s.bulk("a", tc.to) },
				"read": func(s scene) Merge { return s.read(api.Job{ID: "a", Status: tc.to}) },
			} {
				s := newScene(t, 3)
				s.ApplyFirstPage(s.NextSeq(), api.JobPage{Jobs: []api.Job{{ID: "a", Status: tc.from}}}, noon)
				m := apply(s)
				if got := s.entry("a").Job.Status; got != tc.want {
					t.Errorf("by %s the state is %q, want %q", name, got, tc.want)
				}
				if moved := len(m.Transitions) == 1; moved != (tc.from != tc.want) || m.Refused != 0 {
					t.Errorf("by %s the merge is %+v", name, m)
				}
				if err := checkShape(s.Store); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

func TestOlderReadIsRefusedForTheRow(t *testing.T) {
	s := newScene(t, 3)
	s.first("a b", "")
	old := s.NextSeq()
	s.bulk("a", api.StatusCompleted)
	job := done("a", "https://x/")
	job.Title = "old title"
	if m := s.ApplyJob(old, job, noon); m.Refused != 1 {
		t.Errorf("merge is %+v", m)
	}
	if m := s.ApplyStatuses(old, []api.JobStatus{{ID: "a"}, {ID: "b", Status: api.StatusFailed}}, noon); m.Refused != 1 {
		t.Errorf("merge is %+v", m)
	}
	if e := s.entry("a"); e.Job.Title != "a" || !e.NeedsRead {
		t.Errorf("entry is %+v", e)
	}
	if s.entry("b").Job.Status != api.StatusFailed {
		t.Error("the other row of the same answer was refused too")
	}
}

func TestWritesRefuseReadsSentBeforeTheirAnswer(t *testing.T) {
	for name, write := range map[string]func(scene){
		"rename":           func(s scene) { s.ApplyRenamed(api.Job{ID: "a", Status: api.StatusRunning, Title: "new"}, noon) },
		"optimistic title": func(s scene) { s.ApplyTitle("a", "new") },
	} {
		t.Run(name, func(t *testing.T) {
			s := newScene(t, 3)
			s.first("a", "")
			before := s.NextSeq()
			write(s)
			s.ApplyFirstPage(before, listing("a", ""), noon)
			if got := s.entry("a").Job.Title; got != "new" {
				t.Errorf("title is %q", got)
			}
			s.first("a", "")
			if got := s.entry("a").Job.Title; got != "a" {
				t.Errorf("a newer read left the title %q", got)
			}
		})
	}
}

func TestNewerResourceAddsFieldsAndKeepsWhatItLeavesOut(t *testing.T) {
	s := newScene(t, 3)
	full := api.Job{
		ID: "a", Status: api.StatusCompleted, Title: "t", Duration: 5 * time.Second, VideoURL: "https://x/1",
		CallbackID: "cb", CreatedAt: noon, Raw: []byte(`{"full":1}`),
	}
	s.ApplyFirstPage(s.NextSeq(), api.JobPage{Jobs: []api.Job{full}}, noon)
	s.read(api.Job{
		ID: "a", Status: api.StatusCompleted, Title: "renamed", VideoURL: "https://x/2",
		CaptionURL: "https://x/srt", Raw: []byte(`{"newer":1}`),
	})
	got := s.entry("a").Job
	if got.Title != "renamed" || got.VideoURL != "https://x/2" || got.CaptionURL != "https://x/srt" ||
		got.Duration != 5*time.Second || got.CallbackID != "cb" || !got.CreatedAt.Equal(noon) ||
		string(got.Raw) != `{"newer":1}` {
		t.Errorf("job is %+v", got)
	}
	s.read(api.Job{ID: "a", Status: api.StatusRunning, Title: "again", Raw: []byte(`{"behind":1}`)})
	if got := s.entry("a").Job; got.Title != "again" || got.VideoURL == "" || string(got.Raw) != `{"newer":1}` {
		t.Errorf("after an answer that lags the job is %+v", got)
	}
}

func TestBulkEndNeedsAReadUntilTheResourceComes(t *testing.T) {
	for _, end := range []api.Status{api.StatusCompleted, api.StatusFailed} {
		s := newScene(t, 3)
		s.first("a b", "")
		s.bulk("a", end)
		if got := words(s.NeedsRead()); got != "a" {
			t.Fatalf("%s: needs read %q", end, got)
		}
		s.read(api.Job{ID: "a", Status: api.StatusRunning})
		if !s.entry("a").NeedsRead {
			t.Errorf("%s: an answer that lags counts as the resource", end)
		}
		s.read(api.Job{ID: "a", Status: end, VideoURL: "https://x/"})
		if s.entry("a").NeedsRead {
			t.Errorf("%s: still needs a read after the resource came", end)
		}
		s.bulk("a", end)
		if s.entry("a").NeedsRead {
			t.Errorf("%s: a repeated bulk answer asks for a read again", end)
		}
	}
}

func TestCompletedWithoutLinkIsReadFiveTimes(t *testing.T) {
	for name, begin := range map[string]func(scene){
		"from a list":  func(s scene) { s.read(done("a", "")) },
		"after a bulk": func(s scene) { s.bulk("a", api.StatusCompleted) },
	} {
		t.Run(name, func(t *testing.T) {
			s := newScene(t, 3)
			s.first("a", "")
			begin(s)
			for n := range 5 {
				if !s.entry("a").NeedsRead {
					t.Fatalf("no read wanted after %d reads without a link", n)
				}
				s.read(done("a", ""))
			}
			if s.entry("a").NeedsRead || len(s.NeedsRead()) != 0 {
				t.Error("a sixth read is wanted")
			}
			s.read(done("a", "https://x/"))
			if _, ok := s.entry("a").Job.VideoLink(); !ok {
				t.Error("the late link was not taken")
			}
		})
	}
}

func TestListedAsCompletedWithoutLinkNeedsARead(t *testing.T) {
	s := newScene(t, 3)
	s.ApplyFirstPage(s.NextSeq(), api.JobPage{Jobs: []api.Job{done("a", ""), done("b", "https://x/")}}, noon)
	if got := words(s.NeedsRead()); got != "a" {
		t.Errorf("needs read %q, want a", got)
	}
}

func TestBulkFailureTextFillsInUntilTheResourceComes(t *testing.T) {
	s := newScene(t, 3)
	s.first("a", "")
	s.ApplyStatuses(s.NextSeq(), []api.JobStatus{{ID: "a", Status: api.StatusFailed, Failure: "short"}}, noon)
	if got := s.entry("a").Job.FailureMessage; got != "short" {
		t.Errorf("message is %q", got)
	}
	s.read(api.Job{ID: "a", Status: api.StatusFailed, FailureMessage: "the long one"})
	if got := s.entry("a").Job.FailureMessage; got != "the long one" {
		t.Errorf("message is %q", got)
	}
}

func TestNotFoundOnlyMakesASuspect(t *testing.T) {
	s := newScene(t, 3)
	s.first("a b", "")
	wantSuspects(t, s.bulk("a", api.StatusGone), "a")
	wantSuspects(t, s.bulk("a", api.StatusGone), "")
	wantSuspects(t, s.read(api.Job{ID: "b", Status: api.StatusGone}), "b")
	wantPages(t, s.Store, "a b")
	if got := s.entry("a").Job.Status; got != api.StatusRunning {
		t.Errorf("state is %q", got)
	}
}

func TestHistoryHoldsEachChangeWithItsTime(t *testing.T) {
	s := newScene(t, 3)
	s.ApplyFirstPage(s.NextSeq(), api.JobPage{Jobs: []api.Job{{ID: "a", Status: api.StatusPending}}}, noon)
	before := s.entry("a")
	s.ApplyStatuses(s.NextSeq(), []api.JobStatus{{ID: "a", Status: api.StatusRunning}}, later(time.Minute))
	middle := s.entry("a")
	s.ApplyJob(s.NextSeq(), done("a", ""), later(time.Hour))
	s.ApplyJob(s.NextSeq(), done("a", ""), later(2*time.Hour))
	e := s.entry("a")
	want := []record.Seen{
		{Status: api.StatusPending, At: noon, Found: true},
		{Status: api.StatusRunning, At: later(time.Minute), Found: false},
		{Status: api.StatusCompleted, At: later(time.Hour), Found: true},
	}
	if len(e.History) != 3 || e.History[0] != want[0] || e.History[1] != want[1] || e.History[2] != want[2] {
		t.Errorf("history is %v", e.History)
	}
	if !e.SeenAt.Equal(later(2 * time.Hour)) {
		t.Errorf("seen at %v", e.SeenAt)
	}
	if len(before.History) != 1 || len(middle.History) != 2 || before.Job.Status != api.StatusPending {
		t.Error("an entry given away changed later")
	}
	_ = append(middle.History, record.Seen{Status: "scribble"})
	if s.entry("a").History[2].Status != api.StatusCompleted {
		t.Error("a caller's append reached the store")
	}
}

func TestTransitionsNameBothStates(t *testing.T) {
	s := newScene(t, 3)
	s.first("a", "")
	m := s.bulk("a", api.StatusCompleted)
	if want := (Transition{ID: "a", From: api.StatusRunning, To: api.StatusCompleted}); len(m.Transitions) != 1 || m.Transitions[0] != want {
		t.Errorf("transitions are %v", m.Transitions)
	}
}
