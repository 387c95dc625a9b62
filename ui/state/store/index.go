package store

import "lipdash/api"

// index answers the questions asked on every frame and every tick without
// walking all loaded jobs.
type index struct {
	counts Counts
	active map[*row]struct{}
	needs  map[*row]struct{}
	// callbacks are the rows by their callback id.
	callbacks map[string]*row
	// cached counts the rows that no answer of this run knew yet.
	cached int
}

func newIndex() index {
	return index{active: map[*row]struct{}{}, needs: map[*row]struct{}{}, callbacks: map[string]*row{}}
}

// update brings the index up to date after r changed from the state it was
// counted under. A row is counted from its first update until drop.
func (x *index) update(r *row) {
	if r.counted {
		*x.counts.of(r.countedAs)--
	}
	r.counted, r.countedAs = true, r.Job.Status
	*x.counts.of(r.countedAs)++
	if r.countedCached != r.cached {
		r.countedCached = r.cached
		if r.cached {
			x.cached++
		} else {
			x.cached--
		}
	}
	mark(x.active, r, r.Job.Status.Active())
	mark(x.needs, r, r.NeedsRead)
	if id := r.Job.CallbackID; id != "" {
		x.callbacks[id] = r
	}
}

func (x *index) drop(r *row) {
	if r.countedCached {
		r.countedCached = false
		x.cached--
	}
	if r.counted {
		*x.counts.of(r.countedAs)--
		r.counted = false
	}
	delete(x.active, r)
	delete(x.needs, r)
	if id := r.Job.CallbackID; x.callbacks[id] == r {
		delete(x.callbacks, id)
	}
}

func mark(set map[*row]struct{}, r *row, member bool) {
	if member {
		set[r] = struct{}{}
		return
	}
	delete(set, r)
}

func (c *Counts) of(s api.Status) *int {
	switch s {
	case api.StatusPending:
		return &c.Pending
	case api.StatusRunning:
		return &c.Running
	case api.StatusCompleted:
		return &c.Completed
	case api.StatusFailed:
		return &c.Failed
	}
	return &c.Other
}
