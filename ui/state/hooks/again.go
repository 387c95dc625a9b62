package hooks

import (
	"slices"
	"time"

	"lipdash/api"
	"lipdash/api/record"
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

// Over are the calls for those of some batches of which nothing comes any more by itself. The
// journal is asked again about a job that has ended and of which it does not know that yet.
func (q *Queue) Over(batches []record.Batch, now time.Time) (calls []Call) {
	asked := q.asked
	q.asked = Touched{}
	for _, b := range batches {
		over := true
		for _, it := range b.Items {
			if it.State.Ended() {
				continue
			}
			if over = false; slices.Contains(asked.Jobs, it.Job) {
				q.touched.Jobs = append(q.touched.Jobs, it.Job)
				q.batchesAt = now.Add(journalAgain)
			}
		}
		if over {
			calls = append(calls, Call{Event: OnBatchDone, Batch: b})
		}
	}
	q.running += len(calls)
	return calls
}
