package journal

import (
	"slices"
	"testing"
	"time"

	"lipdash/api/submission"
)

func arranged(t *testing.T, j *Journal, c submission.Change) submission.Changed {
	t.Helper()
	out, err := j.Arrange(t.Context(), c)
	must(t, err)
	return out
}

func inOrder(t *testing.T, j *Journal) (out []submission.ID) {
	t.Helper()
	all, err := j.Submissions(t.Context())
	must(t, err)
	for _, s := range all {
		out = append(out, s.ID)
	}
	return out
}

// A pause holds for every process on the journal, and for the next ones.
func TestAPausedQueueLetsNothingThrough(t *testing.T) {
	path := t.TempDir() + "/j.db"
	j, other := openedAt(t, path), openedAt(t, path)
	queued(t, j, "one")
	queued(t, other, "two")
	before, err := other.Queue(t.Context())
	must(t, err)
	arranged(t, other, submission.Change{Do: submission.PauseAll})
	if asks(t, j, "one", 10) || asks(t, j, "one", -1) {
		t.Error("a slot in a queue that another process paused")
	}
	q, err := j.Queue(t.Context())
	must(t, err)
	if !q.Paused() || q.Version == before.Version || time.Since(q.PausedAt) > time.Minute {
		t.Errorf("the queue is %+v", q)
	}
	arranged(t, j, submission.Change{Do: submission.PauseAll})
	if again, _ := openedAt(t, path).Queue(t.Context()); !again.PausedAt.Equal(q.PausedAt) {
		t.Errorf("paused since %s, and then since %s", q.PausedAt, again.PausedAt)
	}
	arranged(t, j, submission.Change{Do: submission.ResumeAll})
	if !asks(t, j, "one", 10) || !asks(t, other, "two", 10) {
		t.Error("no slot in a queue that goes on")
	}
}

func TestWhatIsPausedIsPassedBy(t *testing.T) {
	j := opened(t)
	for _, id := range []string{"one", "two"} {
		queued(t, j, id)
	}
	arranged(t, j, submission.Change{Do: submission.PauseOne, IDs: []submission.ID{"one"}})
	if asks(t, j, "one", 10) || !asks(t, j, "two", 10) {
		t.Error("what is paused keeps the rest back, or is let through")
	}
	all, err := j.Submissions(t.Context())
	must(t, err)
	if !all[0].Paused || all[0].InQueue() || all[1].Paused {
		t.Errorf("got %+v", all)
	}
	arranged(t, j, submission.Change{Do: submission.ResumeOne, IDs: []submission.ID{"one"}})
	if !asks(t, j, "one", 10) {
		t.Error("it does not go on")
	}
}

// A place is the queue's: what a process saves of what it drives does not move it back.
func TestASaveKeepsThePlaceThatAnotherProcessGave(t *testing.T) {
	j := opened(t)
	var all []submission.Submission
	for _, id := range []string{"one", "two", "three"} {
		all = append(all, queued(t, j, id))
	}
	arranged(t, j, submission.Change{Do: submission.Reorder, IDs: []submission.ID{"three"}, Move: submission.Move{To: submission.ToTop}})
	arranged(t, j, submission.Change{Do: submission.PauseOne, IDs: []submission.ID{"three"}})
	held, _ := submission.Step(all[2], submission.SlotGranted{}, time.Now())
	must(t, j.SaveSubmission(t.Context(), held))
	must(t, j.SaveSubmission(t.Context(), held))
	if got := inOrder(t, j); !slices.Equal(got, []submission.ID{"three", "one", "two"}) {
		t.Errorf("the order is %v", got)
	}
	if s, _, _ := j.Submission(t.Context(), "three"); !s.Paused {
		t.Error("a save lets it go on")
	}
}

// What is under way keeps its place, and nothing is moved before what does not wait.
func TestOnlyWhatWaitsIsMoved(t *testing.T) {
	j := opened(t)
	for _, id := range []string{"one", "two", "three"} {
		queued(t, j, id)
	}
	becomes(t, j, "two", submission.SlotGranted{})
	out := arranged(t, j, submission.Change{Do: submission.Reorder, IDs: []submission.ID{"three", "two", "four"}, Move: submission.Move{To: submission.ToTop}})
	if got := inOrder(t, j); !slices.Equal(got, []submission.ID{"three", "two", "one"}) || len(out.Done) != 1 || len(out.Refused) != 2 {
		t.Errorf("the order is %v of %+v", got, out)
	}
	out = arranged(t, j, submission.Change{Do: submission.Reorder, IDs: []submission.ID{"one"}, Move: submission.Move{To: submission.ToBefore, Before: "two"}})
	if len(out.Done) != 0 || len(out.Refused) != 1 {
		t.Errorf("before what is being sent: %+v", out)
	}
}

// Whoever is about to send what another process drops finds out before it does.
func TestADropIsFinalForTheProcessThatHasIt(t *testing.T) {
	path := t.TempDir() + "/j.db"
	j, other := openedAt(t, path), openedAt(t, path)
	s := queued(t, j, "one")
	if !asks(t, j, "one", 10) {
		t.Fatal("no slot")
	}
	if out := arranged(t, other, submission.Change{Do: submission.Drop, IDs: []submission.ID{"one", "two"}}); len(out.Done) != 1 || len(out.Refused) != 1 {
		t.Fatalf("got %+v", out)
	}
	sends, _ := submission.Step(s, submission.SlotGranted{}, time.Now())
	if err := j.SaveSubmission(t.Context(), sends); err == nil {
		t.Error("it is sent all the same")
	}
	if len(inOrder(t, j)) != 0 {
		t.Error("it still waits")
	}
	queued(t, j, "three")
	becomes(t, j, "three", submission.SlotGranted{})
	if out := arranged(t, other, submission.Change{Do: submission.Drop, IDs: []submission.ID{"three"}}); len(out.Done) != 0 {
		t.Error("one that is being sent is dropped")
	}
}
