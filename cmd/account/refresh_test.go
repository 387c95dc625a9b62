package account_test

import (
	"context"
	"errors"
	"testing"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
)

// mute tells states without reasons, which only whole jobs have.
type mute struct {
	t    *testing.T
	gone map[api.JobID]bool
}

func (m mute) JobStatuses(_ context.Context, ids []api.JobID) (out []api.JobStatus, err error) {
	for _, id := range ids {
		out = append(out, api.JobStatus{ID: id, Status: api.StatusFailed})
	}
	return out, nil
}

func (m mute) GetJob(_ context.Context, id api.JobID) (api.Job, error) {
	switch {
	case id == "ls_told":
		m.t.Error("a job whose reason is known is read again")
	case m.gone[id]:
		return api.Job{}, errors.New("no answer")
	}
	return api.Job{ID: id, Status: api.StatusFailed, FailureMessage: "about " + string(id)}, nil
}

func TestTheReasonOfAFailureIsReadWhereTheStateDoesNotTellIt(t *testing.T) {
	j := opened(t, t.TempDir(), "ada")
	states := []api.Status{api.StatusRunning, api.StatusFailed, api.StatusFailed, api.StatusFailed, api.StatusCompleted}
	ids := []api.JobID{"ls_runs", "ls_failed", "ls_unread", "ls_told", "ls_done"}
	b := record.Batch{ID: "b", Name: "launch", MadeAt: noon}
	var subs []submission.Submission
	for i, id := range ids {
		b.Items = append(b.Items, record.BatchItem{Number: i + 1})
		subs = append(subs, submission.New(submission.ID(id), linked(), noon))
	}
	subs, err := j.SubmitBatch(t.Context(), b, subs)
	must(t, err)
	for i, s := range subs {
		s.State, s.JobID, s.Rev = submission.Accepted, ids[i], s.Rev+1
		must(t, j.SaveSubmission(t.Context(), s))
		must(t, j.Observe(t.Context(), []record.Observation{{ID: ids[i], Status: states[i], At: noon}}))
	}
	must(t, j.Observe(t.Context(), []record.Observation{{ID: "ls_told", Status: api.StatusFailed, At: noon, Failure: "too short"}}))
	m := started(t, j) // nothing waits any more that it would send
	b, _, err = m.Batch(t.Context(), "b")
	must(t, err)
	if err := m.RefreshBatch(t.Context(), mute{t, map[api.JobID]bool{"ls_unread": true}}, b); err == nil {
		t.Error("nobody is told that one was not read")
	}
	b, _, err = m.Batch(t.Context(), "b")
	must(t, err)
	for i, want := range []string{"about ls_runs", "about ls_failed", "", "too short", ""} {
		if got := b.Items[i].Reason; got != want {
			t.Errorf("%s: %q, not %q", ids[i], got, want)
		}
	}
}
