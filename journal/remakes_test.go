package journal

import (
	"path/filepath"
	"testing"

	"lipdash/api/record"
	"lipdash/api/submission"
)

func TestTheJournalKnowsWhatWasMadeAgainAfterARestart(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state", "j.db")
	j := openedAt(t, path)
	again := func(id submission.ID, title string, end func(*submission.Submission)) {
		s := submission.New(id, map[string]string{"title": title}, j.now())
		s.Again = "ls_failed"
		_, err := j.Submit(t.Context(), s, "")
		must(t, err)
		s.Rev++
		end(&s)
		must(t, j.SaveSubmission(t.Context(), s))
	}
	again("first", "promo_v2", func(s *submission.Submission) { s.State, s.JobID = submission.Accepted, "ls_second" })
	again("refused", "promo_v3", func(s *submission.Submission) { s.State = submission.Refused })
	again("dropped", "promo_v4", func(s *submission.Submission) { s.State = submission.Discarded })
	queued(t, j, "no remake")
	must(t, j.Close())

	j = openedAt(t, path)
	got, err := j.Remakes(t.Context())
	must(t, err)
	if want := (record.Remake{Of: "ls_failed", By: "first", Job: "ls_second", Title: "promo_v2"}); len(got) != 1 || got[0] != want {
		t.Errorf("made again: %+v", got)
	}
	drafts, err := j.Drafts(t.Context())
	must(t, err)
	if len(drafts) != 1 || drafts[0].Again != "ls_failed" {
		t.Errorf("what was refused is no copy of the failed one any more: %+v", drafts)
	}
}
