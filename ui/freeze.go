package ui

import (
	"maps"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/detail"
	"lipdash/ui/find"
	"lipdash/ui/format"
	"lipdash/ui/joblist"
	"lipdash/ui/statusbar"
)

// frozen is a view that stands still while everything goes on behind it: the
// rows, their order and the details as they were when z was pressed, or when
// they were first looked at since. Only drawing reads it; actions work on what
// is known now.
type frozen struct {
	since time.Time
	// pages are the rows of the pages that were looked at, of one filter and sort.
	pages map[frozenPage]*frozenRows
	// details are what was shown of jobs.
	details map[api.JobID]detail.Data
	// states are what the jobs on screen were in, to tell what changed.
	states map[api.JobID]api.Status
}

// frozenPage names what the list shows: a page, or all that is found.
type frozenPage struct {
	page  int
	query find.Query
}

func (m *Model) frozenPage() frozenPage {
	p := frozenPage{page: m.page, query: m.finding.index.Query()}
	if m.flat() {
		p.page = -1
	}
	return p
}

// rows are what the list draws: those of now, or those that stand still.
func (m *Model) rows() joblist.Rows {
	if m.frozen != nil {
		if r := m.frozen.pages[m.frozenPage()]; r != nil {
			return r
		}
	}
	return m.liveRows()
}

// freezable tells whether the screen is one that can stand still.
func (m *Model) freezable() bool {
	return m.screen == screenJobs || m.screen == screenJob || m.screen == screenActivity
}

// stands tells whether what is on screen stands still.
func (m *Model) stands() bool { return m.frozen != nil && m.freezable() }

func (m *Model) freeze() tea.Cmd {
	if m.frozen != nil {
		return m.thaw()
	}
	if m.session == nil {
		return nil
	}
	m.frozen = &frozen{
		since: m.now, pages: map[frozenPage]*frozenRows{}, details: map[api.JobID]detail.Data{}, states: map[api.JobID]api.Status{},
	}
	m.holdView()
	return nil
}

// holdView keeps what came into sight while the view stands still. It is part of
// settle, because drawing only reads.
func (m *Model) holdView() {
	if m.frozen == nil || m.screen != screenJobs && m.screen != screenJob && len(m.frozen.pages) > 0 {
		return
	}
	at := m.frozenPage()
	r := m.frozen.pages[at]
	if r == nil {
		// Another filter is another view: who asks for it wants to see it.
		maps.DeleteFunc(m.frozen.pages, func(p frozenPage, _ *frozenRows) bool { return p.query != at.query })
		r = holdRows(func() joblist.Rows { return m.liveRows() })
		m.frozen.pages[at] = r
	}
	from, to := m.list.Above(), m.list.Above()+m.height
	if r.Len() <= frozenAtOnce {
		from, to = 0, r.Len()
	}
	for _, id := range r.ids[min(from, r.Len()):min(to, r.Len())] {
		if r.keep(id) {
			m.frozen.states[id] = m.stateOf(id)
		}
	}
}

// stateOf is a job's state, or that it is gone.
func (m *Model) stateOf(id api.JobID) api.Status {
	if e, ok := m.store.Get(id); ok {
		return e.Job.Status
	}
	if m.local(id) != nil {
		return ""
	}
	return api.StatusGone
}

// showHeld shows a job in the detail as it was first looked at while the view
// stands still.
func (m *Model) showHeld(d detail.Data) {
	if f := m.frozen; f != nil && d.Job.ID != "" {
		if was, ok := f.details[d.Job.ID]; ok {
			d = was
		}
		f.details[d.Job.ID] = d
	}
	m.detail.Show(d)
}

// heldAsGone shows a job that is gone meanwhile and still stands in the view.
func (m *Model) heldAsGone(id api.JobID) bool {
	if m.frozen == nil {
		return false
	}
	d, ok := m.frozen.details[id]
	if ok {
		m.detail.Show(d)
	}
	return ok
}

// seenAt is the moment that ages on screen are told from.
func (m *Model) seenAt() time.Time {
	if m.stands() {
		return m.frozen.since
	}
	return m.now
}

// thaw goes on, and says and shows what changed meanwhile.
func (m *Model) thaw() tea.Cmd {
	f := m.frozen
	m.frozen = nil
	changed := 0
	for id, was := range f.states {
		if now := m.stateOf(id); now != was {
			changed++
			m.changed[id] = m.now
		}
	}
	var parts []string
	if changed > 0 {
		parts = append(parts, format.Count(changed, "job", "jobs")+" changed")
	}
	if n := m.cameSince(f); n > 0 {
		parts = append(parts, format.Count(n, "is", "are")+" new")
	}
	if len(parts) == 0 {
		parts = append(parts, "nothing changed")
	}
	return m.flash(statusbar.Info, strings.Join(parts, ", ")+" while the view was frozen")
}

// cameSince counts the jobs on top of the list that it did not have when it was
// frozen.
func (m *Model) cameSince(f *frozen) int {
	top := f.pages[m.frozenPage()]
	if top == nil || m.page != 0 || m.flat() {
		return 0
	}
	n, now := 0, m.liveRows()
	for i := range now.Len() {
		if _, old := top.index[now.ID(i)]; old {
			break
		}
		n++
	}
	return n
}

// frozenPulse is the live mark while the view stands still; that nothing is
// heard from HeyGen meanwhile is not left out.
func (m *Model) frozenPulse() statusbar.Pulse {
	s := "frozen " + seconds(m.now.Sub(m.frozen.since))
	aside := ""
	switch {
	case m.refused != nil:
		aside = ", key refused"
	case api.IsOffline(m.poll.err):
		aside = ", offline"
	case m.poll.failures > 0:
		aside = ", stale"
	}
	return statusbar.Pulse{Mood: statusbar.Odd, Text: []string{s + aside + ", z goes on", s + aside, s}}
}
