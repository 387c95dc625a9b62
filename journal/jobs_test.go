package journal

import (
	"slices"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
)

func asked(id api.JobID, at time.Time) JobRecord {
	return JobRecord{
		ID: id, Submission: "s", Values: inputs(), BodyHash: "h", Mode: api.ModeSpeed,
		CreatedAt: at, Title: "ep 1", Status: api.StatusPending, Cost: 1.5,
	}
}

func TestARecordKeepsWhatALaterOneDoesNotSay(t *testing.T) {
	j := opened(t)
	must(t, j.RecordJob(t.Context(), asked("ls_1", noon)))
	must(t, j.RecordJob(t.Context(), JobRecord{ID: "ls_1", Length: time.Minute, Status: api.StatusRunning}))
	r, _, ok := jobOf(t, j, "ls_1")
	want := asked("ls_1", noon)
	if !ok || r.Values["video"] != want.Values["video"] || r.Cost != 1.5 || r.Title != "ep 1" || r.Mode != api.ModeSpeed ||
		!r.CreatedAt.Equal(noon) || r.Length != time.Minute || r.Status != api.StatusRunning || r.BodyHash != "h" || r.Submission != "s" {
		t.Errorf("got %v %+v", ok, r)
	}
}

func TestAJobMadeElsewhereHasAHistoryButNoRecord(t *testing.T) {
	j := opened(t)
	must(t, j.Observe(t.Context(), []record.Observation{{ID: "ls_x", Status: api.StatusRunning, At: noon}}))
	_, seen, ok := jobOf(t, j, "ls_x")
	if ok || len(seen) != 1 || seen[0].Status != api.StatusRunning || !seen[0].At.Equal(noon) {
		t.Errorf("got %v %+v", ok, seen)
	}
}

func TestJobsAnswersForThoseMadeHere(t *testing.T) {
	j := opened(t)
	must(t, j.RecordJob(t.Context(), asked("ls_1", noon)))
	must(t, j.RecordJob(t.Context(), asked("ls_2", noon)))
	got, err := j.Jobs(t.Context(), []api.JobID{"ls_2", `odd "id",`, "ls_3"})
	must(t, err)
	if len(got) != 1 || got["ls_2"].ID != "ls_2" {
		t.Errorf("got %+v", got)
	}
	if got, err := j.Jobs(t.Context(), nil); err != nil || len(got) != 0 {
		t.Errorf("got %+v %v", got, err)
	}
}

func TestTheSameInputsAreFoundUnlessTheyCameToNothing(t *testing.T) {
	j := opened(t)
	other := asked("other", noon)
	other.Values = map[string]string{"video": "asset:aaaaaaaa", "audio": "asset:bbbbbbbb"}
	for _, r := range []JobRecord{asked("old", noon.Add(-25*time.Hour)), asked("ls_1", noon), asked("ls_2", noon.Add(time.Minute)), asked("failed", noon), asked("gone", noon), other} {
		must(t, j.RecordJob(t.Context(), r))
	}
	must(t, j.Observe(t.Context(), []record.Observation{{ID: "failed", Status: api.StatusFailed, At: noon}, {ID: "gone", Status: api.StatusGone, At: noon}}))
	again := inputs()
	again["title"] = "another title"
	got, err := j.SameInputs(t.Context(), submission.InputsHash(again), noon.Add(-24*time.Hour))
	must(t, err)
	if !slices.Equal(got, []api.JobID{"ls_2", "ls_1"}) {
		t.Errorf("got %v", got)
	}
}

func TestTheDaysSpendingLeavesOutFailedJobsAndOtherDays(t *testing.T) {
	j := opened(t)
	for _, r := range []JobRecord{asked("yesterday", noon.Add(-24*time.Hour)), asked("a", noon), asked("b", noon), asked("failed", noon), asked("tomorrow", noon.Add(24*time.Hour))} {
		must(t, j.RecordJob(t.Context(), r))
	}
	must(t, j.Observe(t.Context(), []record.Observation{{ID: "failed", Status: api.StatusFailed, At: noon}}))
	got, err := j.Spent(t.Context(), noon, noon.Add(24*time.Hour))
	must(t, err)
	if got != 3 {
		t.Errorf("spent %v", got)
	}
}

