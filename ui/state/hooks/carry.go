package hooks

import (
	"slices"
	"time"

	"lipdash/api"
)

// Appeared takes a job that is seen for the first time. One that was made since this looks,
// at a time of HeyGen's clock, and is over already has ended meanwhile.
func (q *Queue) Appeared(job api.Job, since, now time.Time) {
	if job.Status.Terminal() && !job.CreatedAt.Before(since.Truncate(time.Second)) {
		q.Ended(End{Job: job}, now)
	}
}

// Late takes jobs made here that ended and of which nobody has acted upon it: a program was
// killed, or none looked. They may not be listed yet, nor their files known.
func (q *Queue) Late(jobs []api.Job, now time.Time) {
	for _, j := range jobs {
		before := len(q.waiting)
		q.Ended(End{Job: j, Found: true}, now)
		for i := range q.waiting[before:] {
			q.waiting[before+i].late = true
		}
	}
}

// CarryOver takes what did not run yet in the session before.
func (q *Queue) CarryOver(before *Queue, now time.Time) {
	for _, w := range before.waiting {
		w.carried = true
		q.waiting = append(q.waiting, w)
	}
	q.unclaimed = append(q.unclaimed, before.unclaimed...)
	q.again, q.batchesAt = before.again, before.batchesAt
	q.touched.add(before.touched)
	if q.touched.add(before.asked); before.asked.any() && q.batchesAt.IsZero() {
		q.batchesAt = now
	}
}

// DropCarried forgets what was carried over: it is another account's.
func (q *Queue) DropCarried() {
	q.waiting = slices.DeleteFunc(q.waiting, func(w waiting) bool { return w.carried })
	q.touched, q.batchesAt, q.unclaimed = Touched{}, time.Time{}, nil
}
