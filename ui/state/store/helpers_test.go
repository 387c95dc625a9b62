package store

import (
	"slices"
	"strings"
	"testing"
	"time"

	"lipdash/api"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// later is a moment after noon.
func later(d time.Duration) time.Time { return noon.Add(d) }

// jobs makes running jobs of words: "a b c".
func jobs(words string) []api.Job {
	var out []api.Job
	for id := range strings.FieldsSeq(words) {
		out = append(out, api.Job{ID: api.JobID(id), Status: api.StatusRunning, Title: id})
	}
	return out
}

// listing is a page of running jobs, with the token of the next one or "".
func listing(words, next string) api.JobPage {
	return api.JobPage{Jobs: jobs(words), NextToken: next}
}

// words is ids as one text.
func words(ids []api.JobID) string {
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = string(id)
	}
	return strings.Join(texts, " ")
}

// pages is all pages as one text: "a b | c".
func pages(s *Store) string {
	var texts []string
	for i := range s.Pages() {
		texts = append(texts, words(s.Page(i)))
	}
	return strings.Join(texts, " | ")
}

func wantPages(t *testing.T, s *Store, want string) {
	t.Helper()
	if got := pages(s); got != want {
		t.Errorf("pages are %q, want %q", got, want)
	}
	if err := checkShape(s); err != nil {
		t.Error(err)
	}
}

// scene is a store with the calls of a test written short.
type scene struct {
	*Store
	t *testing.T
}

func newScene(t *testing.T, size int) scene { return scene{New(size), t} }

func (s scene) first(words, next string) Merge {
	return s.ApplyFirstPage(s.NextSeq(), listing(words, next), noon)
}

func (s scene) next(token, words, next string) Merge {
	return s.ApplyNextPage(s.NextSeq(), token, listing(words, next), noon)
}

func (s scene) bulk(id api.JobID, st api.Status) Merge {
	return s.ApplyStatuses(s.NextSeq(), []api.JobStatus{{ID: id, Status: st}}, noon)
}

func (s scene) read(job api.Job) Merge { return s.ApplyJob(s.NextSeq(), job, noon) }

func (s scene) created(id api.JobID) Merge {
	return s.ApplyCreated(api.Job{ID: id, Title: "mine", Status: api.StatusPending}, noon)
}

func (s scene) entry(id api.JobID) Entry {
	s.t.Helper()
	e, ok := s.Get(id)
	if !ok {
		s.t.Fatalf("%s is not held", id)
	}
	return e
}

func (s scene) wantGap(want string) {
	s.t.Helper()
	got, ok := s.Gap()
	if got != want || ok != (want != "") {
		s.t.Errorf("gap is %q, %v, want %q", got, ok, want)
	}
}

func (s scene) wantNext(want string) {
	s.t.Helper()
	if got := s.NextToken(); got != want {
		s.t.Errorf("next token is %q, want %q", got, want)
	}
}

func wantSuspects(t *testing.T, m Merge, want string) {
	t.Helper()
	got := slices.Sorted(slices.Values(m.Suspects))
	if words(got) != want {
		t.Errorf("suspects are %q, want %q", words(got), want)
	}
}
