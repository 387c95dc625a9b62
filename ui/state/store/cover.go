package store

import (
	"slices"
	"time"
)

// answer is one contiguous stretch of the server's list on its way into the
// order.
type answer struct {
	kind kind
	seq  Seq
	// walk is the number of the list from the top that this continues.
	walk Seq
	at   time.Time
	// start is the row it follows, nil for the top.
	start *row
	rows  []*row
	// next is the token that goes on, "" when there is none; cut says that the
	// list goes on all the same.
	next    string
	cut     bool
	empties int
}

// complete tells whether the server's list ends with this answer.
func (a *answer) complete() bool { return a.next == "" && !a.cut }

// cover puts an answer in its place: its rows in its order, rows that it should
// have shown but did not next to their old neighbours, and boundaries where
// the list goes on.
func (s *Store) cover(a *answer, m *Merge) {
	s.backUp(a)
	a.rows = slices.DeleteFunc(a.rows, func(r *row) bool { return s.stays(a, r) })
	last := lastPlaced(a.rows)
	old := s.reach(a, last)
	if last != nil || a.complete() {
		old = s.dropCached(a, old)
	}
	s.pull(a.rows, old)
	end := s.order.ends(a.start, old)
	atStart, gap := s.ends.pass(a, old)
	if last == nil {
		gap = gap || atStart || a.kind == atGap || a.kind == atTop || len(a.rows) > 0
	}
	now := s.mergeOrder(a, old, last != nil || a.complete(), m)
	s.place(a, old, now, end)
	s.join(a, gap, end)
	if a.complete() && a.kind != atTop {
		s.dropUnlisted(a)
		s.suspectRest(a, m)
	}
	s.trimDeep(a.rows)
}

// backUp moves the start of an answer above rows that the answer itself puts
// elsewhere.
func (s *Store) backUp(a *answer) {
	for a.start != nil && a.start.listed < a.walk && slices.Contains(a.rows, a.start) {
		a.start = s.order.prev(a.start)
	}
}

// stays tells whether a row of the answer keeps the place it has: a newer list
// put it there, or an earlier page of the same walk (api.md 9, no. 20).
func (s *Store) stays(a *answer, r *row) bool {
	if r.page == nil || a.start == nil {
		return false
	}
	above := r == a.start || s.order.isBefore(r, a.start)
	return r.listed > a.walk || above && r.listed == a.walk
}

// lastPlaced is the last row of an answer that some list put in its place before;
// rows above it in the old order are covered. A row that was only created here
// proves nothing about its neighbours.
func lastPlaced(rows []*row) *row {
	for _, r := range slices.Backward(rows) {
		if r.page != nil && r.listed > 0 {
			return r
		}
	}
	return nil
}

// reach is the loaded rows that the answer speaks about: from its start to the
// last row it knows, or to the end when the list ends with it. At the top they
// include the rows created here, which are above all lists.
func (s *Store) reach(a *answer, last *row) []*row {
	var old []*row
	created := a.start == nil
	for r := range s.order.after(a.start) {
		created = created && r.listed == 0
		if last == nil && !created && !a.complete() {
			break
		}
		old = append(old, r)
		if r == last && !a.complete() {
			break
		}
	}
	return old
}

// pull takes rows out that the answer shows but that lie outside its reach.
func (s *Store) pull(rows, old []*row) {
	in := setOf(old)
	for _, r := range rows {
		if r.page != nil && !in[r] {
			s.detach(r)
		}
	}
}

// mergeOrder is the new order of the old rows and the answer's.
func (s *Store) mergeOrder(a *answer, old []*row, proof bool, m *Merge) []*row {
	in := setOf(a.rows)
	// behind are absent rows by the listed row they followed, nil for none.
	behind := map[*row][]*row{}
	var top, sunk []*row
	var leader *row
	for _, r := range old {
		switch {
		case in[r]:
			leader = r
		case a.kind == atTop && r.born > a.seq:
			if s.rules.createdOnTop {
				top = append(top, r)
			} else {
				sunk = append(sunk, r)
			}
		case proof && r.confirmed && !spared(a, r):
			r.own().confirmed = false
			sunk = append(sunk, r)
		default:
			behind[leader] = append(behind[leader], r)
			if proof && !spared(a, r) {
				s.suspectUnlisted(r, a, m)
			}
		}
	}
	now := append(top, behind[nil]...)
	for _, r := range a.rows {
		now = append(now, r)
		now = append(now, behind[r]...)
	}
	return append(now, sunk...)
}

// spared tells whether newer knowledge than the answer says that a row it does
// not show exists.
func spared(a *answer, r *row) bool {
	return r.seq > a.seq || r.born > a.seq || r.listed > a.walk
}

// place writes the new order into the pages. Rows that a continuing answer adds
// after the last one held become pages of their own.
func (s *Store) place(a *answer, old, now []*row, end bool) {
	same := slices.Equal(old, now)
	held := len(now)
	for end && a.kind != atTop && held > 0 && now[held-1].page == nil {
		held--
	}
	if !same {
		s.order.relist(a.start, old, now[:held])
		s.order.push(now[held:])
	}
	for _, r := range a.rows {
		r.listed = max(r.listed, a.walk)
		if r.confirmed {
			r.own().confirmed = false
		}
		if r.suspected != 0 && a.seq > r.suspected {
			r.cleared()
		}
	}
}

// join notes where the list goes on after an answer; end says that no row below
// it was held before.
func (s *Store) join(a *answer, gap, end bool) {
	j := boundary{after: a.start, token: a.next, seq: a.seq, walk: a.walk, empties: a.empties}
	if len(a.rows) > 0 {
		j.after = a.rows[len(a.rows)-1]
	}
	if end {
		j.after = nil
		s.ends.finish(j, a.kind, a.cut)
	} else {
		s.ends.resume(j, a.kind, gap)
	}
	s.ends.sort(s.order.isBefore)
}

// suspectRest is for the end of the list: rows that nothing since the walk began
// has shown should have come by now.
func (s *Store) suspectRest(a *answer, m *Merge) {
	for r := range s.order.after(nil) {
		if r.listed < a.walk && r.born < a.walk && !spared(a, r) {
			s.suspectUnlisted(r, a, m)
		}
	}
}

// suspectUnlisted notes that a list missed a row.
func (s *Store) suspectUnlisted(r *row, a *answer, m *Merge) {
	news := !r.unlisted
	r.own().unlisted = true
	s.suspect(r, a.seq, a.at, news, m)
}

func setOf(rows []*row) map[*row]bool {
	set := make(map[*row]bool, len(rows))
	for _, r := range rows {
		set[r] = true
	}
	return set
}
