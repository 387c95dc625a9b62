package account_test

import (
	"testing"
	"time"

	"lipdash/api/record"
	"lipdash/api/submission"
)

// What HeyGen has is not waiting to be sent, and only the call that it is in tells that.
func TestTheQueueKnowsTheCallsThatItsItemsAreIn(t *testing.T) {
	dir := t.TempDir()
	j := opened(t, dir, "ada")
	now := time.Now()
	b := record.Batch{ID: "b", Name: "launch", MadeAt: now, Items: []record.BatchItem{{Number: 1}}}
	subs, err := j.SubmitBatch(t.Context(), b, []submission.Submission{submission.New("one", linked(), now)})
	must(t, err)
	s, _ := submission.Step(subs[0], submission.Submitted{}, now)
	must(t, j.SaveSubmission(t.Context(), s))
	e, err := submission.NewEnvelope("env", "b", "launch", []submission.Submission{s}, now)
	must(t, err)
	s, _ = submission.Step(s, submission.Enclosed{ID: "env", At: now}, now)
	must(t, j.Enclose(t.Context(), e, []submission.Submission{s}))
	e, _ = submission.ResumeEnvelope(e, now)
	e, _ = submission.StepEnvelope(e, submission.BatchMade{ID: "b_1"}, now)
	must(t, j.SaveEnvelope(t.Context(), e))
	must(t, j.Close())
	q, err := place(dir).Queue(t.Context(), "ada")
	must(t, err)
	defer q.Close()
	all, _, err := q.All(t.Context())
	must(t, err)
	if len(all) != 1 || !all[0].AtHeyGen() {
		t.Errorf("it is %+v", all)
	}
}

// A hook may run for some seconds more than the program that began it.
func TestAClaimIsOverAlsoAfterTheEndOfTheMemory(t *testing.T) {
	dir := t.TempDir()
	m := started(t, opened(t, dir, "ada"))
	_, err := m.Claim(t.Context(), "on_done ls_1")
	must(t, err)
	m.Close()
	m.Wait()
	must(t, m.Over(t.Context(), "on_done ls_1"))
	j := opened(t, dir, "ada")
	defer func() { must(t, j.Close()) }()
	if ours, err := j.Claim(t.Context(), "on_done ls_1"); ours || err != nil {
		t.Error("it would run twice", err)
	}
}
