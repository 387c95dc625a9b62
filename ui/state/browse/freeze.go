package browse

import (
	"slices"
	"time"

	"lipdash/api"
	"lipdash/ui/kit/action"
)

// frozen is a view that stands still while everything goes on behind it: the rows and
// their order as they were when it was frozen, or when a page was first looked at since.
// Only drawing reads it; what is done is done to what is known now.
type frozen struct {
	since time.Time
	// pages are the rows by the number of their page.
	pages map[int]*held
	// states are what the rows that were on screen were in.
	states map[action.RowID]api.Status
}

// held is the rows of one page.
type held struct {
	rows  []action.RowID
	index map[action.RowID]int
	// drawn are those that were in sight, and are kept as they were drawn.
	drawn map[action.RowID]bool
}

// heldAtOnce is how many rows are drawn when a view is frozen; of a longer list those on
// screen are, and the others when they come into sight.
const heldAtOnce = 500

// Freeze makes the view stand still.
func (l *List) Freeze(now time.Time) {
	l.frozen = &frozen{since: now, pages: map[int]*held{}, states: map[action.RowID]api.Status{}}
}

// Frozen tells whether the view stands still.
func (l *List) Frozen() bool { return l.frozen != nil }

// SeenAt is the moment that ages on screen are told from.
func (l *List) SeenAt(now time.Time) time.Time {
	if l.frozen != nil {
		return l.frozen.since
	}
	return now
}

// Hold keeps what came into sight while the view stands still, above being the rows
// hidden above the screen and height what it shows; it returns the rows to keep as they
// are drawn now. away says that another screen covers the list.
func (l *List) Hold(above, height int, away bool) []action.RowID {
	f := l.frozen
	if f == nil || away && len(f.pages) > 0 {
		return nil
	}
	h := f.pages[l.page]
	if h == nil {
		h = holdRows(l.live())
		f.pages[l.page] = h
	}
	from, to := above, above+height
	if len(h.rows) <= heldAtOnce {
		from, to = 0, len(h.rows)
	}
	var fresh []action.RowID
	for _, row := range h.rows[min(from, len(h.rows)):min(to, len(h.rows))] {
		if !h.drawn[row] {
			h.drawn[row], f.states[row] = true, l.stateOf(row)
			fresh = append(fresh, row)
		}
	}
	return fresh
}

func holdRows(live Rows) *held {
	h := &held{rows: make([]action.RowID, live.Len()), index: make(map[action.RowID]int, live.Len()), drawn: map[action.RowID]bool{}}
	for i := range h.rows {
		h.rows[i] = live.ID(i)
		h.index[h.rows[i]] = i
	}
	return h
}

// stateOf is a row's state: none for a submission, gone for what is not there any more.
func (l *List) stateOf(row action.RowID) api.Status {
	if e, ok := l.jobs.Get(row.Job); ok {
		return e.Job.Status
	}
	if row.Submission != "" && slices.ContainsFunc(l.waiting(), func(w Waiting) bool { return w.ID == row.Submission }) {
		return ""
	}
	return api.StatusGone
}

// Thaw lets the view go on. What changed meanwhile is bright for a moment, and told, with
// how many jobs are new on top.
func (l *List) Thaw(now time.Time) string { return thawText(l.thaw(now)) }

func (l *List) thaw(now time.Time) (changed, fresh int) {
	f := l.frozen
	l.frozen = nil
	l.missed, l.missedUntil = map[api.JobID]bool{}, now.Add(brightFor)
	for row, was := range f.states {
		if l.stateOf(row) != was {
			changed++
			l.missed[row.Job] = true
		}
	}
	top := f.pages[0]
	if top == nil || l.page != 0 {
		return changed, 0
	}
	live := l.live()
	for ; fresh < live.Len(); fresh++ {
		if _, old := top.index[live.ID(fresh)]; old {
			break
		}
	}
	return changed, fresh
}
