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
	x.drop(r)
	r.counted, r.countedAs, r.countedCached = true, r.Job.Status, r.cached
	x.count(r, 1)
	if r.Job.Status.Active() {
		x.active[r] = struct{}{}
	}
	if r.NeedsRead {
		x.needs[r] = struct{}{}
	}
	if id := r.Job.CallbackID; id != "" {
		x.callbacks[id] = r
	}
}

func (x *index) drop(r *row) {
	if r.counted {
		x.count(r, -1)
	}
	r.counted = false
	delete(x.active, r)
	delete(x.needs, r)
	if id := r.Job.CallbackID; x.callbacks[id] == r {
		delete(x.callbacks, id)
	}
}

// count adds a row to what it is counted under, or takes it off.
func (x *index) count(r *row, by int) {
	*x.counts.of(r.countedAs) += by
	if r.countedCached {
		x.cached += by
	}
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
