package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/kit/format"
	"lipdash/ui/pane/joblist"
	"lipdash/ui/state/find"
)

// flatFoot is the line under a filtered or sorted list: how much of what is
// loaded it shows, by what, and what is not loaded. How many jobs the account
// has nobody knows.
func (m *Model) flatFoot() joblist.Foot {
	x := m.finding.index
	q := x.Query()
	f := joblist.Foot{More: m.queryText(q), Aside: m.notLoaded()}
	loaded := format.Count(m.store.Len(), "loaded", "loaded")
	switch {
	case m.unheard():
		f.Page = "nothing loaded yet,"
	case !q.Filters():
		f.Page = loaded + ","
	case x.Near():
		f.Page = format.Number(x.Shown()) + " of " + loaded + " are near:"
	case x.Shown() == 1:
		f.Page = "1 of " + loaded + " matches:"
	default:
		f.Page = format.Number(x.Shown()) + " of " + loaded + " match:"
	}
	if m.rows().Len() == 0 {
		f.Empty = m.nothingMatches(q)
	}
	if m.finding.line != nil {
		f.Line = m.finding.line.View(m.theme, m.layout().list, strings.TrimRight(f.Page, ":,"))
	}
	return m.withAbove(f)
}

// queryText says what is looked for and how it is sorted.
func (m *Model) queryText(q find.Query) string {
	var parts []string
	if q.Text != "" {
		parts = append(parts, m.cut(q.Text, 24))
	}
	if w := q.State.Word(); w != "" {
		parts = append(parts, w)
	}
	if q.Reason != "" {
		parts = append(parts, m.cut(q.Reason, 48))
	}
	if q.Sort != find.Newest || q.Reverse {
		parts = append(parts, q.Sort.Word(q.Reverse))
	}
	return strings.Join(parts, ", ")
}

// notLoaded is the foot's right end: what is going on with the rest.
func (m *Model) notLoaded() string {
	switch {
	case m.loading.on:
		return m.loadingText()
	case m.turning >= 0:
		return "loading more"
	case m.store.HasMore():
		return "more: A loads all"
	}
	return ""
}

// nothingMatches says why the list is empty and what to do about it.
func (m *Model) nothingMatches(q find.Query) []string {
	if m.unheard() {
		return m.whyEmpty()
	}
	what := "no job"
	if w := q.State.Word(); w != "" {
		what = "no " + w + " job"
	}
	if q.Text != "" {
		what += ` with "` + m.cut(q.Text, 40) + `"`
	}
	out := []string{what + " among " + format.Count(m.store.Len(), "loaded one", "loaded ones"), "", "esc  clears the filter"}
	if m.store.HasMore() && !m.loading.on {
		out = append(out, "A    loads the rest of the account")
	}
	return out
}

// flatNext goes a screen on, or loads more at the end.
func (m *Model) flatNext() tea.Cmd {
	rows := m.rows()
	switch {
	case !m.list.AtEnd(rows):
		m.list.Screen(1, rows)
	case m.store.HasMore():
		m.pageErr = nil
		m.turning = m.store.Pages()
	}
	return nil
}

func (m *Model) flatPrev() tea.Cmd {
	m.list.Screen(-1, m.rows())
	return nil
}

// visible are the jobs whose rows are on screen, or about to be.
func (m *Model) visible() []api.JobID {
	if !m.flat() {
		if m.page < 0 || m.page >= m.store.Pages() {
			return nil
		}
		return m.store.Page(m.page)
	}
	rows := m.rows()
	from, to := m.list.Visible(rows)
	out := make([]api.JobID, 0, to-from)
	for i := from; i < to; i++ {
		if id := rows.ID(i).Job; id != "" {
			out = append(out, id)
		}
	}
	return out
}

// showsLocal tells whether a submission is among what is looked for.
func (m *Model) showsLocal(o *Outgoing) bool {
	q := m.finding.index.Query()
	return q.Reason == "" && (q.State == find.All || q.State == find.Active) && find.Has(o.Title(), q.Text)
}
