package review_test

import (
	"maps"
	"strings"
	"testing"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/state/review"
)

func ids(all ...api.JobID) []api.JobID { return all }

func TestAMarkShowsAtOnceAndAgainTakesItOff(t *testing.T) {
	var r review.Room
	r.Look(review.Reviews{"a": {Mark: record.Accepted, Note: "good"}})
	next := r.Mark(ids("a", "b"), record.Accepted)
	if !maps.Equal(next, review.Reviews{"a": {Mark: record.Accepted, Note: "good"}, "b": {Mark: record.Accepted}}) || r.Of("b").Mark != record.Accepted {
		t.Errorf("two marked are %v", next)
	}
	if r.Look(review.Reviews{"a": {Mark: record.Accepted, Note: "good"}}); r.Of("b").Mark != record.Accepted {
		t.Error("an older picture takes back what is on its way")
	}
	r.Saved(next)
	if next = r.Mark(ids("a", "b"), record.Accepted); !maps.Equal(next, review.Reviews{"a": {Note: "good"}, "b": {}}) {
		t.Errorf("marked once more they are %v", next)
	}
}

func TestWhatTheJournalCannotKeepIsAsItWas(t *testing.T) {
	var r review.Room
	kept := review.Reviews{"a": {Note: "old"}}
	r.Look(kept)
	r.Note(ids("a"), "new")
	if changed := r.Saved(kept); len(changed) != 1 || r.Of("a").Note != "old" {
		t.Errorf("it is %+v, changed %v", r.Of("a"), changed)
	}
}

func TestEachChangeIsTakenBackTheNewestFirst(t *testing.T) {
	var r review.Room
	r.Look(review.Reviews{"b": {Mark: record.Accepted}})
	r.Mark(ids("a", "b"), record.Rejected)
	r.Note(ids("a"), " lips late ")
	if !r.First() || r.Of("a") != (record.Review{Mark: record.Rejected, Note: "lips late"}) {
		t.Errorf("noted it is %+v", r.Of("a"))
	}
	if got := r.Undoes(); got != "undo note" {
		t.Errorf("what comes back first is called %q", got)
	}
	if r.Behind(); r.First() || !r.CanUndo() {
		t.Error("what was done since is not before it")
	}
	if back := r.Undo(); !maps.Equal(back, review.Reviews{"a": {Mark: record.Rejected}}) {
		t.Errorf("the note taken back is %v", back)
	}
	if got := r.Undoes(); got != "undo review" {
		t.Errorf("then a mark comes back, called %q", got)
	}
	if back := r.Undo(); !maps.Equal(back, review.Reviews{"a": {}, "b": {Mark: record.Accepted}}) || r.CanUndo() {
		t.Errorf("the marks taken back are %v", back)
	}
}

func TestNothingIsSavedThatChangesNothing(t *testing.T) {
	var r review.Room
	r.Look(review.Reviews{"a": {Note: "x"}})
	if next := r.Note(ids("a"), "x"); next != nil || r.CanUndo() {
		t.Errorf("it is %v", next)
	}
	if next := r.Note(ids("a"), strings.Repeat("語", 300)); len([]rune(next["a"].Note)) != 200 {
		t.Errorf("a long note is %q", next["a"].Note)
	}
}

func TestAReviewInARow(t *testing.T) {
	for want, x := range map[string]record.Review{
		"": {}, "accepted": {Mark: record.Accepted}, "rejected: lips late": {Mark: record.Rejected, Note: "lips\nlate"}, "note: ok": {Note: "ok"},
	} {
		if got := review.Brief(x, "…"); got != want {
			t.Errorf("%+v is %q, want %q", x, got, want)
		}
	}
}

func TestWhatIsOlderThanSomethingElseIsNotTakenBackFirst(t *testing.T) {
	var r review.Room
	r.Mark(ids("a"), record.Accepted)
	r.Behind() // a delete, say
	r.Mark(ids("b"), record.Rejected)
	if r.Undo(); r.First() || !r.CanUndo() || r.Of("b").Mark != record.Unmarked {
		t.Errorf("after the newest the next would be a review, before the delete: %+v", r.Of("b"))
	}
	if r.Undo(); r.First() || r.CanUndo() || r.Of("a").Mark != record.Unmarked {
		t.Errorf("the oldest is %+v", r.Of("a"))
	}
}

func TestReviewsOfAJobThatIsGoneAreNotTakenBack(t *testing.T) {
	var r review.Room
	r.Mark(ids("a", "b"), record.Accepted)
	r.Behind()
	r.Mark(ids("a"), record.Rejected)
	if r.Forget("a"); r.First() || !r.CanUndo() {
		t.Error("the review of b is lost, or newer than what came after it")
	}
	if back := r.Undo(); len(back) != 1 || r.CanUndo() {
		t.Errorf("taken back: %v", back)
	}
	r.Mark(ids("c"), record.Accepted)
	r.Mark(ids("d"), record.Accepted)
	if r.Forget("c"); !r.First() || len(r.Undo()) != 1 || r.First() || r.CanUndo() {
		t.Error("not only the review of c is forgotten")
	}
}
