package journal

import (
	"errors"
	"reflect"
	"testing"

	"lipdash/api/submission"
)

// step drives a submission without effects.
func step(s submission.Submission, events ...submission.Event) submission.Submission {
	for _, ev := range events {
		s, _ = submission.Step(s, ev, noon)
	}
	return s
}

func TestASubmissionComesBackAsItWasSaved(t *testing.T) {
	j := opened(t)
	s := step(queued(t, j, "one"), submission.Submitted{}, submission.SlotGranted{})
	must(t, j.SaveSubmission(t.Context(), s))
	got, ok, err := j.Submission(t.Context(), "one")
	must(t, err)
	if !ok || !reflect.DeepEqual(got, s) {
		t.Errorf("got %+v\nsaved %+v", got, s)
	}
}

func TestAnOldRevisionNeverReplacesANewerOne(t *testing.T) {
	j := opened(t)
	old := queued(t, j, "one")
	sending := step(old, submission.SlotGranted{})
	must(t, j.SaveSubmission(t.Context(), sending))
	other := step(old, submission.Discard{})
	if err := j.SaveSubmission(t.Context(), other); !errors.Is(err, ErrStale) {
		t.Errorf("saving a rival of the same revision: %v", err)
	}
	must(t, j.SaveSubmission(t.Context(), sending))
	got, _, err := j.Submission(t.Context(), "one")
	must(t, err)
	if got.State != submission.Sending {
		t.Errorf("state %s", got.State)
	}
}

func TestAFinalStateStays(t *testing.T) {
	j := opened(t)
	s := step(queued(t, j, "one"), submission.SlotGranted{}, submission.Answered{JobID: "ls_1"})
	must(t, j.SaveSubmission(t.Context(), s))
	s.State, s.Rev = submission.Unknown, s.Rev+5
	if err := j.SaveSubmission(t.Context(), s); !errors.Is(err, ErrStale) {
		t.Errorf("got %v", err)
	}
}

func TestAcceptingRecordsTheJobInTheSameInstant(t *testing.T) {
	j := opened(t)
	s := step(queued(t, j, "one"), submission.SlotGranted{}, submission.Answered{JobID: "ls_1"})
	must(t, j.SaveSubmission(t.Context(), s))
	r, _, ok := jobOf(t, j, "ls_1")
	if !ok || r.Submission != "one" || r.Values["video"] != inputs()["video"] || r.BodyHash != s.BodyHash {
		t.Errorf("got %v %+v", ok, r)
	}
	open, err := j.Submissions(t.Context())
	must(t, err)
	if len(open) != 0 {
		t.Errorf("still open: %+v", open)
	}
}

func TestARefusedSubmissionIsKeptAsADraft(t *testing.T) {
	j := opened(t)
	s := submission.New("one", map[string]string{"video": "https://example.com/v.mp4"}, noon)
	s, err := j.Submit(t.Context(), s, "")
	must(t, err)
	s = step(s, submission.SlotGranted{})
	if s.State != submission.Refused {
		t.Fatalf("state %s", s.State)
	}
	must(t, j.SaveSubmission(t.Context(), s))
	drafts, err := j.Drafts(t.Context())
	must(t, err)
	if len(drafts) != 1 || drafts[0].ID != "one" || drafts[0].Focus != "audio" || drafts[0].Values["video"] == "" {
		t.Errorf("got %+v", drafts)
	}
}

func TestSubmissionsComeInTheOrderOfTheQueue(t *testing.T) {
	j := opened(t)
	for _, id := range []string{"c", "a", "b"} {
		queued(t, j, id)
	}
	got, err := j.Submissions(t.Context())
	must(t, err)
	var ids string
	for _, s := range got {
		ids += string(s.ID)
	}
	if ids != "cab" {
		t.Errorf("order %s", ids)
	}
}

func TestSubmittingTwiceIsOneSubmission(t *testing.T) {
	j := opened(t)
	first := queued(t, j, "one")
	again := queued(t, j, "one")
	if first.Order != again.Order {
		t.Errorf("places %d and %d", first.Order, again.Order)
	}
}
