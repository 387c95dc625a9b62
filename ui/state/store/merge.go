package store

import (
	"time"

	"lipdash/api"
	"lipdash/api/record"
)

// ApplyJob merges the answer of a GET. A job that is not loaded is ignored: its
// place is unknown until its page comes.
func (s *Store) ApplyJob(seq Seq, job api.Job, at time.Time) Merge {
	var m Merge
	s.mergeJob(seq, job, at, false, &m)
	return m
}

// ApplyStatuses merges a bulk status answer. It never moves a state back, and
// not_found alone only makes a suspect (api.md 9, no. 14). A state that became
// terminal sets NeedsRead, for a bulk answer carries no resource.
func (s *Store) ApplyStatuses(seq Seq, got []api.JobStatus, at time.Time) Merge {
	var m Merge
	for _, st := range got {
		if r, ok := s.jobs[st.ID]; ok {
			s.mergeStatus(r, seq, st, at, &m)
		}
	}
	s.removeMissing(at, &m)
	return m
}

func (s *Store) mergeStatus(r *row, seq Seq, st api.JobStatus, at time.Time, m *Merge) {
	if s.tooOld(r, seq) {
		m.Refused++
		return
	}
	if st.Status == api.StatusGone {
		news := !r.notFound
		r.own().notFound = true
		s.suspect(r, seq, at, news, m)
		return
	}
	was := r.Job
	moved := s.moveStatus(r, st.Status, at, m)
	s.seen(r, seq, at)
	if moved && st.Status.Terminal() {
		r.NeedsRead = true
		r.own().linkReads = 0
	}
	if r.Job.Status == api.StatusFailed && st.Status == api.StatusFailed {
		keep(&r.Job.FailureMessage, st.Failure)
	}
	s.updated(r, was)
}

// ApplyCreated puts a job made here on top of the list. It is a write: reads
// sent before now say nothing about it. A job that a list already showed only
// learns that it was made here.
func (s *Store) ApplyCreated(job api.Job, at time.Time) Merge {
	return s.applyOwn(job, at, func(r *row, seq Seq, added bool) {
		if added {
			s.order.unshift(r)
		}
		r.own().born, r.own().madeAt = seq, at
	})
}

// ApplyFound puts a job made here below the newer ones: the answer to its create was
// lost, and nobody saw it begin.
func (s *Store) ApplyFound(job api.Job, at time.Time) Merge {
	return s.applyOwn(job, at, func(r *row, _ Seq, added bool) {
		if added {
			s.order.insert(r, func(o *row) bool { return o.Job.CreatedAt.After(job.CreatedAt) })
		}
	})
}

// applyOwn merges a job made here; put gives it its place.
func (s *Store) applyOwn(job api.Job, at time.Time, put func(r *row, seq Seq, added bool)) Merge {
	var m Merge
	seq := s.NextSeq()
	if job.ID == "" || s.isDead(job.ID, seq) {
		return m
	}
	r, ok := s.jobs[job.ID]
	if !ok {
		r = s.admit(0, job, at, &m)
	}
	put(r, seq, !ok)
	s.touch(r)
	r.CreatedHere = true
	s.seen(r, seq, at)
	s.index.update(r)
	keep(&r.Job.Title, job.Title)
	if r.Job.CreatedAt.IsZero() {
		r.Job.CreatedAt = at
	}
	return m
}

// ApplyRenamed merges the answer of a PATCH, the whole resource: a write. There
// is at most one rename of a job under way; of two, the answer that comes last
// would win, whichever the server did last.
func (s *Store) ApplyRenamed(job api.Job, at time.Time) Merge {
	return s.ApplyJob(s.NextSeq(), job, at)
}

// ApplyTitle shows a title before the server confirmed it, or the old one again
// after it refused. Reads already under way do not undo it.
func (s *Store) ApplyTitle(id api.JobID, title string) {
	r, ok := s.jobs[id]
	if !ok {
		return
	}
	r.Job.Title = title
	r.seq = s.NextSeq()
	s.touch(r)
}

// Look notes that the user looked at jobs, or has their files.
func (s *Store) Look(ids ...api.JobID) {
	for _, id := range ids {
		if r, ok := s.jobs[id]; ok && r.Unseen {
			r.Unseen = false
			s.touch(r)
		}
	}
}

// Missed notes that a job ended while nobody looked.
func (s *Store) Missed(id api.JobID) {
	if r, ok := s.jobs[id]; ok && !r.Unseen {
		r.Unseen = true
		s.touch(r)
	}
}

// mergeJob merges one resource and returns its row, nil when there is none.
// Unknown jobs get a row, still without a place, only when admit is set.
func (s *Store) mergeJob(seq Seq, job api.Job, at time.Time, admit bool, m *Merge) *row {
	if s.isDead(job.ID, seq) {
		m.Refused++
		return nil
	}
	r, ok := s.jobs[job.ID]
	switch {
	case job.Status == api.StatusGone:
		if ok && !s.tooOld(r, seq) {
			s.suspect(r, seq, at, false, m)
		}
		return nil
	case !ok && admit:
		return s.admit(seq, job, at, m)
	case !ok:
		return nil
	case s.tooOld(r, seq):
		m.Refused++
		return r
	}
	s.mergeFields(r, seq, job, at, m)
	return r
}

func (s *Store) mergeFields(r *row, seq Seq, job api.Job, at time.Time, m *Merge) {
	was := r.Job
	changed := s.moveStatus(r, job.Status, at, m)
	s.seen(r, seq, at)
	r.takeFields(job, job.Status != r.Job.Status)
	r.countRead(job.Status, changed)
	s.updated(r, was)
}

// updated brings what depends on a row up to date after it changed from was.
func (s *Store) updated(r *row, was api.Job) {
	s.index.update(r)
	if !looksSame(was, r.Job) {
		s.touch(r)
	}
}

func (s *Store) admit(seq Seq, job api.Job, at time.Time, m *Merge) *row {
	r := newRow(seq, job, at)
	s.jobs[job.ID] = r
	s.index.update(r)
	s.touch(r)
	m.New = append(m.New, job.ID)
	return r
}

// tooOld is rule 1.
func (s *Store) tooOld(r *row, seq Seq) bool { return s.rules.refuseOld && seq < r.seq }

// isDead is rule 3, for an answer to a request.
func (s *Store) isDead(id api.JobID, seq Seq) bool {
	until, dead := s.dead[id]
	return dead && seq <= until && s.rules.deadStayDead
}

// moveStatus is rule 2; it tells whether the state changed.
func (s *Store) moveStatus(r *row, to api.Status, at time.Time, m *Merge) bool {
	from := r.Job.Status
	if to == from || s.rules.forwardOnly && !forward(from, to) {
		return false
	}
	found := r.blind(at)
	r.setStatus(record.Seen{Status: to, At: at, Found: found})
	r.Unseen = to == api.StatusCompleted
	m.Transitions = append(m.Transitions, Transition{r.Job.ID, from, to, found})
	return true
}

// forward tells whether a job may be shown in state to after from. A missing
// word is no news, and neither of the terminal states replaces the other.
func forward(from, to api.Status) bool {
	if to == api.StatusUnknown || from.Terminal() {
		return false
	}
	return to.Rank() >= from.Rank()
}
