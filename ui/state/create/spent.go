package create

import (
	"time"

	"lipdash/api"
)

// Ended takes what an answer says of jobs: one that was not known to be over has a cost by now,
// or none, and today's figure is to be asked for again.
func (m *Money) Ended(jobs []api.Job) {
	for _, j := range jobs {
		if _, known := m.ended[j.ID]; known || !j.Status.Terminal() {
			continue
		}
		if m.ended == nil {
			m.ended = map[api.JobID]struct{}{}
		}
		m.ended[j.ID], m.spentAt = struct{}{}, time.Time{}
	}
}
