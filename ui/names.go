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

// known are those of some jobs that are there and not about to go, in the order of the list.
func (s *session) known(ids []api.JobID) []api.JobID {
	var out []api.JobID
	for _, id := range ids {
		if _, ok := s.store.Get(id); ok && !s.edits.Going(id) {
			out = append(out, id)
		}
	}
	slices.SortFunc(out, s.listOrder)
	return out
}

// listOrder compares jobs by where they stand in the list.
func (s *session) listOrder(a, b api.JobID) int {
	pa, ia, _ := s.store.PageOf(a)
	pb, ib, _ := s.store.PageOf(b)
	return cmp.Or(cmp.Compare(pa, pb), cmp.Compare(ia, ib))
}

// subject is what a dialog is about, in a word or as a number.
func (m *Model) subject(rows []action.RowID) string {
	if len(rows) == 1 {
		return m.rowName(rows[0])
	}
	return format.Count(len(rows), "job", "jobs")
}

// names are the first few of rows.
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

// rowName is how a row is called in a sentence.
func (m *Model) rowName(row action.RowID) string {
	if o := m.local(row); o != nil {
		return m.title(*o)
	}
	return m.name(row.Job)
}

// name is how a job is called in a sentence.
func (m *Model) name(id api.JobID) string {
	e, ok := m.store.Get(id)
	if !ok {
		return "job " + tail(id)
	}
	if t := m.cut(e.Job.Title, 40); t != "" {
		return t
	}
	return "untitled " + tail(id)
}

func tail(id api.JobID) string {
	s := format.OutsideLine(string(id))
	if len(s) > 4 {
		return s[len(s)-4:]
	}
	return s
}

// cut shortens a text for a sentence, with the ellipsis that the terminal has.
func (m *Model) cut(s string, w int) string {
	return format.Shorten(format.Line(s), w, m.theme.Glyphs.Ellipsis)
}
