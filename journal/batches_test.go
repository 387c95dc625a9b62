package journal

import (
	"fmt"
	"path/filepath"
	"reflect"
	"testing"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
)

// sheet is a batch of so many items, with a new submission of each.
func sheet(id record.BatchID, numbers ...int) (record.Batch, []submission.Submission) {
	b := record.Batch{ID: id, Name: "launch day", From: "/tmp/launch.csv", MadeAt: noon}
	var subs []submission.Submission
	for _, n := range numbers {
		b.Items = append(b.Items, record.BatchItem{Number: n, Input: fmt.Sprintf("line %d", n+1), Cost: 2.5})
		s := submission.New(submission.ID(fmt.Sprintf("%s-%d", id, n)), inputs(), noon)
		s.Cost = 2.5
		subs = append(subs, s)
	}
	return b, subs
}

func submitted(t *testing.T, j *Journal, id record.BatchID, numbers ...int) []submission.Submission {
	t.Helper()
	b, subs := sheet(id, numbers...)
	added, err := j.SubmitBatch(t.Context(), b, subs)
	must(t, err)
	return added
}

func batchOf(t *testing.T, j *Journal, id record.BatchID) record.Batch {
	t.Helper()
	b, ok, err := j.Batch(t.Context(), id)
	must(t, err)
	if !ok {
		t.Fatalf("no batch %s", id)
	}
	return b
}

func states(b record.Batch) (out []record.ItemState) {
	for _, it := range b.Items {
		out = append(out, it.State)
	}
	return out
}

func TestABatchOutlivesItsProcess(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state", "j.db")
	j := openedAt(t, path)
	submitted(t, j, "a", 1, 2)
	submitted(t, j, "b", 1)
	again := openedAt(t, path)
	got := batchOf(t, again, "a")
	want := record.Batch{ID: "a", Name: "launch day", From: "/tmp/launch.csv", MadeAt: noon, Items: []record.BatchItem{
		{Number: 1, Input: "line 2", Cost: 2.5, Submission: "a-1", State: record.ItemQueued, Title: "ep 1"},
		{Number: 2, Input: "line 3", Cost: 2.5, Submission: "a-2", State: record.ItemQueued, Title: "ep 1"},
	}}
	if got.MadeAt = got.MadeAt.UTC(); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	all, err := again.Batches(t.Context())
	must(t, err)
	if len(all) != 2 || len(all[0].Items) != 2 || len(all[1].Items) != 1 {
		t.Errorf("got %+v", all)
	}
	if _, ok, err := again.Batch(t.Context(), "c"); ok || err != nil {
		t.Errorf("an unknown batch: %v, %v", ok, err)
	}
}

func TestABatchHandedOverTwiceHasEachItemOnce(t *testing.T) {
	j := opened(t)
	first := submitted(t, j, "a", 1, 2)
	b, subs := sheet("a", 1, 2, 3)
	for i := range subs {
		subs[i].ID += "again"
	}
	added, err := j.SubmitBatch(t.Context(), b, subs)
	must(t, err)
	if len(first) != 2 || len(added) != 1 || added[0].Item != 3 || added[0].Batch != "a" {
		t.Errorf("first %d, then %+v", len(first), added)
	}
	open, err := j.Submissions(t.Context())
	must(t, err)
	if len(open) != 3 || open[0].ID != "a-1" || open[2].ID != "a-3again" {
		t.Errorf("in the queue: %+v", open)
	}
}

