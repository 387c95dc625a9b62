package journal

import (
	"testing"
	"testing/synctest"
	"time"

	"lipdash/api/submission"
)

func claimed(t *testing.T, j *Journal, id submission.ID, owner string, d time.Duration) bool {
	t.Helper()
	got, err := j.Claim(t.Context(), id, owner, time.Now().Add(d))
	must(t, err)
	return got
}

func TestALeaseHasOneHolderUntilItLapsesOrIsGivenBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := opened(t)
		queued(t, j, "one")
		if !claimed(t, j, "one", "a", time.Minute) || claimed(t, j, "one", "b", time.Minute) {
			t.Fatal("not exactly one holder")
		}
		if !claimed(t, j, "one", "a", time.Minute) {
			t.Error("the holder cannot renew")
		}
		time.Sleep(30 * time.Second)
		must(t, j.Renew(t.Context(), "a", time.Now().Add(time.Minute)))
		time.Sleep(45 * time.Second)
		if claimed(t, j, "one", "b", time.Minute) {
			t.Error("a renewed lease was taken")
		}
		time.Sleep(15 * time.Second)
		if !claimed(t, j, "one", "b", time.Minute) {
			t.Error("a lapsed lease cannot be taken")
		}
		must(t, j.Release(t.Context(), "one", "a"))
		if claimed(t, j, "one", "c", time.Minute) {
			t.Error("somebody else's lease was given back")
		}
		must(t, j.Release(t.Context(), "one", "b"))
		if !claimed(t, j, "one", "c", time.Minute) {
			t.Error("a lease that was given back cannot be taken")
		}
	})
}

func TestWhatIsFinalOrUnknownCannotBeClaimed(t *testing.T) {
	j := opened(t)
	must(t, j.SaveSubmission(t.Context(), step(queued(t, j, "one"), submission.Discard{})))
	if claimed(t, j, "one", "a", time.Minute) || claimed(t, j, "nobody", "a", time.Minute) {
		t.Error("claimed")
	}
}

func TestAProcessAdoptsWhatADeadOneLeftInOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := opened(t)
		for _, id := range []string{"c", "a", "b", "done"} {
			queued(t, j, id)
		}
		done, _, err := j.Submission(t.Context(), "done")
		must(t, err)
		must(t, j.SaveSubmission(t.Context(), step(done, submission.Discard{})))
		claimed(t, j, "c", "dead", time.Minute)
		claimed(t, j, "a", "alive", time.Hour)
		claimed(t, j, "b", "me", time.Hour)
		time.Sleep(2 * time.Minute)
		got, err := j.Adopt(t.Context(), "me", time.Now().Add(time.Minute))
		must(t, err)
		if len(got) != 1 || got[0].ID != "c" {
			t.Errorf("adopted %+v", got)
		}
		time.Sleep(2 * time.Hour)
		got, err = j.Adopt(t.Context(), "heir", time.Now().Add(time.Minute))
		must(t, err)
		if len(got) != 3 || got[0].ID != "c" || got[1].ID != "a" || got[2].ID != "b" {
			t.Errorf("adopted %+v", got)
		}
	})
}

func TestASubmittedOneIsItsOwnersFromTheFirstInstant(t *testing.T) {
	j := opened(t)
	s := submission.New("one", inputs(), noon)
	_, err := j.Submit(t.Context(), s, "", "me", time.Now().Add(time.Minute))
	must(t, err)
	got, err := j.Adopt(t.Context(), "other", time.Now().Add(time.Minute))
	must(t, err)
	if len(got) != 0 {
		t.Errorf("adopted %+v", got)
	}
}
