package ui

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
)

func (m *Model) known(ids []api.JobID) []api.JobID {
	var out []api.JobID
	for _, id := range ids {
		if _, ok := m.store.Get(id); ok && !m.edits.Going(id) {
			out = append(out, id)
		}
	}
	slices.SortFunc(out, m.listOrder)
	return out
}

// listOrder compares jobs by where they stand in the list.
func (m *Model) listOrder(a, b api.JobID) int {
	pa, ia, _ := m.store.PageOf(a)
	pb, ib, _ := m.store.PageOf(b)
	return cmp.Or(cmp.Compare(pa, pb), cmp.Compare(ia, ib))
}

// subject is what a dialog is about, in a word or as a number.
func (m *Model) subject(rows []action.RowID) string {
	if len(rows) == 1 {
		return m.rowName(rows[0])
	}
	return format.Count(len(rows), "job", "jobs")
}

func (m *Model) names(rows []action.RowID) string {
	const shown = 4
	var names []string
	for _, id := range rows[:min(shown, len(rows))] {
		names = append(names, m.rowName(id))
	}
	s := strings.Join(names, ", ")
	if more := len(rows) - shown; more > 0 {
		s += ", +" + strconv.Itoa(more) + " more"
	}
	return s
}
