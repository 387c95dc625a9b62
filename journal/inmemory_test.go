package journal

import (
	"testing"

	"lipdash/api/submission"
)

func TestAJournalInMemoryIsItsOwnAndKeepsWhatWasTyped(t *testing.T) {
	link := "https://example.com/v.mp4?X-Amz-Signature=0123456789abcdef0123456789abcdef"
	var all []*Journal
	for range 2 {
		j, err := InMemory(t.Context())
		must(t, err)
		t.Cleanup(func() { must(t, j.Close()) })
		all = append(all, j)
	}
	j := all[0]
	s := submission.New("one", map[string]string{"video": link}, noon)
	_, err := j.Submit(t.Context(), s, "")
	must(t, err)
	got, _, err := j.Submission(t.Context(), "one")
	must(t, err)
	if j.Survives() || j.Path() != "" || got.Values["video"] != link {
		t.Errorf("%v %q %+v", j.Survives(), j.Path(), got)
	}
	if open, err := all[1].Submissions(t.Context()); err != nil || len(open) != 0 {
		t.Errorf("another has %+v, %v", open, err)
	}
}
