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

// Appeared takes a job that is seen for the first time. One that was made since this looks,
// at a time of HeyGen's clock, and is over already has ended meanwhile.
func (q *Queue) Appeared(job api.Job, since, now time.Time) {
	if job.Status.Terminal() && !job.CreatedAt.Before(since.Truncate(time.Second)) {
		q.Ended(End{Job: job}, now)
	}
}

// Left is what earlier runs left.
type Left struct {
	// Ends are of jobs of which nobody has acted upon it: a program was killed, or none looked.
	Ends []End
	// Batches may be over.
	Batches []record.BatchID
	// CutShort are the claims of hooks that were begun and whose program ended before them.
	CutShort []string
}

// Late takes what earlier runs left. Jobs may not be listed yet, nor their files known.
func (q *Queue) Late(left Left, now time.Time) {
	for _, e := range left.Ends {
		before := len(q.waiting)
		q.Ended(e, now)
		for i := range q.waiting[before:] {
			q.waiting[before+i].late, q.waiting[before+i].bare = true, e.Bare
		}
	}
	for _, id := range left.Batches {
		q.Refused(id, now)
	}
}

// Unnoted are the claims of hooks that wait and that the next start would not find by itself, each
// once: the journal knows nothing of jobs that were made elsewhere.
func (q *Queue) Unnoted() (claims []string) {
	for i, w := range q.waiting {
		if w.unnoted {
			claims = append(claims, Call{Event: w.event, Job: w.job}.Claim())
		}
		q.waiting[i].unnoted = false
	}
	return claims
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