func TestAnObservedStateMovesOnlyForward(t *testing.T) {
	j := opened(t)
	must(t, j.RecordJob(t.Context(), asked("ls_1", noon)))
	for i, c := range []struct{ seen, want api.Status }{
		{api.StatusRunning, api.StatusRunning},
		{api.StatusPending, api.StatusRunning},
		{api.StatusCompleted, api.StatusCompleted},
		{api.StatusFailed, api.StatusCompleted},
		{api.StatusRunning, api.StatusCompleted},
		{api.StatusGone, api.StatusGone},
		{api.StatusCompleted, api.StatusGone},
	} {
		must(t, j.Observe(t.Context(), []record.Observation{{ID: "ls_1", Status: c.seen, At: noon.Add(time.Duration(i) * time.Minute)}}))
		r, _, _ := jobOf(t, j, "ls_1")
		if r.Status != c.want {
			t.Errorf("after %s: %s, want %s", c.seen, r.Status, c.want)
		}
	}
}

func TestAHistoryTellsWhenEachStateWasFirstSeen(t *testing.T) {
	j := opened(t)
	see := func(s api.Status, at time.Duration) {
		t.Helper()
		must(t, j.Observe(t.Context(), []record.Observation{{ID: "ls_1", Status: s, At: noon.Add(at)}}))
	}
	see(api.StatusPending, 0)
	see(api.StatusPending, time.Minute)
	see(api.StatusRunning, 2*time.Minute)
	see(api.StatusRunning, 3*time.Minute)
	_, got, _ := jobOf(t, j, "ls_1")
	if len(got) != 2 || !got[0].At.Equal(noon) || got[1].Status != api.StatusRunning || !got[1].At.Equal(noon.Add(2*time.Minute)) {
		t.Errorf("got %+v", got)
	}
	lives, err := j.Lives(t.Context(), []api.JobID{"ls_1", "ls_2"})
	must(t, err)
	if len(lives) != 1 || !slices.Equal(lives["ls_1"], got) {
		t.Errorf("of several: %+v", lives)
	}
}

func TestSeeingTheSameAgainWritesNothing(t *testing.T) {
	j := opened(t)
	must(t, j.RecordJob(t.Context(), asked("ls_1", noon)))
	seen := []record.Observation{{ID: "ls_1", Status: api.StatusCompleted, At: noon, Length: time.Minute}, {ID: "ls_2", Status: api.StatusRunning, At: noon}}
	must(t, j.Observe(t.Context(), seen))
	seen[0].At, seen[1].At = noon.Add(time.Hour), noon.Add(time.Second)
	fresh, err := j.fresh(t.Context(), seen)
	must(t, err)
	if len(fresh) != 0 {
		t.Errorf("would write %+v", fresh)
	}
	must(t, j.Observe(t.Context(), nil))
}

func TestAnUploadIsFoundAgainByContentOrByFile(t *testing.T) {
	j := opened(t)
	f := File{Path: "/in/v.mp4", Size: 100, ModTime: noon, Hash: "abc"}
	must(t, j.RecordAsset(t.Context(), f, "asset_1", noon))
	for name, c := range map[string]struct {
		file File
		want bool
	}{
		"the same file":        {File{Path: "/in/./v.mp4", Size: 100, ModTime: noon}, true},
		"the content, moved":   {File{Path: "/out/w.mp4", Size: 100, ModTime: noon.Add(time.Hour), Hash: "abc"}, true},
		"another time":         {File{Path: "/in/v.mp4", Size: 100, ModTime: noon.Add(time.Hour)}, false},
		"another size":         {File{Path: "/in/v.mp4", Size: 101, ModTime: noon}, false},
		"another content":      {File{Path: "/in/v.mp4", Size: 100, ModTime: noon, Hash: "def"}, false},
		"another file, unread": {File{Path: "/in/w.mp4", Size: 100, ModTime: noon}, false},
	} {
		id, ok, err := j.KnownAsset(t.Context(), c.file)
		must(t, err)
		if ok != c.want || ok && id != "asset_1" {
			t.Errorf("%s: %v %v", name, id, ok)
		}
	}
	must(t, j.ForgetAsset(t.Context(), "asset_1"))
	if _, ok, err := j.KnownAsset(t.Context(), f); ok || err != nil {
		t.Errorf("not forgotten: %v", err)
	}
}
