package journal

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/record"
)

func TestAClaimIsOneProcesssOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	a, b := openedAt(t, path), openedAt(t, path)
	var won atomic.Int32
	var all sync.WaitGroup
	for _, j := range []*Journal{a, b, a, b} {
		all.Go(func() {
			ours, err := j.Claim(t.Context(), "on_done ls_1")
			if err != nil {
				t.Error(err)
			}
			if ours {
				won.Add(1)
			}
		})
	}
	all.Wait()
	if won.Load() != 1 {
		t.Errorf("%d have it", won.Load())
	}
	if ours, err := b.Claim(t.Context(), "on_failed ls_1"); !ours || err != nil {
		t.Errorf("something else is claimed: %v", err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if ours, _ := openedAt(t, path).Claim(t.Context(), "on_done ls_1"); ours {
		t.Error("the next start has it again")
	}
}

func TestClaimsAreForgottenOnceNothingComesOfThem(t *testing.T) {
	j := openedAt(t, filepath.Join(t.TempDir(), "a.db"))
	now := time.Now()
	j.now = func() time.Time { return now }
	claim := func(want bool) {
		t.Helper()
		if ours, err := j.Claim(t.Context(), "on_done ls_1"); ours != want || err != nil {
			t.Errorf("ours %v, %v", ours, err)
		}
	}
	claim(true)
	now = now.Add(claimed - time.Hour)
	claim(false)
	now = now.Add(2 * time.Hour)
	claim(true)
}

func TestWhatWasMadeHereAndNotSeenToEndIsUnended(t *testing.T) {
	j := opened(t)
	for i, id := range []api.JobID{"old", "new", "done", "failed", "gone"} {
		must(t, j.RecordJob(t.Context(), asked(id, noon.Add(time.Duration(i)*time.Minute))))
	}
	must(t, j.Observe(t.Context(), []record.Observation{
		{ID: "new", Status: api.StatusRunning, At: noon},
		{ID: "elsewhere", Status: api.StatusRunning, At: noon},
		{ID: "done", Status: api.StatusCompleted, At: noon},
		{ID: "failed", Status: api.StatusFailed, At: noon},
		{ID: "gone", Status: api.StatusGone, At: noon},
	}))
	got, err := j.Unended(t.Context())
	must(t, err)
	if len(got) != 2 || got[0].ID != "new" || got[1].ID != "old" {
		t.Errorf("%+v", got)
	}
}

func TestTheBatchesOfJobsAreFound(t *testing.T) {
	j := opened(t)
	subs := append(submitted(t, j, "a", 1, 2), submitted(t, j, "b", 1)...)
	for i, s := range subs {
		r := asked(api.JobID("ls_"+string(rune('1'+i))), noon)
		r.Submission = s.ID
		must(t, j.RecordJob(t.Context(), r))
	}
	must(t, j.RecordJob(t.Context(), asked("alone", noon)))
	for _, tc := range []struct {
		jobs []api.JobID
		want string
	}{{[]api.JobID{"ls_1", "ls_2", "alone"}, "[a]"}, {[]api.JobID{"ls_2", "ls_3"}, "[a b]"}, {[]api.JobID{"alone", "elsewhere"}, "[]"}, {nil, "[]"}} {
		got, err := j.BatchesOf(t.Context(), tc.jobs)
		slices.Sort(got)
		if must(t, err); fmt.Sprint(got) != tc.want {
			t.Errorf("of %v: %v", tc.jobs, got)
		}
	}
}

func TestAnEndThatWasSeenIsUnclaimedUntilSomebodyClaimsIt(t *testing.T) {
	j := opened(t)
	now := noon
	j.now = func() time.Time { return now }
	for i, id := range []api.JobID{"old", "told", "seen", "failed", "runs"} {
		now = noon.Add(time.Duration(i) * time.Minute)
		must(t, j.RecordJob(t.Context(), asked(id, noon.Add(time.Duration(i)*time.Minute))))
	}
	for _, id := range []api.JobID{"old", "told", "seen"} {
		must(t, j.Observe(t.Context(), []record.Observation{{ID: id, Status: api.StatusCompleted, At: noon}}))
	}
	must(t, j.Observe(t.Context(), []record.Observation{{ID: "failed", Status: api.StatusFailed, At: noon}}))
	_, err := j.Claim(t.Context(), "on_done told")
	must(t, err)
	for _, tc := range []struct {
		status api.Status
		event  string
		want   api.JobID
	}{{api.StatusCompleted, "on_done", "seen"}, {api.StatusFailed, "on_failed", "failed"}} {
		got, err := j.Unclaimed(t.Context(), tc.status, tc.event, noon.Add(time.Minute))
		if must(t, err); len(got) != 1 || got[0].ID != tc.want {
			t.Errorf("of %s: %+v", tc.event, got)
		}
	}
}

func TestSinceIsWhenItWasAskedFirst(t *testing.T) {
	j, now := opened(t), noon
	j.now = func() time.Time { return now }
	for range 3 {
		if at, err := j.Since(t.Context(), "on_done"); err != nil || !at.Equal(noon) {
			t.Error(at, err)
		}
		now = now.Add(time.Hour)
	}
}

// claimAndEnd claims what it is given, all but the last, and notes it all as waiting; it ends like one that is killed.
func claimAndEnd(args []string) error {
	j, err := Open(context.Background(), args[0])
	if err != nil {
		return err
	}
	for i, what := range args[1:] {
		err = errors.Join(err, j.NoteWaiting(context.Background(), []string{what}))
		if i+1 < len(args[1:]) {
			_, claim := j.Claim(context.Background(), what)
			err = errors.Join(err, claim)
		}
		if i == 0 {
			err = errors.Join(err, j.Over(context.Background(), what))
		}
	}
	return err
}

func TestWhatAProcessClaimedAndDidNotFinishIsToldOnceWhatWaitedStays(t *testing.T) {
	path := alone(t)
	here := openedAt(t, path)
	_, err := here.Claim(t.Context(), "on_done runs_here")
	must(t, err)
	out, err := child(t, "claims", path, "on_done over", "on_done cut", "on_failed cut", "on_done waits").CombinedOutput()
	if err != nil {
		t.Fatal(string(out))
	}
	must(t, here.NoteWaiting(t.Context(), []string{"on_done cut"})) // late: it is claimed
	for i, want := range []string{"[on_done cut on_failed cut]", "[]"} {
		if got, err := here.CutShort(t.Context()); err != nil || fmt.Sprint(got) != want {
			t.Errorf("time %d: %v %v", i+1, got, err)
		}
	}
	for _, what := range []string{"on_done over", "on_done cut"} {
		if ours, err := here.Claim(t.Context(), what); ours || err != nil {
			t.Errorf("%s would run twice", what)
		}
	}
	waiting := func(want string, since time.Time) {
		t.Helper()
		if got, err := here.WaitingJobs(t.Context(), "on_done", since); err != nil || fmt.Sprint(got) != want {
			t.Errorf("waiting %v %v", got, err)
		}
	}
	waiting("[waits]", time.Now().Add(-time.Hour))
	waiting("[]", time.Now().Add(time.Hour))
	_, err = here.Claim(t.Context(), "on_done waits")
	must(t, err)
	waiting("[]", time.Now().Add(-time.Hour))
}
