package account_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/sim"
	"lipdash/api/submission"
	"lipdash/cmd/account"
	"lipdash/journal"
)

// linked are inputs that need no file.
func linked() map[string]string {
	return map[string]string{"video": "https://example.com/v.mp4", "audio": "https://example.com/a.wav", "title": "ep 1"}
}

func draft(id string, at time.Time) record.Draft {
	return record.Draft{ID: id, Values: linked(), Focus: "title", Caret: 3, CreatedAt: noon, UpdatedAt: at}
}

// ids are the ids of drafts, in their order.
func ids(t *testing.T, m *account.Memory) []string {
	t.Helper()
	drafts, err := m.Drafts(t.Context())
	must(t, err)
	var out []string
	for _, d := range drafts {
		out = append(out, d.ID)
	}
	return out
}

func TestDraftsAreTheSameWithAndWithoutAJournal(t *testing.T) {
	for name, j := range map[string]*journal.Journal{"without": nil, "with": opened(t, t.TempDir(), "ada")} {
		t.Run(name, func(t *testing.T) {
			m := started(t, j)
			for i, id := range []string{"a", "b", "c"} {
				must(t, m.SaveDraft(t.Context(), draft(id, noon.Add(time.Duration(i)*time.Minute))))
			}
			must(t, m.SaveDraft(t.Context(), draft("a", noon.Add(time.Hour))))
			if got := ids(t, m); !slices.Equal(got, []string{"a", "c", "b"}) {
				t.Errorf("the newest first: %v", got)
			}
			drafts, err := m.Drafts(t.Context())
			must(t, err)
			if d := drafts[0]; d.Values["title"] != "ep 1" || d.Focus != "title" || d.Caret != 3 || !d.UpdatedAt.Equal(noon.Add(time.Hour)) {
				t.Errorf("it came back as %+v", d)
			}
			must(t, m.DeleteDraft(t.Context(), "c"))
			_, err = m.Submit(t.Context(), linked(), "a")
			must(t, err)
			if got := ids(t, m); !slices.Equal(got, []string{"b"}) {
				t.Errorf("after one was thrown away and one sent: %v", got)
			}
		})
	}
}

func TestDraftsOutliveTheRunOnlyWithAJournal(t *testing.T) {
	dir := t.TempDir()
	ctx, stop := context.WithCancel(t.Context())
	first := account.New(ctx, account.Options{Journal: opened(t, dir, "ada"), Files: noFiles{}})
	must(t, first.SaveDraft(ctx, draft("one", noon)))
	stop()
	first.Wait()
	if got := ids(t, started(t, opened(t, dir, ""))); !slices.Equal(got, []string{"one"}) {
		t.Errorf("with a journal: %v", got)
	}
	must(t, started(t, nil).SaveDraft(t.Context(), draft("two", noon)))
	if got := ids(t, started(t, nil)); got != nil {
		t.Errorf("without one: %v", got)
	}
}

func TestWithoutAJournalNothingIsKnownAndNothingIsAnError(t *testing.T) {
	m := started(t, nil, func(o *account.Options) { o.Trouble = "The disk is full." })
	records, err := m.Records(t.Context(), []api.JobID{"ls_1"})
	_, same, err2 := m.Same(t.Context(), linked(), noon)
	typical, err3 := m.Typical(t.Context(), api.ModeSpeed, noon)
	spent, err4 := m.Spent(t.Context(), noon)
	if err := errors.Join(err, err2, err3, err4); err != nil || len(records)+len(same)+typical.N+int(spent) != 0 {
		t.Errorf("%v %v %v %v, %v", records, same, typical, spent, err)
	}
	m.Observe([]record.Observation{{ID: "ls_1", Status: api.StatusCompleted, At: noon}})
	if m.Trouble() != "The disk is full." {
		t.Errorf("trouble %q", m.Trouble())
	}
}

