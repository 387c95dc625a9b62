package browse

import (
	"slices"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
)

// Rows are the rows of a page, or of all that is found when the list is flat: the
// submissions that are no jobs yet on top, the newest first, then jobs.
type Rows struct {
	list *List
	page int
	// top are the submissions among the rows.
	top  []submission.ID
	flat bool
	ids  []api.JobID
	// held is set where the view stands still: nothing else counts then.
	held *held
}

// Rows are those on screen: of now, or those that stand still.
func (l *List) Rows() Rows {
	r := l.live()
	if l.frozen != nil {
		r.held = l.frozen.pages[l.page]
	}
	return r
}

// live are the rows of now, though the view may stand still.
func (l *List) live() Rows { return l.rowsOf(max(0, l.page)) }

func (l *List) rowsOf(page int) Rows {
	r := Rows{list: l, page: page, flat: l.Flat()}
	if !r.flat {
		r.ids = l.jobs.Page(page)
	}
	if page > 0 && !r.flat {
		return r
	}
	for _, w := range slices.Backward(l.waiting()) {
		if !r.flat || l.showsWaiting(w) {
			r.top = append(r.top, w.ID)
		}
	}
	return r
}

// showsWaiting tells whether a submission is among what is looked for.
func (l *List) showsWaiting(w Waiting) bool {
	q := l.query
	return q.Reason == "" && (q.State == All || q.State == Active) && l.words.in(format.Fold(w.Title), &fact{})
}

// Len counts the rows.
func (r Rows) Len() int {
	switch {
	case r.held != nil:
		return len(r.held.rows)
	case r.flat:
		return len(r.top) + len(r.list.shown)
	}
	return len(r.top) + len(r.ids)
}

// ID is the row at a position.
func (r Rows) ID(i int) action.RowID {
	n := len(r.top)
	switch {
	case r.held != nil:
		return r.held.rows[i]
	case i < n:
		return action.SubmissionRow(r.top[i])
	case r.flat:
		return action.JobRow(r.list.shownAt(i - n))
	}
	return action.JobRow(r.ids[i-n])
}

// Index is a row's position, false when it is not among these.
func (r Rows) Index(row action.RowID) (int, bool) {
	if r.held != nil {
		i, ok := r.held.index[row]
		return i, ok
	}
	if row.Submission != "" {
		i := slices.Index(r.top, row.Submission)
		return max(0, i), i >= 0
	}
	if r.flat {
		i, ok := r.list.whereShown(row.Job)
		return len(r.top) + i, ok
	}
	page, i, ok := r.list.jobs.PageOf(row.Job)
	return len(r.top) + i, ok && page == r.page
}

// Held tells whether these rows stand still.
func (r Rows) Held() bool { return r.held != nil }

// Between are the rows from one to another, over as many pages as lie between them. Of
// pages that stand still it knows the one on screen: what lies between two of them is not
// what the list holds meanwhile.
func (r Rows) Between(a, b action.RowID) []action.RowID {
	fromPage, from, okA := r.place(a)
	toPage, to, okB := r.place(b)
	if !okA || !okB {
		return nil
	}
	if toPage < fromPage || toPage == fromPage && to < from {
		fromPage, from, toPage, to = toPage, to, fromPage, from
	}
	var out []action.RowID
	for page := fromPage; page <= toPage; page++ {
		rows := r
		if page != r.page {
			rows = r.list.rowsOf(page)
		}
		first, last := 0, rows.Len()-1
		if page == fromPage {
			first = from
		}
		if page == toPage {
			last = to
		}
		for i := first; i <= last; i++ {
			out = append(out, rows.ID(i))
		}
	}
	return out
}

// place is a row's page and its position there.
func (r Rows) place(row action.RowID) (page, i int, ok bool) {
	if i, ok := r.Index(row); ok || r.flat || r.held != nil {
		return r.page, i, ok
	}
	page, _, ok = r.list.jobs.PageOf(row.Job)
	if !ok && row.Submission == "" {
		return 0, 0, false
	}
	i, ok = r.list.rowsOf(page).Index(row)
	return page, i, ok
}

// InView are the jobs whose rows are on screen or about to be: the page's, or in a flat
// list those from one position to another.
func (l *List) InView(from, to int) []api.JobID {
	if !l.Flat() {
		return l.jobs.Page(l.page)
	}
	rows := l.Rows()
	var out []api.JobID
	for i := from; i < to; i++ {
		if id := rows.ID(i).Job; id != "" {
			out = append(out, id)
		}
	}
	return out
}
