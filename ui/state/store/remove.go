package store

import (
	"math"
	"slices"
	"time"

	"lipdash/api"
)

const (
	// createGrace is how long a 404 about a job made here is not believed: the
	// server may not find a job right after it was created (api.md 9, no. 28).
	createGrace = 30 * time.Second
	// suspectAgain is when a suspect nobody looked at is named once more.
	suspectAgain = time.Minute
	// forGood is the last request there is.
	forGood Seq = math.MaxUint64
)

// ApplyDeleted removes a job for good; no later answer brings it back.
func (s *Store) ApplyDeleted(id api.JobID) { s.remove(id, forGood) }

func (s *Store) remove(id api.JobID, until Seq) {
	s.dead[id] = max(s.dead[id], until)
	if r, ok := s.jobs[id]; ok {
		s.takeOut(r)
	}
}

// ApplyGone is for a GET that said 404 with an envelope. It removes the job like
// ApplyDeleted, unless a newer read found it or it was created here less than
// half a minute ago. Where a bulk answer had called it not_found, that call has
// proved to be right, and the other jobs that it and a list miss are removed too.
func (s *Store) ApplyGone(seq Seq, id api.JobID, at time.Time) Merge {
	var m Merge
	if r, ok := s.jobs[id]; ok {
		if r.fresh(at) || s.tooOld(r, seq) {
			return m
		}
		s.bulkProved = s.bulkProved || r.notFound
	}
	m.Gone = append(m.Gone, id)
	s.ApplyDeleted(id)
	s.removeMissing(at, &m)
	return m
}

// fresh tells whether a row was created here so short a time ago that the server
// may not know of it everywhere.
func (r *row) fresh(at time.Time) bool { return r.CreatedHere && at.Sub(r.madeAt) < createGrace }

// detach takes a row out of the order; boundaries behind it move up one row.
func (s *Store) detach(r *row) {
	s.ends.moved(r, s.order.prev(r))
	s.order.remove(r)
}

// suspect notes that the answer numbered seq missed the job. news says that no
// answer of its kind did before.
func (s *Store) suspect(r *row, seq Seq, at time.Time, news bool, m *Merge) {
	if news && r.unlisted && r.notFound {
		s.missing = append(s.missing, r)
	}
	if r.suspected != 0 && at.Sub(r.suspectedAt) < suspectAgain && !news {
		return
	}
	own := r.own()
	own.suspected, own.suspectedAt, own.confirmed = max(own.suspected, seq), at, false
	m.Suspects = append(m.Suspects, r.Job.ID)
}

// IsSuspect tells whether an answer missed the job, and no later one found it.
func (s *Store) IsSuspect(id api.JobID) bool { return s.row(id).suspected != 0 }

// NotFound tells whether a bulk answer said that there is no such job, and no
// later one found it.
func (s *Store) NotFound(id api.JobID) bool { return s.row(id).notFound }

// removeMissing removes the rows that both a list and a bulk answer miss. A bulk
// call may be wrong about jobs that exist (api.md 9, no. 14), and so may a list
// whose cursor counts rows: neither is believed alone, and the two together only
// after a GET agreed with the bulk call. A job that exists all the same comes
// back with the answer to any question that is asked from now on.
func (s *Store) removeMissing(at time.Time, m *Merge) {
	s.missing = slices.DeleteFunc(s.missing, func(r *row) bool {
		if s.jobs[r.Job.ID] != r || !r.unlisted || !r.notFound {
			return true
		}
		if !s.bulkProved || r.fresh(at) {
			return false
		}
		s.remove(r.Job.ID, s.seq)
		m.Gone = append(m.Gone, r.Job.ID)
		return true
	})
	if len(m.Gone) > 0 {
		m.Suspects = slices.DeleteFunc(m.Suspects, func(id api.JobID) bool { _, held := s.jobs[id]; return !held })
	}
}
