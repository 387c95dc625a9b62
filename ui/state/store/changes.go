package store

import (
	"iter"
	"time"

	"lipdash/api"
	"lipdash/api/record"
)

// Changes is what happened to the rows since somebody asked.
type Changes struct {
	// IDs are the jobs that came, went or changed. A job that was only seen again
	// is not among them.
	IDs []api.JobID
	// Moved is true when rows came, went or changed places.
	Moved bool
	// Unmoved is how many rows at the bottom did not: the same ones, in the same
	// order.
	Unmoved int
}

// TakeChanges are the changes since it was last called.
func (s *Store) TakeChanges() Changes {
	c := Changes{IDs: s.changed, Moved: s.order.moved, Unmoved: s.order.unmoved}
	if !c.Moved {
		c.Unmoved = s.Len()
	}
	s.changed, s.order.moved, s.order.unmoved = nil, false, 0
	for _, id := range c.IDs {
		if r, ok := s.jobs[id]; ok {
			r.touched = false
		}
	}
	return c
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
		s.changed = append(s.changed, r.Job.ID)
	}
}

// looksSame tells whether nothing of a job that is worth telling is different.
func looksSame(a, b api.Job) bool {
	return a.Status == b.Status && a.Title == b.Title && a.Duration == b.Duration && a.CallbackID == b.CallbackID &&
		a.FailureMessage == b.FailureMessage && a.CreatedAt.Equal(b.CreatedAt)
}

// disturb notes that rows came, went or changed places, but for the last below.
func (o *order) disturb(below int) {
	if !o.moved {
		o.moved, o.unmoved = true, below
	}
	o.unmoved = min(o.unmoved, below)
}

// below counts the rows behind a page, while the pages are numbered right.
func (o *order) below(p *page) int {
	last := o.pages[len(o.pages)-1]
	return last.start + len(last.rows) - p.start - len(p.rows)
}

// Observations are all states of all jobs as they were seen.
func (s *Store) Observations() (seen []record.Observation) {
	for id := range s.All() {
		e, _ := s.Get(id)
		for _, c := range e.History {
			seen = append(seen, s.observation(id, c))
		}
	}
	return seen
}

// Observed are changes of state that were seen now.
func (s *Store) Observed(ts []Transition, now time.Time) (seen []record.Observation) {
	for _, t := range ts {
		seen = append(seen, s.observation(t.ID, record.Seen{Status: t.To, At: now, Found: t.Found}))
	}
	return seen
}

// observation is a state that a job was seen in, with what is known of the job.
func (s *Store) observation(id api.JobID, in record.Seen) record.Observation {
	e, _ := s.Get(id)
	return record.Observation{ID: id, Status: in.Status, At: in.At, Found: in.Found, Length: e.Job.Duration, Failure: e.Job.FailureMessage}
}
