package edits

import (
	"slices"

	"lipdash/api"
)

// Steps is how many renames, of one job or of many at once, can be taken back.
const Steps = 50

// step is one thing that can be taken back: a group of deletes that have not all left,
// or renames; or how many submissions were dropped, which cannot.
type step struct {
	group   int
	deletes []api.JobID
	renames []renamed
	dropped int
}

// renamed is one rename as it is taken back.
type renamed struct {
	id       api.JobID
	was, now string
}

// remember makes renames one step; the oldest one makes place. Deletes are no matter:
// they end by themselves, and would never leave without their step.
func (q *Queue) remember(renames []renamed) {
	q.steps = append(q.steps, step{renames: renames})
	n := 0
	for _, s := range q.steps {
		if len(s.renames) > 0 {
			n++
		}
	}
	if n > Steps {
		oldest := slices.IndexFunc(q.steps, func(s step) bool { return len(s.renames) > 0 })
		q.steps = slices.Delete(q.steps, oldest, oldest+1)
	}
}

// Undone is what was taken back. Nothing was when it is the zero value.
type Undone struct {
	// Kept are the jobs that are not deleted after all, of a group of so many; Tried is
	// true when one of them was turned away before, so that not nothing was sent.
	Kept  []api.JobID
	Of    int
	Tried bool
	// Renames is of how many jobs the title was taken back or had been changed since,
	// Changed how many those are. Back are the others.
	Renames, Changed int
	// Away is, where nothing can be taken back, how many deletes are on their way.
	Away int
	Back []api.JobID
	// Dropped is how many submissions the last thing done was about, none of which comes back.
	Dropped int
}

// Dropped says that submissions were taken back before they were sent. They stay so: whoever
// takes back the last thing done is told that, and nothing older is taken back instead.
func (q *Queue) Dropped(n int) { q.steps = append(q.steps, step{dropped: n}) }

// dropped is how many submissions the newest step is about.
func (q *Queue) dropped() int {
	if n := len(q.steps); n > 0 {
		return q.steps[n-1].dropped
	}
	return 0
}

// Answers tells whether Undo does something, or says why it cannot.
func (q *Queue) Answers() bool { return q.CanUndo() || q.dropped() > 0 }

// Undoes is what Undo takes back now, in the footer's words, "" for nothing.
func (q *Queue) Undoes() string {
	switch i := q.undoable(); {
	case i < 0 || q.dropped() > 0:
		return ""
	case len(q.steps[i].renames) > 0:
		return "undo rename"
	}
	return "undo"
}

// CanUndo tells whether something can be taken back now: of deletes that are all on
// their way nothing can, unless HeyGen turns one away.
func (q *Queue) CanUndo() bool { return q.undoable() >= 0 }

// undoable is the place of the newest step of which something can be taken back, -1
// when there is none.
func (q *Queue) undoable() int {
	for i, s := range slices.Backward(q.steps) {
		if len(s.renames) > 0 || slices.ContainsFunc(s.deletes, func(id api.JobID) bool { return q.unsent(id) && q.deletes[id].group == s.group }) {
			return i
		}
	}
	return -1
}

// Undo takes the newest step back.
func (q *Queue) Undo(title titleOf) (Undone, Effects) {
	if n := q.dropped(); n > 0 {
		q.steps = q.steps[:len(q.steps)-1]
		return Undone{Dropped: n}, Effects{}
	}
	i := q.undoable()
	if i < 0 {
		return Undone{Away: q.away()}, Effects{}
	}
	last := q.steps[i]
	q.steps = slices.Delete(q.steps, i, i+1)
	if len(last.renames) == 0 {
		return q.undelete(last), Effects{}
	}
	u := Undone{Renames: len(last.renames)}
	var back []Title
	for _, r := range last.renames {
		if is, ok := title(r.id); ok && is == r.now {
			back = append(back, Title{ID: r.id, Title: r.was})
			u.Back = append(u.Back, r.id)
		}
	}
	u.Changed = u.Renames - len(back)
	return u, q.Rename(back, title, false)
}

// away counts the deletes that have left and are not answered.
func (q *Queue) away() (n int) {
	for _, d := range q.deletes {
		if d.sent && !d.unwanted {
			n++
		}
	}
	return n
}

// undelete takes back those deletes of a group that have not left; of those on their way,
// the ones that HeyGen does not take.
func (q *Queue) undelete(s step) Undone {
	u, c := Undone{Of: len(s.deletes)}, &q.calls[Delete]
	for _, id := range s.deletes {
		switch d := q.deletes[id]; {
		case d == nil || d.group != s.group:
		case !d.sent:
			delete(q.deletes, id)
			u.Kept = append(u.Kept, id)
			u.Tried = u.Tried || d.tried
		default:
			d.unwanted = !slices.Contains(c.waiting, id)
		}
	}
	c.waiting = slices.DeleteFunc(c.waiting, func(id api.JobID) bool { return q.deletes[id] == nil })
	return u
}

// dropRenames forgets renames that cannot be taken back any more.
func (q *Queue) dropRenames(gone func(renamed) bool) {
	q.steps = slices.DeleteFunc(q.steps, func(s step) bool {
		return len(s.renames) > 0 && !slices.ContainsFunc(s.renames, func(r renamed) bool { return !gone(r) })
	})
	for i := range q.steps {
		q.steps[i].renames = slices.DeleteFunc(q.steps[i].renames, gone)
	}
}

// dropSent forgets the groups of which all deletes were answered: one that is on its
// way may come back and wait, and can be taken back then.
func (q *Queue) dropSent() {
	q.steps = slices.DeleteFunc(q.steps, func(s step) bool {
		return len(s.deletes) > 0 && !slices.ContainsFunc(s.deletes, func(id api.JobID) bool {
			d := q.deletes[id]
			return d != nil && d.group == s.group
		})
	})
}
