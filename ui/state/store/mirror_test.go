package store

import (
	"fmt"
	"slices"

	"lipdash/api"
)

// mirror is what somebody knows of a store who is only told its changes.
type mirror struct {
	order []api.JobID
	looks map[api.JobID]api.Job
}

func newMirror() mirror { return mirror{looks: map[api.JobID]api.Job{}} }

// follow takes the changes over and checks that nothing was left out.
func (m *mirror) follow(s *Store) error {
	c := s.TakeChanges()
	if c.Unmoved > len(m.order) || c.Unmoved > s.Len() {
		return fmt.Errorf("%d rows are unmoved of %d, now %d", c.Unmoved, len(m.order), s.Len())
	}
	all := slices.Collect(s.All())
	m.order = slices.Concat(all[:s.Len()-c.Unmoved], m.order[len(m.order)-c.Unmoved:])
	if !slices.Equal(m.order, all) {
		return fmt.Errorf("by the changes (%d unmoved) the order is %v, it is %v", c.Unmoved, m.order, all)
	}
	for _, id := range c.IDs {
		delete(m.looks, id)
		if e, ok := s.Get(id); ok {
			m.looks[id] = e.Job
		}
	}
	if len(m.looks) != s.Len() {
		return fmt.Errorf("by the changes %d jobs are held, %d are", len(m.looks), s.Len())
	}
	for id, was := range m.looks {
		if e, ok := s.Get(id); !ok || !looksSame(was, e.Job) {
			return fmt.Errorf("%s changed and nobody was told", id)
		}
	}
	return nil
}
