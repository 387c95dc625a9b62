package store

import (
	"testing"

	"lipdash/api"
)

func TestEmptyPagesAreFollowedButNotForEver(t *testing.T) {
	s := newScene(t, 2)
	s.first("a b", "0")
	for _, token := range []string{"0", "1", "2", "3", "4"} {
		s.next(token, "", string(token[0]+1))
		if !s.HasMore() || s.Incomplete() {
			t.Fatalf("gave up after the empty page %s", token)
		}
	}
	s.next("5", "", "6")
	if s.HasMore() || !s.Incomplete() {
		t.Error("six empty pages in a row are still followed")
	}
}

func TestRowsAmongEmptyPagesStartTheCountAnew(t *testing.T) {
	s := newScene(t, 2)
	s.first("a b", "0")
	token := "0"
	for i := range 20 {
		next := token + "'"
		rows := ""
		if i%5 == 4 {
			rows = "r" + next
		}
		s.next(token, rows, next)
		token = next
	}
	if !s.HasMore() || s.Incomplete() || s.Len() != 6 {
		t.Errorf("more %v, incomplete %v, %d rows", s.HasMore(), s.Incomplete(), s.Len())
	}
}

func TestLoopingCursorStops(t *testing.T) {
	for name, page := range map[string]api.JobPage{
		"the same token again":   listing("c d", "1"),
		"only known rows":        listing("a b", "2"),
		"more without any token": {Jobs: jobs("c d"), Incomplete: true},
	} {
		t.Run(name, func(t *testing.T) {
			s := newScene(t, 2)
			s.first("a b", "1")
			s.ApplyNextPage(s.NextSeq(), "1", page, noon)
			if s.HasMore() || !s.Incomplete() || s.NextToken() != "" {
				t.Errorf("more %v, incomplete %v", s.HasMore(), s.Incomplete())
			}
		})
	}
}

func TestLoopingCursorInAGapStopsToo(t *testing.T) {
	s := newScene(t, 2)
	s.first("a b", "old")
	s.first("x y", "1")
	s.next("1", "w", "1")
	s.wantGap("")
	s.wantNext("old")
	if !s.Incomplete() {
		t.Error("a gap that cannot be closed counts as complete")
	}
	s.first("y w a", "2")
	if s.Incomplete() {
		t.Error("an overlapping list did not close the gap")
	}
}

func TestIncompleteFirstPageSaysSo(t *testing.T) {
	s := newScene(t, 2)
	s.ApplyFirstPage(s.NextSeq(), api.JobPage{Jobs: jobs("a b"), Incomplete: true}, noon)
	if !s.Incomplete() || s.HasMore() {
		t.Errorf("incomplete %v, more %v", s.Incomplete(), s.HasMore())
	}
	s.first("a b", "1")
	if s.Incomplete() || !s.HasMore() {
		t.Errorf("then incomplete %v, more %v", s.Incomplete(), s.HasMore())
	}
}

func TestRefusedCursorStartsOverOnceAndKeepsTheRows(t *testing.T) {
	s := newScene(t, 2)
	s.first("a b", "1")
	s.next("1", "c d", "2")
	s.TokenRefused()
	s.wantNext("")
	if !s.HasMore() || s.Incomplete() {
		t.Error("a refused cursor already counts as the end")
	}
	s.first("a b", "1'")
	s.wantGap("1'")
	s.next("1'", "c d", "2'")
	s.wantGap("")
	s.wantNext("2'")
	s.next("2'", "e", "")
	wantPages(t, s.Store, "a b | c d | e")
}

func TestCursorRefusedOnTheWayBackGivesUp(t *testing.T) {
	s := newScene(t, 2)
	s.first("a b", "1")
	s.next("1", "c d", "2")
	s.TokenRefused()
	s.first("a b", "1'")
	s.TokenRefused()
	s.wantGap("")
	if s.HasMore() || !s.Incomplete() {
		t.Errorf("more %v, incomplete %v", s.HasMore(), s.Incomplete())
	}
	wantPages(t, s.Store, "a b | c d")
}

func TestRefreshDoesNotSetTheWayBackBack(t *testing.T) {
	s := newScene(t, 1)
	s.first("a", "1")
	s.next("1", "b", "2")
	s.next("2", "c", "3")
	s.TokenRefused()
	s.first("a", "1'")
	s.next("1'", "b", "2'")
	s.first("a", "1''")
	s.wantGap("2'")
}
