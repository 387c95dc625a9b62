package hooks

import (
	"slices"
	"time"
)

// CarryOver takes what did not run yet in the session before.
func (q *Queue) CarryOver(before *Queue, now time.Time) {
	for _, w := range before.waiting {
		w.carried = true
		q.waiting = append(q.waiting, w)
	}
	q.again, q.batchesAt = before.again, before.batchesAt
	q.touched.add(before.touched)
	if q.touched.add(before.asked); before.asked.any() && q.batchesAt.IsZero() {
		q.batchesAt = now
	}
}

// DropCarried forgets what was carried over: it is another account's.
func (q *Queue) DropCarried() {
	q.waiting = slices.DeleteFunc(q.waiting, func(w waiting) bool { return w.carried })
	q.touched, q.batchesAt = Touched{}, time.Time{}
}
