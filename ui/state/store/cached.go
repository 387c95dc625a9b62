package store

import (
	"time"

	"lipdash/api"
	"lipdash/api/record"
)

// cacheSeq is the number of what an earlier run left: older than every request.
// It is what its rows were read by, and the list that put them in their places.
const cacheSeq Seq = 1

// ApplyCached puts jobs of an earlier run below all rows, in their order. They
// are cached: every answer of this run knows better, and one that a list should
// have shown and did not is dropped at once, without being looked at. If it
// exists after all, a list brings it. Of a job that an answer was quicker about, an
// earlier run knows whether it ended since and whether the user looked at it; such
// jobs are returned.
func (s *Store) ApplyCached(jobs []record.Job) (unseen []api.JobID) {
	var rows []*row
	complete := s.complete()
	for _, c := range jobs {
		r, held := s.jobs[c.Job.ID]
		if held && r.Job.Status == api.StatusCompleted && !r.Unseen && (c.Unseen || c.Job.Status.Active()) {
			r.Unseen = true
			s.touch(r)
			unseen = append(unseen, c.Job.ID)
		}
		if complete {
			continue
		}
		s.cacheMet = s.cacheMet || held
		if held || c.Job.ID == "" || s.isDead(c.Job.ID, cacheSeq) {
			continue
		}
		rows = append(rows, s.hear(c))
	}
	if len(rows) > 0 {
		s.ends.below(s.order.last(), s.cacheMet)
		s.order.push(rows)
	}
	return unseen
}

// CacheEnds says that no more comes from an earlier run. With whole, it had
// loaded the list to its end.
func (s *Store) CacheEnds(whole bool) {
	if whole && s.ends.unread && s.ends.restart == noRestart {
		s.ends.unread = false
	}
}

// Cached counts the rows that no answer of this run knew yet.
func (s *Store) Cached() int { return s.index.cached }

// IsCached tells whether a job is only known from an earlier run.
func (s *Store) IsCached(id api.JobID) bool { return s.row(id).cached }

// complete tells whether the list is known to its end by this run.
func (s *Store) complete() bool {
	return s.Loaded() && !s.HasMore() && !s.Incomplete()
}

func (s *Store) hear(c record.Job) *row {
	r := newRow(0, c.Job, c.SeenAt)
	r.listed, r.cached = cacheSeq, true
	r.HasVideo, r.HasCaptions, r.Unseen, r.Trimmed, r.NeedsRead = c.HasVideo, c.HasCaptions, c.Unseen, true, false
	s.jobs[c.Job.ID] = r
	s.index.update(r)
	s.touch(r)
	return r
}

// below notes that rows of which no list of this run knows are about to follow
// the last row. What was known to go on there goes on into them; joined says
// that they are known to be neighbours.
func (e *ends) below(last *row, joined bool) {
	e.unread = true
	if e.tail.token == "" {
		return
	}
	j := e.tail
	j.after = last
	if joined && e.walk == nil {
		e.walk = &j
	} else {
		e.gaps = append(e.gaps, j)
		e.unite()
	}
	e.tail = boundary{}
}

// lately is how long ago an earlier run must have heard of a job for a list that
// does not show it to be believed at once: a list may lag behind a new job. What
// was heard of lately is a suspect like any other row.
const lately = 2 * time.Minute

// refutes tells whether an answer that should have shown a row of an earlier run
// and did not is enough to drop it.
func (a *answer) refutes(r *row) bool {
	return r.cached && !spared(a, r) && a.at.Sub(r.SeenAt) >= lately
}

// dropCached forgets rows of an earlier run that an answer should have shown,
// and returns the other ones.
func (s *Store) dropCached(a *answer, old []*row) []*row {
	in := setOf(a.rows)
	kept := old[:0]
	for _, r := range old {
		if in[r] || !a.refutes(r) {
			kept = append(kept, r)
			continue
		}
		s.takeOut(r)
	}
	return kept
}

// dropUnlisted is dropCached at the end of the list, for what no page of the
// walk has shown.
func (s *Store) dropUnlisted(a *answer) {
	var lost []*row
	for r := range s.order.after(nil) {
		if r.listed < a.walk && a.refutes(r) {
			lost = append(lost, r)
		}
	}
	for _, r := range lost {
		s.takeOut(r)
	}
}

// takeOut forgets a row.
func (s *Store) takeOut(r *row) {
	s.touch(r)
	s.detach(r)
	s.index.drop(r)
	delete(s.jobs, r.Job.ID)
}
