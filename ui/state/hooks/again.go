package hooks

import (
	"slices"
	"time"

	"lipdash/api"
)

// unclaimed is a call of which the journal could not tell whose it is; nobody has run it.
type unclaimed struct {
	call Call
	at   time.Time
}

// Unclaimed takes a call that did not run, since the journal could not tell whose it is:
// it is asked again.
func (q *Queue) Unclaimed(c Call, now time.Time) {
	q.running--
	c.Again = true
	q.unclaimed = append(q.unclaimed, unclaimed{c, now.Add(journalAgain)})
	q.again = now.Add(lookAgain)
}

// claimAgain are the calls to ask the journal about again now, as many as there is room for.
func (q *Queue) claimAgain(room int, now time.Time) (calls []Call) {
	q.unclaimed = slices.DeleteFunc(q.unclaimed, func(u unclaimed) bool {
		if len(calls) >= room || now.Before(u.at) {
			return false
		}
		calls = append(calls, u.call)
		return true
	})
	return calls
}

// forgetUnclaimed drops the calls of a job that is gone.
func (q *Queue) forgetUnclaimed(id api.JobID) {
	q.unclaimed = slices.DeleteFunc(q.unclaimed, func(u unclaimed) bool { return u.call.Job.ID == id })
}
