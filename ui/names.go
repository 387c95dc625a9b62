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
func (s *session) subject(rows []action.RowID) string {
	if len(rows) == 1 {
		return s.rowName(rows[0])
	}
	return format.Count(len(rows), "job", "jobs")
}

// names are the first few of rows.
func (s *session) names(rows []action.RowID) string {
	const shown = 4
	var names []string
	for _, id := range rows[:min(shown, len(rows))] {
		names = append(names, s.rowName(id))
	}
	text := strings.Join(names, ", ")
	if more := len(rows) - shown; more > 0 {
		text += ", +" + strconv.Itoa(more) + " more"
	}
	return text
}

// rowName is how a row is called in a sentence.
func (s *session) rowName(row action.RowID) string {
	if o := s.local(row); o != nil {
		return s.title(*o)
	}
	return s.name(row.Job)
}

// name is how a job is called in a sentence.
func (s *session) name(id api.JobID) string {
	e, ok := s.store.Get(id)
	if !ok {
		return "job " + tail(id)
	}
	if t := s.cut(e.Job.Title, 40); t != "" {
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
func (s *session) cut(text string, w int) string {
	return format.Shorten(format.Line(text), w, s.ellipsis)
}
