package store

import (
	"slices"
	"sort"
)

// maxEmptyPages is how many empty pages in a row are followed (api.md 9, no. 16).
const maxEmptyPages = 5

// boundary is a place in the order where a cursor token goes on.
type boundary struct {
	// after is the row it follows, nil for the very top.
	after *row
	// token is "" when the server gave none or refused it.
	token string
	// seq is the answer that gave the token: only an answer to a later request
	// goes on from here. Cursors that count rows repeat their words.
	seq Seq
	// walk is the list from the top that the token descends from.
	walk Seq
	// empties counts the empty pages in a row that led here.
	empties int
}

// restart is how far going on from page one is after a refused cursor.
type restart int

const (
	noRestart restart = iota
	// restartWanted waits for a list from the top.
	restartWanted
	// restartWalking reads the loaded pages again to get to their end.
	restartWalking
)

// kind is where in the order an answer continues.
type kind int

const (
	// atTop is a list from the top.
	atTop kind = iota
	atGap
	atWalk
	atTail
)

// ends are the places where the list can go on.
type ends struct {
	// gaps lie between rows that no answer showed next to each other, from
	// top to bottom.
	gaps []boundary
	// walk is where the newest list goes on into rows already held.
	walk *boundary
	// tail is the end of what is loaded; its row is whatever is last.
	tail boundary
	// cut is true when the list goes on but cannot be followed.
	cut     bool
	restart restart
	// unread is true when the last rows are an earlier run's and whether the
	// list goes on below them is not known.
	unread bool
}

func (j boundary) lost() bool { return j.token == "" }

// awaits tells whether the answer to token, sent as seq, goes on from here.
func (j boundary) awaits(token string, seq Seq) bool { return j.token == token && seq > j.seq }

// take removes the boundary that waits for the answer to token, sent as seq, and
// returns it with its kind. The tail stays: it is replaced when the answer has
// found its place.
func (e *ends) take(token string, seq Seq) (j boundary, kind kind, ok bool) {
	if token == "" {
		return boundary{}, 0, false
	}
	i := slices.IndexFunc(e.gaps, func(h boundary) bool { return h.awaits(token, seq) })
	switch {
	case i >= 0:
		j = e.gaps[i]
		e.gaps = slices.Delete(e.gaps, i, i+1)
		return j, atGap, true
	case e.walk != nil && e.walk.awaits(token, seq):
		j, e.walk = *e.walk, nil
		return j, atWalk, true
	case e.tail.awaits(token, seq):
		return e.tail, atTail, true
	}
	return boundary{}, 0, false
}

// moved re-anchors the boundaries behind a row that leaves its place.
func (e *ends) moved(r, prev *row) {
	if e.walk != nil && e.walk.after == r {
		e.walk.after = prev
	}
	for i := range e.gaps {
		if e.gaps[i].after == r {
			e.gaps[i].after = prev
		}
	}
	e.unite()
}

// pass forgets the boundaries that an answer shows to be none: at its start, unless it
// starts behind all rows held, and after its rows among the old ones. A gap
// behind a row that it does not show stays, for the answer may be older than that
// row. pass tells whether a gap was at the start, and whether one follows the last
// of the rows.
func (e *ends) pass(a *answer, old []*row) (gapAtStart, gapAtEnd bool) {
	in, shown := setOf(old), setOf(a.rows)
	var last *row
	if len(old) > 0 {
		last = old[len(old)-1]
	}
	e.gaps = slices.DeleteFunc(e.gaps, func(h boundary) bool {
		if h.after == a.start {
			gapAtStart = true
			return a.kind != atTail
		}
		passed := in[h.after] && shown[h.after]
		gapAtEnd = gapAtEnd || passed && h.after == last
		return passed
	})
	if e.walk != nil && (e.walk.after == a.start || in[e.walk.after]) {
		e.walk = nil
	}
	return gapAtStart, gapAtEnd
}

// finish notes where an answer that reached the last loaded row goes on.
func (e *ends) finish(j boundary, k kind, cut bool) {
	e.tail, e.cut, e.unread = j, cut, false
	if k != atTail {
		e.restart = noRestart
	}
}

// resume notes where an answer above other rows goes on. A restart that is under
// way keeps its own place: refreshing the top meanwhile does not set it back.
func (e *ends) resume(j boundary, k kind, gap bool) {
	if k == atTop && e.restart != restartWalking {
		e.walk = nil
	}
	if k == atTop && e.restart == restartWanted {
		e.restart = restartWalking
	}
	if j.lost() && e.walk == nil && e.restart != noRestart {
		e.restart, e.cut = noRestart, true
	}
	switch {
	case gap:
		e.gaps = append(e.gaps, j)
	case !j.lost() && e.walk == nil:
		e.walk = &j
	}
}

// sort brings the gaps into the order of the rows they hang on.
func (e *ends) sort(before func(a, b *row) bool) {
	sort.SliceStable(e.gaps, func(i, j int) bool {
		a, b := e.gaps[i].after, e.gaps[j].after
		return a != b && (a == nil || b != nil && before(a, b))
	})
	e.unite()
}

// unite makes one gap of several at one place: what the upper one leads to covers
// them all.
func (e *ends) unite() {
	e.gaps = slices.CompactFunc(e.gaps, func(a, b boundary) bool { return a.after == b.after })
}
