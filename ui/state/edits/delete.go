package edits

import (
	"slices"
	"time"

	"lipdash/api"
)

// deletion is a job whose delete has not left yet, or is on its way.
type deletion struct {
	group int
	// at is when the window for taking it back ends; due once it has, sent while a call
	// for it may be taken: on its way, or in doubt since an earlier one had no clear
	// answer. tried ones were turned away before.
	at                      time.Time
	due, sent, doubt, tried bool
	// unwanted ones were taken back while their call was on its way: should HeyGen not
	// take it, they are kept.
	unwanted bool
}

// Delete begins the window of a group of deletes. It returns those that were taken:
// what is about to go already is left alone.
func (q *Queue) Delete(ids []api.JobID, now time.Time) (taken []api.JobID) {
	q.groups++
	for _, id := range ids {
		if q.deletes[id] != nil {
			continue
		}
		q.deletes[id] = &deletion{group: q.groups, at: now.Add(q.window)}
		delete(q.failures, id)
		taken = append(taken, id)
	}
	if len(taken) > 0 {
		q.steps = append(q.steps, step{group: q.groups, deletes: taken})
	}
	return taken
}

// Phase is how far the delete of a job is.
type Phase int

// The phases. A Queued delete waits for a free call and can still be taken back.
const (
	None Phase = iota
	InWindow
	Queued
	Sent
	// Stands is in a window that does not count down.
	Stands
)

// Deleting is how far the delete of a job is, and how long it can be taken back while
// that is InWindow.
func (q *Queue) Deleting(id api.JobID, now time.Time) (Phase, time.Duration) {
	d := q.deletes[id]
	switch {
	case d == nil:
		return None, 0
	case d.sent:
		return Sent, 0
	case d.due:
		return Queued, 0
	case q.stands:
		return Stands, 0
	}
	return InWindow, d.at.Sub(now)
}

// Going tells whether a job is about to be deleted.
func (q *Queue) Going(id api.JobID) bool { return q.deletes[id] != nil }

// Deletes is how many jobs are about to go.
func (q *Queue) Deletes() int { return len(q.deletes) }

// Unsent is how many of them surely were not deleted yet.
func (q *Queue) Unsent() (n int) {
	for id := range q.deletes {
		if q.unsent(id) {
			n++
		}
	}
	return n
}

func (q *Queue) unsent(id api.JobID) bool {
	d := q.deletes[id]
	return d != nil && !d.sent
}

// RestartWindows gives every delete in its window the whole of it again.
func (q *Queue) RestartWindows(now time.Time) {
	for _, d := range q.deletes {
		if !d.due {
			d.at = now.Add(q.window)
		}
	}
}

// unshown is after how long without a message the program must have stood still:
// suspended, stopped or behind an editor. Its clock ticks every second while a delete is
// in its window.
const unshown = 3 * time.Second

// Shown tells that the program has a message, so that the screen counts down to now. A
// window only counts while it does: where the program stood still, or the machine slept
// (back), every delete has the whole of its window again. It returns those.
func (q *Queue) Shown(now time.Time, back bool) (again []api.JobID) {
	still := now.Sub(q.shown) > unshown && !q.shown.IsZero()
	q.shown = now
	if q.stands || !back && !still {
		return nil
	}
	for id, d := range q.deletes {
		if !d.due {
			again = append(again, id)
		}
	}
	q.RestartWindows(now)
	return again
}

// Stand stops the windows while something else is asked, with which the key that takes back does
// nothing. Once that is over every delete has the whole of its window again: it returns those.
func (q *Queue) Stand(stands bool, now time.Time) (again []api.JobID) {
	was := q.stands
	q.stands = stands
	return q.Shown(now, was && !stands)
}

// endWindows makes the deletes due that nobody took back, in the order in which they
// were asked for.
func (q *Queue) endWindows(now time.Time) {
	if q.stands {
		return
	}
	for _, s := range q.steps {
		for _, id := range s.deletes {
			if d := q.deletes[id]; d != nil && d.group == s.group && !d.due && !d.at.After(now) {
				d.due = true
				q.calls[Delete].waiting = append(q.calls[Delete].waiting, id)
			}
		}
	}
}

// deleted takes the answer to a delete.
func (q *Queue) deleted(id api.JobID, err error) Effects {
	c, d := &q.calls[Delete], q.deletes[id]
	known := d != nil
	if !known {
		d = &deletion{}
	}
	d.doubt = d.doubt || api.MayBeDone(err)
	if tooBusy(err) && known && !d.unwanted {
		d.sent, d.tried = d.doubt, true
		c.again(id)
		return Effects{}
	}
	delete(q.deletes, id)
	switch {
	case err == nil, api.IsGone(err), !known: // it vanished from the list before
		c.ended.Done++
		return Effects{Deleted: []api.JobID{id}}
	case d.unwanted && !d.doubt:
		c.ended.Kept++
		return Effects{}
	}
	return q.failed(id, Failure{Kind: Delete, Lost: d.doubt && (d.tried || tooBusy(err)), Err: err})
}

// abandonDeletes gives up those that wait, since they would fail like the last one.
func (q *Queue) abandonDeletes(err error) (e Effects) {
	c := &q.calls[Delete]
	waiting := c.waiting
	c.waiting = nil
	for _, id := range waiting {
		unsent := q.unsent(id)
		delete(q.deletes, id)
		e.add(q.failed(id, Failure{Kind: Delete, Unsent: unsent, Lost: !unsent, Err: err}))
	}
	return e
}

// GiveUp ends all deletes that have not left, those in their window too, and all
// renames that wait, for a reason: the key is refused and their session about to end.
func (q *Queue) GiveUp(err error) Effects {
	c := &q.calls[Delete]
	c.waiting = slices.Sorted(func(yield func(api.JobID) bool) {
		for id := range q.deletes {
			if (q.unsent(id) || slices.Contains(c.waiting, id)) && !yield(id) {
				return
			}
		}
	})
	return q.abandon(err)
}