func TestAJournalThatBreaksUnderwayIsToldInASentence(t *testing.T) {
	j := opened(t, t.TempDir(), "ada")
	m := started(t, j)
	must(t, j.Close())
	_, read := m.Drafts(t.Context())
	_, submitted := m.Submit(t.Context(), linked(), "")
	for op, err := range map[string]error{
		"drafts": read, "submit": submitted,
		"save": m.SaveDraft(t.Context(), draft("two", noon)), "delete": m.DeleteDraft(t.Context(), "one"),
	} {
		var own *journal.Error
		if !errors.As(err, &own) || err.Error() != journal.Sentence(own) {
			t.Errorf("%s says %v", op, err)
		}
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if err := m.SaveDraft(ctx, draft("two", noon)); !errors.Is(err, context.Canceled) {
		t.Errorf("an end says %v", err)
	}
}

func TestTheJournalIsClosedOnceEverythingHasEnded(t *testing.T) {
	j := opened(t, t.TempDir(), "ada")
	ctx, stop := context.WithCancel(t.Context())
	m := account.New(ctx, account.Options{Journal: j, Files: noFiles{}})
	_, err := j.Drafts(t.Context())
	must(t, err)
	stop()
	m.Wait()
	if _, err := j.Drafts(t.Context()); err == nil {
		t.Error("it is still open")
	}
}

func TestLocalPathsAreAbsoluteBeforeTheyAreKept(t *testing.T) {
	home, here := t.TempDir(), t.TempDir()
	t.Setenv("HOME", home)
	t.Chdir(here)
	here, err := os.Getwd() // a temporary folder may be a link
	must(t, err)
	for _, c := range []struct{ typed, kept string }{
		{"clip.mp4", filepath.Join(here, "clip.mp4")},
		{"../clip.mp4", filepath.Join(filepath.Dir(here), "clip.mp4")},
		{"~/clip.mp4", filepath.Join(home, "clip.mp4")},
		{"/in/clip.mp4", "/in/clip.mp4"},
		{"https://example.com/clip.mp4", "https://example.com/clip.mp4"},
		{"asset:abcdef123456", "asset:abcdef123456"},
	} {
		j := opened(t, t.TempDir(), "ada")
		typed := map[string]string{"video": c.typed, "audio": "https://example.com/a.wav", "title": "clip.mp4"}
		m := started(t, j)
		id, err := m.Submit(t.Context(), typed, "")
		must(t, err)
		s, found, err := j.Submission(t.Context(), id)
		must(t, err)
		if !found || s.Values["video"] != c.kept || s.Values["title"] != "clip.mp4" || typed["video"] != c.typed {
			t.Errorf("%s is kept as %v, and what was given is now %v", c.typed, s.Values, typed)
		}
	}
}

func TestTheSameFileIsTheSameInputFromWhereverItIsNamed(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	dir, err := os.Getwd()
	must(t, err)
	j := opened(t, t.TempDir(), "ada")
	m := started(t, j)
	whole := linked()
	whole["video"] = filepath.Join(dir, "v.mp4")
	must(t, j.RecordJob(t.Context(), journal.JobRecord{ID: "ls_1", Values: whole, CreatedAt: noon}))
	named := linked()
	named["video"], named["title"] = "./v.mp4", "another title"
	for since, want := range map[time.Time]int{noon.Add(-time.Hour): 1, noon.Add(time.Hour): 0} {
		stored, same, err := m.Same(t.Context(), named, since)
		if err != nil || len(same) != want || stored["video"] != whole["video"] {
			t.Errorf("since %v: %v of %v, %v", since, same, stored, err)
		}
	}
	named["video"] = "./w.mp4"
	if _, same, err := m.Same(t.Context(), named, noon.Add(-time.Hour)); err != nil || same != nil {
		t.Errorf("another file: %v, %v", same, err)
	}
}

func TestRecordsTellWhatWasAskedForAndSeen(t *testing.T) {
	j := opened(t, t.TempDir(), "ada")
	m := started(t, j)
	must(t, j.RecordJob(t.Context(), journal.JobRecord{ID: "ls_1", Values: linked(), Mode: api.ModePrecision, CreatedAt: noon}))
	must(t, j.Observe(t.Context(), []record.Observation{
		{ID: "ls_1", Status: api.StatusRunning, At: noon.Add(time.Minute)},
		{ID: "ls_1", Status: api.StatusPending, At: noon},
		{ID: "ls_elsewhere", Status: api.StatusRunning, At: noon},
	}))
	got, err := m.Records(t.Context(), []api.JobID{"ls_1", "ls_elsewhere", "ls_nowhere"})
	must(t, err)
	r := got["ls_1"]
	if len(got) != 1 || r.Values["video"] != linked()["video"] || r.Mode != api.ModePrecision {
		t.Errorf("got %+v", got)
	}
	if len(r.Seen) != 2 || r.Seen[0].Status != api.StatusPending || !r.Seen[1].At.Equal(noon.Add(time.Minute)) {
		t.Errorf("seen %+v", r.Seen)
	}
}

func TestAnEndThatWasFoundIsNotedByTheFirstStartAlone(t *testing.T) {
	j := opened(t, t.TempDir(), "ada")
	m := started(t, j)
	must(t, j.RecordJob(t.Context(), journal.JobRecord{ID: "ls_1", Values: linked(), CreatedAt: noon, Status: api.StatusPending}))
	last := func() record.Seen {
		got, err := m.Records(t.Context(), []api.JobID{"ls_1"})
		must(t, err)
		if seen := got["ls_1"].Seen; len(seen) > 0 {
			return seen[len(seen)-1]
		}
		return record.Seen{}
	}
	m.See(nil, []api.Job{{ID: "ls_1", Status: api.StatusFailed}})
	eventually(t, func() bool { return last().Status == api.StatusFailed })
	first := last()
	if !first.Found {
		t.Errorf("it counts as seen to end: %+v", first)
	}
	m.See(nil, []api.Job{{ID: "ls_1", Status: api.StatusFailed}})
	m.Observe([]record.Observation{{ID: "ls_1", Status: api.StatusRunning, At: noon}})
	eventually(t, func() bool {
		got, err := m.Records(t.Context(), []api.JobID{"ls_1"})
		must(t, err)
		return len(got["ls_1"].Seen) == 2
	})
	if got := last(); got != first {
		t.Errorf("the next start says %+v, the first one said %+v", got, first)
	}
}

func TestHowLongJobsTakeIsKnownByModeAndOverAll(t *testing.T) {
	j := opened(t, t.TempDir(), "ada")
	m := started(t, j)
	now := time.Now()
	for id, mode := range map[api.JobID]api.Mode{"ls_1": api.ModeSpeed, "ls_2": api.ModePrecision, "ls_3": api.ModePrecision} {
		must(t, j.RecordJob(t.Context(), journal.JobRecord{ID: id, Mode: mode, CreatedAt: now}))
		must(t, j.Observe(t.Context(), []record.Observation{{ID: id, Status: api.StatusCompleted, At: now.Add(time.Minute)}}))
	}
	for mode, want := range map[api.Mode]int{api.ModeSpeed: 1, api.ModePrecision: 2, "": 3} {
		if got, err := m.Typical(t.Context(), mode, now); err != nil || got.N != want {
			t.Errorf("%q: of %d jobs, want %d: %v", mode, got.N, want, err)
		}
	}
}

func TestWhatAResultCostIsLearnedFromItsLengthWhoeverNotedIt(t *testing.T) {
	for _, noted := range []bool{false, true} {
		j := opened(t, t.TempDir(), "ada")
		now := time.Now()
		must(t, j.RecordJob(t.Context(), journal.JobRecord{ID: "ls_1", Values: linked(), Mode: api.ModeSpeed, CreatedAt: now, Status: api.StatusPending}))
		if noted {
			must(t, j.Observe(t.Context(), []record.Observation{{ID: "ls_1", Status: api.StatusCompleted, At: now, Length: 10 * time.Second}}))
		}
		m := started(t, j, func(o *account.Options) { o.Rate = func(api.Mode) float64 { return 0.5 } })
		m.See(nil, []api.Job{
			{ID: "ls_1", Status: api.StatusCompleted, Duration: 10 * time.Second},
			{ID: "ls_elsewhere", Status: api.StatusCompleted, Duration: time.Hour},
		})
		// What was seen before it was asked counts, however slow the disk is.
		if spent, err := m.Spent(t.Context(), now.Add(-time.Hour)); err != nil || spent != 5 {
			t.Errorf("$%v are spent, want 5: %v", spent, err)
		}
	}
}

// A part has a length whatever the files have; the same inputs are as long as they were.
func TestWhatIsSubmittedCountsForTheDayAtOnce(t *testing.T) {
	part := linked()
	part["start_time"], part["end_time"], part["mode"] = "2", "12", "precision"
	for name, c := range map[string]struct {
		values map[string]string
		want   float64
	}{"a part": {part, 10}, "made before": {linked(), 3}} {
		j := opened(t, t.TempDir(), "ada")
		yesterday := time.Now().Add(-48 * time.Hour)
		before := linked()
		before["mode"] = "precision"
		must(t, j.RecordJob(t.Context(), journal.JobRecord{ID: "ls_1", Values: before, CreatedAt: yesterday, Length: 6 * time.Second, Cost: 6, Status: api.StatusCompleted}))
		m := started(t, j, func(o *account.Options) {
			o.Idle = true
			o.Rate = func(m api.Mode) float64 { return map[api.Mode]float64{api.ModeSpeed: 0.5, api.ModePrecision: 1}[m] }
		})
		for n := range 2 {
			_, err := m.Submit(t.Context(), c.values, "")
			must(t, err)
			got, err := m.Spent(t.Context(), time.Now().Add(-time.Hour))
			must(t, err)
			if want := c.want * float64(n+1); got != want {
				t.Errorf("%s: %v after %d, want %v", name, got, n+1, want)
			}
		}
	}
}

func TestWhatAnotherProcessHasOnTheWayIsShownAsElsewhere(t *testing.T) {
	dir := t.TempDir()
	other := opened(t, dir, "ada")
	_, err := other.Submit(t.Context(), submission.New("theirs", linked(), time.Now()), "")
	must(t, err)
	m := started(t, opened(t, dir, "ada"))
	eventually(t, func() bool { return len(m.Outgoing()) == 1 })
	if out := m.Outgoing()[0]; out.ID != "theirs" || !out.Elsewhere {
		t.Errorf("got %+v", out)
	}
	must(t, other.Close())
	eventually(t, func() bool { return !m.Outgoing()[0].Elsewhere })
}

// eventually waits for what happens in the background.
func eventually(t *testing.T, ok func() bool) {
	t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for deadline := time.Now().Add(20 * time.Second); !ok(); <-tick.C {
		if time.Now().After(deadline) {
			t.Fatal("it never came")
		}
	}
}

func TestTheCallsOfAllProcessesOnAnAccountCountAsOneAndNoOthers(t *testing.T) {
	dir := t.TempDir()
	calling := func(user string) *api.Client {
		c, err := api.New(api.Credential{Key: key}, api.Options{Transport: sim.New(sim.Options{Key: key}).Transport()})
		must(t, err)
		_, err = c.Me(t.Context()) // before it is known whose journal it is
		must(t, err)
		started(t, opened(t, dir, user), func(o *account.Options) { o.Client = c })
		_, err = c.Me(t.Context())
		must(t, err)
		return c
	}
	first, second, other := calling("ada"), calling("ada"), calling("bob")
	for _, c := range []*api.Client{first, second} {
		eventually(t, func() bool { return len(c.RecentCalls()) == 4 })
	}
	if n := len(other.RecentCalls()); n != 2 {
		t.Errorf("%d calls count on another account", n)
	}
}
