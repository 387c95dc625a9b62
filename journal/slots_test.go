package journal

import (
	"testing"
	"testing/synctest"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
)

// asks is one question at the gate of ten places.
func asks(t *testing.T, j *Journal, id submission.ID, limit int, active ...api.JobID) bool {
	t.Helper()
	got, err := j.TakeSlot(t.Context(), id, limit, active)
	must(t, err)
	return got
}

// becomes saves what a submission became of events.
func becomes(t *testing.T, j *Journal, id submission.ID, events ...submission.Event) {
	t.Helper()
	s, ok, err := j.Submission(t.Context(), id)
	must(t, err)
	if !ok {
		t.Fatalf("no submission %s", id)
	}
	for _, ev := range events {
		s, _ = submission.Step(s, ev, time.Now())
	}
	must(t, j.SaveSubmission(t.Context(), s))
}

func TestOnlyTheFirstInTheQueueMayPass(t *testing.T) {
	j := opened(t)
	for _, id := range []string{"one", "two"} {
		queued(t, j, id)
	}
	if asks(t, j, "two", 10) || !asks(t, j, "one", 10) || !asks(t, j, "two", 10) {
		t.Error("the order was not kept")
	}
	if asks(t, j, "nobody", 10) {
		t.Error("a slot for nobody")
	}
}

func TestASlotIsHeldFromTheGateToTheServersList(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := opened(t)
		queued(t, j, "one")
		queued(t, j, "two")
		full := func(when string, active ...api.JobID) {
			t.Helper()
			if asks(t, j, "two", 1, active...) {
				t.Fatalf("two jobs where one is allowed, %s", when)
			}
		}
		if !asks(t, j, "one", 1) {
			t.Fatal("no slot on an empty account")
		}
		full("slot granted")
		becomes(t, j, "one", submission.SlotGranted{})
		time.Sleep(time.Hour)
		full("sending")
		becomes(t, j, "one", submission.SendFailed{})
		full("answer lost")
		becomes(t, j, "one", submission.Answered{JobID: "ls_1"})
		full("accepted a moment ago")
		time.Sleep(2 * seen)
		full("in the list", "ls_1")
		if !asks(t, j, "two", 1) {
			t.Error("no slot although nothing runs")
		}
	})
}

func TestAJobThatEndedFreesItsSlotAtOnce(t *testing.T) {
	j := opened(t)
	queued(t, j, "one")
	queued(t, j, "two")
	becomes(t, j, "one", submission.SlotGranted{}, submission.Answered{JobID: "ls_1"})
	if asks(t, j, "two", 1, "ls_1") {
		t.Fatal("counted neither in the list nor here")
	}
	must(t, j.Observe(t.Context(), []record.Observation{{ID: "ls_1", Status: api.StatusCompleted, At: time.Now()}}))
	if !asks(t, j, "two", 1) {
		t.Error("no slot")
	}
}

func TestAJobInTheListAndInTheJournalCountsOnce(t *testing.T) {
	j := opened(t)
	queued(t, j, "one")
	queued(t, j, "two")
	becomes(t, j, "one", submission.SlotGranted{}, submission.Answered{JobID: "ls_1"})
	if !asks(t, j, "two", 3, "ls_1", "ls_elsewhere", "ls_elsewhere") {
		t.Error("counted twice")
	}
}

func TestASlotThatWasNotUsedGoesWithItsProcess(t *testing.T) {
	j, other, _ := three(t)
	queued(t, j, "one")
	if !asks(t, j, "one", 1) {
		t.Fatal("no slot")
	}
	if asks(t, other, "one", 1) {
		t.Error("another process's slot")
	}
	j.Leave()
	adopts(t, other)
	queued(t, other, "two")
	if asks(t, other, "two", 1) || !asks(t, other, "one", 1) {
		t.Error("the slot of a process that is gone is kept")
	}
}

func TestWhoHasASlotKeepsIt(t *testing.T) {
	j := opened(t)
	queued(t, j, "one")
	if !asks(t, j, "one", 1) || !asks(t, j, "one", 1) {
		t.Error("lost")
	}
}

func TestTheFirstInTheQueueHoldsTheOthersBackUntilItsTimeComes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := opened(t)
		queued(t, j, "one")
		queued(t, j, "two")
		if !asks(t, j, "one", 10) {
			t.Fatal("no slot on an empty account")
		}
		becomes(t, j, "one", submission.SlotGranted{}, submission.SendFailed{Err: errRefusedForNow()})
		if asks(t, j, "one", 10) || asks(t, j, "two", 10) {
			t.Error("somebody passed before the time the server asked for")
		}
		time.Sleep(time.Minute)
		if !asks(t, j, "one", 10) {
			t.Error("its time has come")
		}
	})
}

func TestOneThatWaitsForTheUserIsPassedByAndHoldsNoSlot(t *testing.T) {
	j := opened(t)
	for _, id := range []string{"one", "lost", "two"} {
		queued(t, j, id)
	}
	refused := &api.Error{Op: "create", Status: 401}
	if !asks(t, j, "one", 1) {
		t.Fatal("no slot on an empty account")
	}
	becomes(t, j, "one", submission.SlotGranted{}, submission.SendFailed{Err: refused})
	if asks(t, j, "one", 1) {
		t.Error("a slot for one that waits for the user")
	}
	if !asks(t, j, "lost", 1) {
		t.Fatal("held up by one that waits for the user")
	}
	becomes(t, j, "lost", submission.SlotGranted{}, submission.SendFailed{}, submission.TimeCame{})
	if asks(t, j, "two", 1) {
		t.Error("the job of a lost create does not count")
	}
	s, _, err := j.Submission(t.Context(), "lost")
	must(t, err)
	s.NextTry = time.Time{}
	s, _ = submission.Step(s, submission.Looked{Err: refused}, time.Now())
	if !s.Held {
		t.Fatalf("got %+v", s)
	}
	must(t, j.SaveSubmission(t.Context(), s))
	if !asks(t, j, "two", 1) {
		t.Error("held up by one in doubt that waits for the user")
	}
}

// errRefusedForNow is a 429 that asks for half a minute.
func errRefusedForNow() error {
	return &api.Error{Op: "create", Status: 429, RetryAfter: 30 * time.Second}
}

func TestTheLearnedLimitCountsWhereItIsLower(t *testing.T) {
	j := opened(t)
	queued(t, j, "one")
	must(t, j.LearnLimit(t.Context(), 2))
	if asks(t, j, "one", 10, "a", "b") {
		t.Error("more than was learned")
	}
	if asks(t, j, "one", 1, "a") {
		t.Error("more than was set")
	}
	if !asks(t, j, "one", 10, "a") {
		t.Error("no slot")
	}
}

func TestALimitIsLearnedDownAndForgottenAfterADay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := opened(t)
		limit := func(want int, known bool) {
			t.Helper()
			n, ok, err := j.Limit(t.Context())
			must(t, err)
			if n != want || ok != known {
				t.Fatalf("limit %d %v, want %d %v", n, ok, want, known)
			}
		}
		limit(0, false)
		must(t, j.LearnLimit(t.Context(), 7))
		must(t, j.LearnLimit(t.Context(), 9))
		limit(7, true)
		must(t, j.LearnLimit(t.Context(), 0))
		limit(1, true)
		time.Sleep(24 * time.Hour)
		limit(0, false)
		must(t, j.LearnLimit(t.Context(), 9))
		limit(9, true)
	})
}
