package ui

import (
	"slices"

	"lipdash/ui/kit/action"
)

// Between goes over as many pages as lie between the two jobs.
func (r pageRows) Between(a, b action.RowID) []action.RowID {
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
		rows := r.m.rowsOf(page)
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

// place is a job's page and position there, in a list of pages as in a flat one.
func (r pageRows) place(row action.RowID) (page, i int, ok bool) {
	if i, ok := r.Index(row); ok || r.found != nil {
		return r.page, i, ok
	}
	page, _, ok = r.m.store.PageOf(row.Job)
	if r.m.local(row) != nil {
		page, ok = 0, true
	}
	if !ok {
		return 0, 0, false
	}
	i, ok = r.m.rowsOf(page).Index(row)
	return page, i, ok
}

// Between knows the rows of one page: what lies between two pages that stand still
// is not what the list holds meanwhile.
func (r *frozenRows) Between(a, b action.RowID) []action.RowID {
	from, okA := r.Index(a)
	to, okB := r.Index(b)
	if !okA || !okB {
		return nil
	}
	return slices.Clone(r.ids[min(from, to) : max(from, to)+1])
}
