package ui

import (
	"lipdash/api"
	"lipdash/ui/joblist"
)

// frozenRows are the rows of one page.
type frozenRows struct {
	ids   []api.JobID
	index map[api.JobID]int
	rows  map[api.JobID]joblist.Row
	// live makes rows that were not kept: those far off the screen of a list
	// too long to be made at once.
	live func() joblist.Rows
}

// frozenAtOnce is how many rows are made when a view is frozen; of a longer list
// those on screen are, and the others when they come into sight.
const frozenAtOnce = 500

func (r *frozenRows) Len() int               { return len(r.ids) }
func (r *frozenRows) ID(i int) api.JobID     { return r.ids[i] }
func (r *frozenRows) Row(i int) joblist.Row  { return r.row(r.ids[i]) }
func (r *frozenRows) has(id api.JobID) bool  { _, ok := r.rows[id]; return ok }
func (r *frozenRows) keep(id api.JobID) bool { return !r.has(id) && r.take(id) }

func (r *frozenRows) Index(id api.JobID) (int, bool) {
	i, ok := r.index[id]
	return i, ok
}

func (r *frozenRows) row(id api.JobID) joblist.Row {
	if row, ok := r.rows[id]; ok {
		return row
	}
	live := r.live()
	if i, ok := live.Index(id); ok {
		return live.Row(i)
	}
	return joblist.Row{Title: "job " + tail(id)}
}

// take keeps a row as it is now.
func (r *frozenRows) take(id api.JobID) bool {
	r.rows[id] = r.row(id)
	return true
}

// holdRows keeps the order of rows.
func holdRows(live func() joblist.Rows) *frozenRows {
	rows := live()
	r := &frozenRows{
		ids: make([]api.JobID, rows.Len()), index: make(map[api.JobID]int, rows.Len()),
		rows: map[api.JobID]joblist.Row{}, live: live,
	}
	for i := range r.ids {
		r.ids[i] = rows.ID(i)
		r.index[r.ids[i]] = i
	}
	return r
}
