package store

import (
	"iter"

	"lipdash/api"
)

// changes is what happened to the rows since somebody asked.
type changes struct {
	ids []api.JobID
	// moved is true when rows came, went or changed places.
	moved bool
}

// TakeChanges are the jobs that came, went or changed since it was last called,
// and whether the order of the list is another. A job that was only seen again
// is not among them.
func (s *Store) TakeChanges() (ids []api.JobID, moved bool) {
	c := s.changes
	s.changes = changes{}
	for _, id := range c.ids {
		if r, ok := s.jobs[id]; ok {
			r.touched = false
		}
	}
	return c.ids, c.moved
}

// All is every loaded job in the list's order.
func (s *Store) All() iter.Seq[api.JobID] {
	return func(yield func(api.JobID) bool) {
		for r := range s.order.after(nil) {
			if !yield(r.Job.ID) {
				return
			}
		}
	}
}

func (s *Store) touch(r *row) {
	if !r.touched {
		r.touched = true
		s.changes.ids = append(s.changes.ids, r.Job.ID)
	}
}

// looks is what of a job is worth telling when it changes.
func looks(e *Entry) api.Job {
	j := e.Job
	j.Raw, j.VideoURL, j.CaptionURL = nil, "", ""
	return j
}

func sameLooks(a, b api.Job) bool {
	return a.Status == b.Status && a.Title == b.Title && a.Duration == b.Duration && a.CallbackID == b.CallbackID &&
		a.FailureMessage == b.FailureMessage && a.CreatedAt.Equal(b.CreatedAt)
}
