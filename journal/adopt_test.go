package journal

import (
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"lipdash/api/submission"
)

// three are journals on one file, as three processes would have them open.
func three(t *testing.T) (a, b, c *Journal) {
	t.Helper()
	path := alone(t)
	return openedAt(t, path), openedAt(t, path), openedAt(t, path)
}

// adopts is what a process takes over.
func adopts(t *testing.T, j *Journal) (ids string) {
	t.Helper()
	got, err := j.Adopt(t.Context())
	must(t, err)
	for _, s := range got {
		ids += string(s.ID)
	}
	return ids
}

func TestASubmissionIsItsProcessesFromTheFirstInstantUntilThatLeaves(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a, b, c := three(t)
		queued(t, a, "1")
		time.Sleep(1000 * time.Hour) // as long as it likes, and whatever the clock says
		if got := adopts(t, b) + adopts(t, c) + adopts(t, a); got != "" {
			t.Fatalf("adopted %s from one that lives", got)
		}
		a.Leave()
		if got := adopts(t, b); got != "1" {
			t.Errorf("it was left, and %q adopted", got)
		}
		must(t, a.Join())
		if got := adopts(t, c) + adopts(t, a); got != "" {
			t.Errorf("%s has two", got)
		}
	})
}

func TestOneThatLeavesAndJoinsAgainAdoptsWhatNobodyTook(t *testing.T) {
	a, b, _ := three(t)
	queued(t, a, "1")
	before := a.Owner()
	a.Leave()
	must(t, a.Join())
	if got := adopts(t, a) + adopts(t, b); got != "1" || a.Owner() == before {
		t.Errorf("adopted %q as %s, which was %s", got, a.Owner(), before)
	}
}

func TestAProcessAdoptsInTheOrderOfTheQueueAndNothingThatIsOver(t *testing.T) {
	a, b, c := three(t)
	queued(t, a, "c")
	queued(t, b, "x")
	queued(t, a, "a")
	must(t, a.SaveSubmission(t.Context(), step(queued(t, a, "done"), submission.Discard{})))
	queued(t, a, "b")
	a.Leave()
	if got := adopts(t, c); got != "cab" {
		t.Errorf("adopted %q", got)
	}
}

func TestOwnIsWhatAProcessHasAndDoesNotDriveInTheOrderOfTheQueue(t *testing.T) {
	a, b, _ := three(t)
	queued(t, a, "c")
	queued(t, b, "x")
	must(t, a.SaveSubmission(t.Context(), step(queued(t, a, "done"), submission.Discard{})))
	queued(t, a, "driven")
	queued(t, a, "b")
	got, err := a.Own(t.Context(), func(id submission.ID) bool { return id == "driven" })
	must(t, err)
	if len(got) != 2 || got[0].ID != "c" || got[1].ID != "b" || got[0].Values["video"] != inputs()["video"] {
		t.Errorf("%+v", got)
	}
}

// A file may be taken for one that was left behind before it is locked.
func TestAProcessThatJoinsIsNeverSweptAway(t *testing.T) {
	a, b, _ := three(t)
	stop := make(chan struct{})
	var sweeping sync.WaitGroup
	for range 4 {
		sweeping.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
					b.sweepPresence()
				}
			}
		})
	}
	for range 200 {
		a.Leave()
		must(t, a.Join())
		// Whoever looks holds the lock for a moment, and another sees it locked.
		if ended(a.presence(a.Owner())) {
			t.Error("it counts as gone")
			break
		}
	}
	close(stop)
	sweeping.Wait()
}

func TestWhatAnotherProcessHasIsNotSaved(t *testing.T) {
	a, b, _ := three(t)
	s := queued(t, a, "1")
	a.Leave()
	adopts(t, b)
	if err := a.SaveSubmission(t.Context(), step(s, submission.Discard{})); !errors.Is(err, ErrStale) {
		t.Errorf("got %v", err)
	}
	must(t, b.SaveSubmission(t.Context(), step(s, submission.SlotGranted{})))
}
