package ui

import "lipdash/ui/state/store"

// observedSoFar passes on what was seen before the memory was open.
func (m *Model) observedSoFar() {
	var seen []Observed
	for id := range m.store.All() {
		e, _ := m.store.Get(id)
		for _, c := range e.History {
			seen = append(seen, Observed{ID: id, Status: c.Status, At: c.At, Found: c.Found, Length: e.Job.Duration})
		}
	}
	m.memory.Observe(seen)
}

// observed passes changes of state on, so that the next start knows how long
// jobs take here.
func (m *Model) observed(ts []store.Transition) {
	if m.memory == nil {
		return
	}
	var seen []Observed
	for _, t := range ts {
		o := Observed{ID: t.ID, Status: t.To, At: m.now, Found: t.Found}
		if e, ok := m.store.Get(t.ID); ok {
			o.Length = e.Job.Duration
		}
		seen = append(seen, o)
	}
	m.memory.Observe(seen)
}
