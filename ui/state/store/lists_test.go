package store

import (
	"testing"
	"time"
)

func TestFirstPageReordersOnlyWhatItCovers(t *testing.T) {
	for name, tc := range map[string]struct{ answer, more, want, suspects string }{
		"the same":                 {"a b c", "t", "a b c | d e", ""},
		"new on top":               {"x a b", "t", "x a b c | d e", ""},
		"new in the middle":        {"a x b", "t", "a x b c | d e", ""},
		"another order":            {"c a b", "t", "c a b | d e", ""},
		"one gone":                 {"a c d", "t", "a b c | d e", "b"},
		"one gone, one new":        {"x b c", "t", "a x b c | d e", "a"},
		"one came up from below":   {"e a b", "t", "e a b c | d", ""},
		"over two pages":           {"b d x", "t", "a b c | d x e", "a c"},
		"past the last row":        {"d e x", "t", "a b c | d e x", "a b c"},
		"the whole list":           {"a b d", "", "a b c | d e", "c e"},
		"all gone":                 {"", "", "a b c | d e", "a b c d e"},
		"nothing in common":        {"x y z", "t", "x y z a b c | d e", ""},
		"nothing in common at all": {"x y z", "", "a b c | d e x y z", "a b c d e"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newScene(t, 3)
			s.first("a b c", "1")
			s.next("1", "d e", "")
			wantSuspects(t, s.first(tc.answer, tc.more), tc.suspects)
			wantPages(t, s.Store, tc.want)
		})
	}
}

func TestCreatedRowsStayOnTopOfOlderLists(t *testing.T) {
	s := newScene(t, 3)
	s.first("a b c", "1")
	sent := s.NextSeq()
	s.created("n")
	wantSuspects(t, s.ApplyFirstPage(sent, listing("x a b", "1"), noon), "")
	wantPages(t, s.Store, "n x a b c")
	wantSuspects(t, s.first("y n x", "1"), "")
	wantPages(t, s.Store, "y n x a b c")
	wantSuspects(t, s.first("y x a", "1"), "n")
}

func TestLateListOnlyUpdatesWhatIsLoaded(t *testing.T) {
	s := newScene(t, 3)
	old := s.NextSeq()
	s.first("a b", "")
	m := s.ApplyFirstPage(old, listing("z b a", "9"), later(time.Minute))
	wantPages(t, s.Store, "a b")
	if m.Refused != 2 || len(m.New) != 0 || !s.LoadedAt().Equal(noon) || s.HasMore() {
		t.Errorf("merge %+v, loaded at %v, more %v", m, s.LoadedAt(), s.HasMore())
	}
}

func TestRowsOfOneAnswerAreTakenOnce(t *testing.T) {
	s := newScene(t, 3)
	m := s.first("a b a b a", "")
	wantPages(t, s.Store, "a b")
	if len(m.New) != 2 || m.Refused != 0 {
		t.Errorf("merge is %+v", m)
	}
}

func TestAnswerLongerThanAPageIsSplitWhenNothingElseIsThere(t *testing.T) {
	s := newScene(t, 2)
	s.first("a b c d e", "1")
	wantPages(t, s.Store, "a b | c d | e")
	s.next("1", "f g h", "")
	wantPages(t, s.Store, "a b | c d | e | f g | h")
}

func TestListThatReachesTheEndTakesOverTheCursor(t *testing.T) {
	s := newScene(t, 3)
	s.first("a b c", "old")
	s.first("b c d", "new")
	s.wantNext("new")
	s.first("x b c", "newest")
	s.wantNext("new")
}

func TestPageNobodyWaitsForAddsNoRows(t *testing.T) {
	s := newScene(t, 2)
	s.first("a b", "1")
	late := s.NextSeq()
	s.next("1", "c d", "2")
	m := s.ApplyNextPage(late, "1", listing("x d", "2"), noon)
	wantPages(t, s.Store, "a b | c d")
	s.wantNext("2")
	if len(m.New) != 0 || m.Refused != 1 {
		t.Errorf("merge is %+v", m)
	}
	s.ApplyNextPage(s.NextSeq(), "", listing("y", ""), noon)
	wantPages(t, s.Store, "a b | c d")
}

func TestAnswerToAnEarlierUseOfTheSameCursorDoesNotCount(t *testing.T) {
	s := newScene(t, 2)
	s.first("a b", "2")
	late := s.NextSeq()
	s.TokenRefused()
	s.first("x a b", "2")
	s.ApplyNextPage(late, "2", listing("b c", "4"), noon)
	wantPages(t, s.Store, "x a b")
	s.wantNext("2")
}

func TestStaleRowsCanBeReadAgainFromTopToBottom(t *testing.T) {
	s := newScene(t, 2)
	s.first("a b", "1")
	s.next("1", "c d", "2")
	s.next("2", "e f", "")
	s.first("a b", "1'")
	if token, ok := s.Stale(); token != "1'" || !ok {
		t.Fatalf("stale token is %q, %v", token, ok)
	}
	wantSuspects(t, s.next("1'", "d e", "2'"), "c")
	wantSuspects(t, s.next("2'", "g", ""), "f")
	if _, ok := s.Stale(); ok {
		t.Error("there are still stale rows after the end")
	}
	wantPages(t, s.Store, "a b | c d | e f | g")
}

func TestRowsFoundOnALaterPageOfTheWalkLeaveTheirOldPlace(t *testing.T) {
	s := newScene(t, 2)
	s.first("a b", "1")
	s.next("1", "c d", "")
	s.first("b c", "1'")
	wantPages(t, s.Store, "a b | c d")
	s.next("1'", "a d", "")
	wantPages(t, s.Store, "b | c a d")
}

func TestSuspectThatExistsSinksBelowTheListThatMissesIt(t *testing.T) {
	s := newScene(t, 4)
	s.first("a b c", "1")
	wantSuspects(t, s.first("a c", "1"), "b")
	wantPages(t, s.Store, "a b c")
	s.read(jobs("b")[0])
	wantSuspects(t, s.first("a c", "1"), "")
	wantPages(t, s.Store, "a c b")
	wantSuspects(t, s.first("a c", "1"), "")
}

func TestSuspectNobodyLookedAtIsNamedAgainAfterAMinute(t *testing.T) {
	s := newScene(t, 4)
	s.first("a b c", "1")
	for _, tc := range []struct {
		after time.Duration
		want  string
	}{{0, "b"}, {59 * time.Second, ""}, {time.Minute, "b"}, {90 * time.Second, ""}} {
		m := s.ApplyFirstPage(s.NextSeq(), listing("a c", "1"), later(tc.after))
		wantSuspects(t, m, tc.want)
	}
	wantSuspects(t, s.first("a b c", "1"), "")
	wantSuspects(t, s.first("a c", "1"), "b")
}

func TestRowReadAfterTheListWasSentIsNoSuspect(t *testing.T) {
	s := newScene(t, 4)
	s.first("a b c", "1")
	sent := s.NextSeq()
	s.read(jobs("b")[0])
	wantSuspects(t, s.ApplyFirstPage(sent, listing("a c", "1"), noon), "")
	wantPages(t, s.Store, "a b c")
}
