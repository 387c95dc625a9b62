package rows

import (
	"strings"
	"testing"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/state/create"
)

func TestHowRowsAreCalled(t *testing.T) {
	const long = "a title that is much longer than what fits into a sentence"
	s := of(api.Job{ID: "ls_abcd", Title: long}, api.Job{ID: "ls_efgh"}, api.Job{ID: "x", Title: "two\nlines"})
	out := []create.Outgoing{
		{Submission: submission.New("s", map[string]string{"title": "mine"}, now)}, {Submission: submission.New("u", nil, now)},
	}
	s.Create.Looked(out, s.Store, true, "", now)
	n := Names{Store: s.Store, Pending: &s.Create.Pending, Ellipsis: "..."}
	all := append(action.JobRows("ls_abcd", "ls_efgh", "x", "ls_gone"), action.SubmissionRow("s"), action.SubmissionRow("u"))
	for i, want := range []string{"a title that is much longer than what...", "untitled efgh", "two lines", "job gone", "mine", "the new lipsync"} {
		if got := n.Subject(all[i : i+1]); got != want {
			t.Errorf("%v is called %q", all[i], got)
		}
	}
	for want, row := range map[string]action.RowID{"": {}, "mine": action.SubmissionRow("s"), "two lines": action.JobRow("x")} {
		if got := n.Copied(row); got != want {
			t.Errorf("%v is copied as %q", row, got)
		}
	}
	if got := n.Copied(action.SubmissionRow("gone")); got != "" {
		t.Errorf("a submission that is gone is copied as %q", got)
	}
	if got := n.Subject(all); got != "6 jobs" {
		t.Errorf("all are %q", got)
	}
	if got := strings.Join(n.Few(all[1:]), ", "); got != "untitled efgh, two lines, job gone, mine, the new lipsync" {
		t.Errorf("the first few are %q", got)
	}
}