func TestAnItemTellsWhatBecameOfItsSubmission(t *testing.T) {
	j := opened(t)
	subs := submitted(t, j, "a", 1, 2, 3, 4, 5)
	job := func(s submission.Submission, id api.JobID) {
		must(t, j.SaveSubmission(t.Context(), step(s, submission.Submitted{}, byItself, submission.SlotGranted{}, submission.Answered{JobID: id})))
	}
	job(subs[0], "ls_1")
	job(subs[1], "ls_2")
	job(subs[2], "ls_3")
	must(t, j.SaveSubmission(t.Context(), step(subs[3], submission.Submitted{}, byItself, submission.SlotGranted{}, submission.SendFailed{Err: refusal("no such video")})))
	must(t, j.SaveSubmission(t.Context(), step(subs[4], submission.Discard{})))
	must(t, j.Observe(t.Context(), []record.Observation{
		{ID: "ls_1", Status: api.StatusRunning, At: noon},
		{ID: "ls_2", Status: api.StatusFailed, At: noon},
	}))
	// The reason comes later than the state: bulk answers have none.
	must(t, j.Observe(t.Context(), []record.Observation{{ID: "ls_2", Status: api.StatusFailed, At: noon, Found: true, Failure: "no face https://x.test/v?Signature=abcdefgh"}}))
	must(t, j.RecordJob(t.Context(), JobRecord{ID: "ls_1", Cost: 4}))
	b := batchOf(t, j, "a")
	if got, want := fmt.Sprint(states(b)), "[running failed pending refused discarded]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if it := b.Items[0]; it.Job != "ls_1" || it.Cost != 4 || it.Reason != "" {
		t.Errorf("got %+v", it)
	}
	if got, want := b.Items[1].Reason, "no face https://x.test/v?(signature not kept)"; got != want {
		t.Errorf("why it failed: %q, want %q", got, want)
	}
	if it := b.Items[3]; it.Reason == "" || it.Cost != 2.5 {
		t.Errorf("refused: %+v", it)
	}
	drafts, err := j.Drafts(t.Context())
	must(t, err)
	if len(drafts) != 0 {
		t.Errorf("an item of a batch became a draft: %+v", drafts)
	}
}

// byItself is what an item is told that goes by itself.
var byItself = submission.LeftAlone{}

func refusal(why string) error {
	return &api.Error{Status: 400, Code: "invalid_parameter", Message: why, Enveloped: true}
}

func TestAnItemIsTriedAgainOnce(t *testing.T) {
	j := opened(t)
	subs := submitted(t, j, "a", 1, 2)
	must(t, j.SaveSubmission(t.Context(), step(subs[0], submission.Submitted{}, byItself, submission.SlotGranted{}, submission.SendFailed{Err: refusal("no")})))
	for _, id := range []submission.ID{"x", "y"} {
		s := submission.New(id, inputs(), noon)
		s.Item = 1
		added, err := j.RetryItems(t.Context(), "a", map[int]submission.ID{1: "a-1"}, []submission.Submission{s})
		must(t, err)
		if want := id == "x"; (len(added) == 1) != want {
			t.Errorf("retry as %s: stored %d", id, len(added))
		}
	}
	if b := batchOf(t, j, "a"); b.Items[0].Submission != "x" || b.Items[0].State != record.ItemQueued {
		t.Errorf("got %+v", b.Items[0])
	}
	if _, found, err := j.Submission(t.Context(), "y"); found || err != nil {
		t.Errorf("the second retry is in the journal: %v, %v", found, err)
	}
}

// A signature is on no disk: whoever hands the item over again, with it, is not told that
// it is there already.
func TestAnItemThatLostItsSignatureIsTakenAgain(t *testing.T) {
	j := opened(t)
	b, subs := sheet("a", 1)
	subs[0].Values["video"] = "https://x.test/v?Signature=abcdefgh"
	_, err := j.SubmitBatch(t.Context(), b, subs)
	must(t, err)
	stored, _, err := j.Submission(t.Context(), "a-1")
	must(t, err)
	lost := step(stored, submission.Submitted{})
	must(t, j.SaveSubmission(t.Context(), lost))
	if lost.Problem.Code != submission.CodeWithheld {
		t.Fatalf("got %+v", lost)
	}
	subs[0].ID = "again"
	added, err := j.SubmitBatch(t.Context(), b, subs)
	must(t, err)
	if it := batchOf(t, j, "a").Items[0]; len(added) != 1 || it.Submission != "again" {
		t.Errorf("added %+v, item %+v", added, it)
	}
}
