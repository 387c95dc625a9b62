package store

import (
	"testing"
	"time"

	"lipdash/api"
	"lipdash/api/record"
)

func (s scene) gone(id api.JobID) Merge { return s.ApplyGone(s.NextSeq(), id, noon) }

func wantGone(t *testing.T, m Merge, want string) {
	t.Helper()
	if got := words(m.Gone); got != want {
		t.Errorf("gone are %q, want %q", got, want)
	}
}

// proved is a store in which a list and a bulk answer miss b and c, and a read
// agreed about a.
func proved(t *testing.T) scene {
	s := newScene(t, 4)
	s.first("a b c d", "")
	s.bulk("a", api.StatusGone)
	s.gone("a")
	return s
}

func TestWhatAListAndABulkAnswerMissIsRemovedOnceAReadAgreedWithTheBulkCall(t *testing.T) {
	s := newScene(t, 4)
	s.first("a b c d", "")
	wantSuspects(t, s.first("d", ""), "a b c")
	for _, id := range []api.JobID{"a", "b", "c"} {
		wantGone(t, s.bulk(id, api.StatusGone), "")
	}
	wantPages(t, s.Store, "a b c d")
	wantGone(t, s.gone("a"), "a b c")
	wantPages(t, s.Store, "d")
	if c := s.TakeChanges(); len(c.IDs) != 4 {
		t.Errorf("told as changed: %v", c.IDs)
	}
}

func TestNeitherAListNorABulkAnswerAloneRemovesAJob(t *testing.T) {
	s := proved(t)
	wantGone(t, s.first("b d", ""), "")
	wantGone(t, s.first("b d", ""), "")
	wantPages(t, s.Store, "b c d")
	wantGone(t, s.bulk("c", api.StatusGone), "c")
	wantGone(t, s.bulk("b", api.StatusGone), "")
	wantGone(t, s.bulk("b", api.StatusGone), "")
	wantPages(t, s.Store, "b d")
	wantGone(t, s.first("d", ""), "b")
	wantPages(t, s.Store, "d")
}

func TestABulkCallThatDeniesAJobThatExistsIsNotBelieved(t *testing.T) {
	s := proved(t)
	s.bulk("d", api.StatusGone)
	s.read(jobs("d")[0])
	s.first("d", "")
	wantGone(t, s.bulk("b", api.StatusGone), "")
	wantPages(t, s.Store, "b c d")
}

func TestAFreshJobIsNotRemovedWhoeverMissesIt(t *testing.T) {
	s := proved(t)
	s.created("n")
	s.first("b c d", "")
	wantGone(t, s.bulk("n", api.StatusGone), "")
	wantPages(t, s.Store, "n b c d")
	m := s.ApplyFirstPage(s.NextSeq(), listing("b c d", ""), later(createGrace))
	wantGone(t, m, "n")
}

func TestWhatWasRemovedButExistsComesBackWithALaterAnswerOnly(t *testing.T) {
	s := proved(t)
	old := s.NextSeq()
	s.first("b d", "")
	wantGone(t, s.bulk("c", api.StatusGone), "c")
	s.ApplyFirstPage(old, listing("b c d", ""), later(time.Second))
	wantPages(t, s.Store, "b d")
	s.first("b c d", "")
	wantPages(t, s.Store, "b c d")
}

func TestAJobThatAnEarlierRunHeardOfLatelyIsASuspectWhereTheListLagsBehind(t *testing.T) {
	for _, list := range []func(s scene) Merge{
		func(s scene) Merge { return s.first("b", "") },
		func(s scene) Merge { s.first("b", "1"); return s.next("1", "c", "") },
	} {
		s := newScene(t, 4)
		s.ApplyCached([]record.Job{{Job: jobs("new")[0], SeenAt: later(-time.Minute)}, {Job: jobs("old")[0], SeenAt: later(-time.Hour)}, {Job: jobs("b")[0], SeenAt: noon}})
		list(s)
		if _, ok := s.Get("new"); !ok || !s.IsSuspect("new") {
			t.Error("it was dropped")
		}
		if _, ok := s.Get("old"); ok {
			t.Error("one that was heard of long ago stays")
		}
	}
}
