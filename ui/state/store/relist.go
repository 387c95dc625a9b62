package store

import (
	"slices"

	"lipdash/api"
)

// relist puts now in place of the rows old, which follow start (nil: the top)
// without a break. now holds all of old, and rows that are on no page yet. The
// old rows fill the same places on the same pages as before, whatever their
// order is now; a new row joins the page of the row above it.
func (o *order) relist(start *row, old, now []*row) {
	if len(o.pages) == 0 {
		o.push(now)
		return
	}
	if len(now) == 0 {
		return
	}
	first, cut := o.spot(start)
	end, rest := first, cut
	if len(old) > 0 {
		end, rest = o.spot(old[len(old)-1])
	}
	parts := make([][]*row, end-first+1)
	parts[0] = slices.Clone(o.pages[first].rows[:cut])
	at, places := 0, old
	for _, r := range now {
		if r.page != nil {
			at, places = places[0].page.pos-first, places[1:]
		}
		parts[at] = append(parts[at], r)
	}
	parts[end-first] = append(parts[end-first], o.pages[end].rows[rest:]...)
	for i, rows := range parts {
		o.pages[first+i].set(rows)
	}
	o.renumber(first, end)
	o.disturb(o.below(o.pages[end]))
}

// spot is the page and the position just after r, the top for nil.
func (o *order) spot(r *row) (pos, i int) {
	if r == nil {
		return 0, 0
	}
	return r.page.pos, r.page.index(r) + 1
}

// ends tells whether nothing follows the rows old, or start when there are none.
func (o *order) ends(start *row, old []*row) bool {
	if len(old) > 0 {
		start = old[len(old)-1]
	}
	for range o.after(start) {
		return false
	}
	return true
}

// wholeRows is how many rows from the top keep their links and their JSON. Of
// the rows below only a read of the job itself brings them: links are long,
// expire, and are of use for the few jobs that somebody looks at.
const wholeRows = 1000

// trim drops a row's links and JSON.
func (r *row) trim() {
	r.Trimmed = true
	r.Job.VideoURL, r.Job.CaptionURL, r.Job.Raw = "", "", nil
}

// trimDeep drops those that an answer brought for rows far down.
func (s *Store) trimDeep(rows []*row) {
	if len(s.jobs) <= wholeRows {
		return
	}
	for _, r := range rows {
		if r.page != nil && r.page.start >= wholeRows {
			r.trim()
		}
	}
}

// hasLinks notes which results a row is known to have.
func (r *row) hasLinks(job api.Job) {
	r.HasVideo = r.HasVideo || job.VideoURL != ""
	r.HasCaptions = r.HasCaptions || job.CaptionURL != ""
}
