package store

import "testing"

func TestGapIsFilledUntilAnAnswerOverlaps(t *testing.T) {
	s := newScene(t, 3)
	s.first("a b c", "old")
	s.first("m n o", "1")
	s.wantGap("1")
	s.wantNext("old")
	s.next("1", "k l", "2")
	s.wantGap("2")
	wantPages(t, s.Store, "m n o k l a b c")
	s.next("2", "j a", "3")
	s.wantGap("")
	s.wantNext("old")
	wantPages(t, s.Store, "m n o k l j a b c")
}

func TestTwoGapsAreFilledFromTheTop(t *testing.T) {
	s := newScene(t, 2)
	s.first("a b", "old")
	s.first("e f", "1")
	s.first("i j", "2")
	s.wantGap("2")
	s.next("2", "h e", "3")
	s.wantGap("1")
	s.next("1", "d a", "4")
	s.wantGap("")
	wantPages(t, s.Store, "i j h e f d a b")
}

func TestGapStaysBehindItsNeighbourWhenRowsVanish(t *testing.T) {
	s := newScene(t, 2)
	s.first("a b", "old")
	s.first("e f", "1")
	s.ApplyDeleted("f")
	s.ApplyDeleted("e")
	s.wantGap("1")
	s.next("1", "d a", "2")
	s.wantGap("")
	wantPages(t, s.Store, "d a b")
}

func TestRowCreatedHereProvesNothingAboutItsNeighbours(t *testing.T) {
	s := newScene(t, 3)
	s.first("a b c", "old")
	s.created("n")
	s.first("n y x", "1")
	s.wantGap("1")
	wantPages(t, s.Store, "n y x a b c")
}
