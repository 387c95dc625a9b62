package store

import (
	"time"

	"lipdash/api/record"
)

// Observations are all states of all jobs as they were seen.
func (s *Store) Observations() (seen []record.Observation) {
	for id := range s.All() {
		e, _ := s.Get(id)
		for _, c := range e.History {
			seen = append(seen, record.Observation{ID: id, Status: c.Status, At: c.At, Found: c.Found, Length: e.Job.Duration, Failure: e.Job.FailureMessage})
		}
	}
	return seen
}

// Observed are changes of state that were seen now.
func (s *Store) Observed(ts []Transition, now time.Time) (seen []record.Observation) {
	for _, t := range ts {
		e, _ := s.Get(t.ID)
		seen = append(seen, record.Observation{ID: t.ID, Status: t.To, At: now, Found: t.Found, Length: e.Job.Duration, Failure: e.Job.FailureMessage})
	}
	return seen
}
