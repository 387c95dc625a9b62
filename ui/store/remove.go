package store

import (
	"time"

	"lipdash/api"
)

const (
	// createGrace is how long a 404 about a job made here is not believed: the
	// server may not find a job right after it was created (api.md 9, no. 28).
	createGrace = 30 * time.Second
	// suspectAgain is when a suspect nobody looked at is named once more.
	suspectAgain = time.Minute
)

// ApplyDeleted removes a job for good; no later answer brings it back.
func (s *Store) ApplyDeleted(id api.JobID) {
	s.dead[id] = struct{}{}
	r, ok := s.jobs[id]
	if !ok {
		return
	}
	s.takeOut(r)
}

// ApplyGone is for a GET that said 404 with an envelope. It removes the job like
// ApplyDeleted, unless a newer read found it or it was created here less than
// half a minute ago.
func (s *Store) ApplyGone(seq Seq, id api.JobID, at time.Time) {
	if r, ok := s.jobs[id]; ok {
		fresh := r.CreatedHere && at.Sub(r.madeAt) < createGrace
		if fresh || s.tooOld(r, seq) {
			return
		}
	}
	s.ApplyDeleted(id)
}

// detach takes a row out of the order; joints behind it move up one row.
func (s *Store) detach(r *row) {
	s.ends.moved(r, s.order.prev(r))
	s.order.remove(r)
}

// suspect notes that the answer numbered seq missed the job.
func (s *Store) suspect(r *row, seq Seq, at time.Time, m *Merge) {
	if r.suspected != 0 && at.Sub(r.suspectedAt) < suspectAgain {
		return
	}
	own := r.own()
	own.suspected, own.suspectedAt, own.vouched = seq, at, false
	m.Suspects = append(m.Suspects, r.Job.ID)
}
