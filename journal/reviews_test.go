package journal

import (
	"maps"
	"path/filepath"
	"testing"

	"lipdash/api"
	"lipdash/api/record"
)

func TestReviewsSurviveAndOtherProcessesSeeWhatChanged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state", "j.db")
	here, there := openedAt(t, path), openedAt(t, path)
	type reviews = map[api.JobID]record.Review
	late := record.Review{Mark: record.Rejected, Note: "lips late"}
	must(t, here.Review(t.Context(), reviews{"a": {Mark: record.Accepted}, "b": late}))
	got, rev, err := there.ReviewsSince(t.Context(), 0)
	must(t, err)
	if !maps.Equal(got, reviews{"a": {Mark: record.Accepted}, "b": late}) {
		t.Errorf("at first %v", got)
	}
	must(t, here.Review(t.Context(), reviews{"a": {}}))
	if got, rev, err = there.ReviewsSince(t.Context(), rev); err != nil || !maps.Equal(got, reviews{"a": {}}) {
		t.Errorf("then %v, %v", got, err)
	}
	if got, _, err = there.ReviewsSince(t.Context(), rev); err != nil || len(got) > 0 {
		t.Errorf("nothing changed, and it is %v, %v", got, err)
	}
	if got, err = there.Reviews(t.Context(), []api.JobID{"a", "b", "c"}); err != nil || !maps.Equal(got, reviews{"b": late}) {
		t.Errorf("of three jobs %v, %v", got, err)
	}
}

func TestANoteIsKeptWithoutSecrets(t *testing.T) {
	j := opened(t)
	j.Hide("sk_live_0123456789abcdef")
	must(t, j.Review(t.Context(), map[api.JobID]record.Review{"a": {Note: "see https://x.example/v.mp4?X-Amz-Signature=Q7secret sk_live_0123456789abcdef"}}))
	got, err := j.Reviews(t.Context(), []api.JobID{"a"})
	must(t, err)
	if note := got["a"].Note; note != "see https://x.example/v.mp4?(signature not kept) (secret not kept)" {
		t.Errorf("the note is %q", note)
	}
}
