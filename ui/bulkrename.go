package ui

import (
	"cmp"
	"slices"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/ask"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/pattern"
	"lipdash/ui/overlay/patternedit"
	"lipdash/ui/overlay/titleedit"
	"lipdash/ui/pane/joblist"
)

// openRename opens the title editor on a job, or the pattern editor on several.
func (m *Model) openRename(rows []action.RowID) tea.Cmd {
	if len(rows) == 1 && rows[0] == m.list.Cursor() {
		if e, ok := m.store.Get(rows[0].Job); ok {
			m.layers.Push(titleedit.New(m.keys, e.Job.ID, e.Job.Title))
		}
		return nil
	}
	ids := m.known(action.JobsOf(rows))
	if len(ids) == 0 {
		return m.warn("only jobs can be renamed, and these are none yet")
	}
	sortAsShown(ids, m.rows())
	session := m.session
	m.layers.Push(patternedit.New(m.keys, "Rename "+m.names.Subject(action.JobRows(ids...)), func(text string) patternedit.Preview {
		return ask.Rename(text, session.patternJobs(ids))
	}))
	return nil
}

// sortAsShown puts jobs in the order of the rows on screen where those show all of them,
// however they are sorted; else they stay in that of the list.
func sortAsShown(ids []api.JobID, rows joblist.Rows) {
	place := map[api.JobID]int{}
	for _, id := range ids {
		i, ok := rows.Index(action.JobRow(id))
		if !ok {
			return
		}
		place[id] = i
	}
	slices.SortFunc(ids, func(a, b api.JobID) int { return cmp.Compare(place[a], place[b]) })
}

// patternJobs are jobs as a pattern sees them.
func (s *session) patternJobs(ids []api.JobID) (out []pattern.Job) {
	for _, id := range ids {
		if e, ok := s.store.Get(id); ok {
			made := s.create.Records.Of(id)
			mode := cmp.Or(string(made.Mode), made.Values["mode"])
			out = append(out, pattern.Job{Title: e.Job.Title, ID: string(id), Mode: mode, Created: e.Job.CreatedAt.Local()})
		}
	}
	return out
}
