package ui

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/pane/detail"
	"lipdash/ui/pane/joblist"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/poll"
)

// frozen is a view that stands still while everything goes on behind it: the
// rows, their order and the details as they were when z was pressed, or when
// they were first looked at since. Only drawing reads it; actions work on what
// is known now.
type frozen struct {
	since time.Time
	// pages are the rows by the number of their page.
	pages map[int]*frozenRows
	// details are what was shown of jobs.
	details map[action.RowID]detail.Data
	// states are what the jobs on screen were in, to tell what changed.
	states map[action.RowID]api.Status
}

// frozenRows are the rows of one page.
type frozenRows struct {
	ids   []action.RowID
	index map[action.RowID]int
	rows  map[action.RowID]joblist.Row
	// live makes rows that were not kept: those far off the screen of a list
	// too long to be made at once.
	live func() joblist.Rows
}

// frozenAtOnce is how many rows are made when a view is frozen; of a longer list
// those on screen are, and the others when they come into sight.
const frozenAtOnce = 500

func (r *frozenRows) Len() int                  { return len(r.ids) }
func (r *frozenRows) ID(i int) action.RowID     { return r.ids[i] }
func (r *frozenRows) Row(i int) joblist.Row     { return r.row(r.ids[i]) }
func (r *frozenRows) has(id action.RowID) bool  { _, ok := r.rows[id]; return ok }
func (r *frozenRows) keep(id action.RowID) bool { return !r.has(id) && r.take(id) }

func (r *frozenRows) Index(id action.RowID) (int, bool) {
	i, ok := r.index[id]
	return i, ok
}

func (r *frozenRows) row(id action.RowID) joblist.Row {
	if row, ok := r.rows[id]; ok {
		return row
	}
	live := r.live()
	if i, ok := live.Index(id); ok {
		return live.Row(i)
	}
	return joblist.Row{Title: "job " + tail(id.Job)}
}

// take keeps a row as it is now.
func (r *frozenRows) take(id action.RowID) bool {
	r.rows[id] = r.row(id)
	return true
}

// rows are what the list draws: those of now, or those that stand still.
func (m *Model) rows() joblist.Rows {
	if m.frozen != nil {
		if r := m.frozen.pages[m.page]; r != nil {
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
	if !m.isOpen() {
		return nil
	}
	m.frozen = &frozen{
		since: m.now, pages: map[int]*frozenRows{}, details: map[action.RowID]detail.Data{}, states: map[action.RowID]api.Status{},
	}
	m.events.Show(&m.log, m.now) // the tab may be opened only now
	m.hush()
	m.holdView()
	return nil
}

// holdView keeps what came into sight while the view stands still. It is part of
// reconcile, because drawing only reads.
func (m *Model) holdView() {
	if m.frozen == nil || m.screen != screenJobs && m.screen != screenJob && len(m.frozen.pages) > 0 {
		return
	}
	r := m.frozen.pages[m.page]
	if r == nil {
		r = holdRows(func() joblist.Rows { return m.liveRows() })
		m.frozen.pages[m.page] = r
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

// holdRows keeps the order of rows.
func holdRows(live func() joblist.Rows) *frozenRows {
	rows := live()
	r := &frozenRows{
		ids: make([]action.RowID, rows.Len()), index: make(map[action.RowID]int, rows.Len()),
		rows: map[action.RowID]joblist.Row{}, live: live,
	}
	for i := range r.ids {
		r.ids[i] = rows.ID(i)
		r.index[r.ids[i]] = i
	}
	return r
}

// stateOf is a job's state, or that it is gone.
func (m *Model) stateOf(id action.RowID) api.Status {
	if e, ok := m.store.Get(id.Job); ok {
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
	if f := m.frozen; f != nil && d.Row() != (action.RowID{}) {
		if was, ok := f.details[d.Row()]; ok {
			d = was
		}
		f.details[d.Row()] = d
	}
	m.detail.Show(d)
}

// heldAsGone shows a job that is gone meanwhile and still stands in the view.
func (m *Model) heldAsGone(id action.RowID) bool {
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
			m.changed[id.Job] = m.now
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
	top := f.pages[0]
	if top == nil || m.page != 0 {
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
	s := "frozen " + format.Seconds(m.now.Sub(m.frozen.since))
	aside := ""
	switch {
	case m.poll.Refused() != nil:
		aside = ", key refused"
	case m.poll.Failures() > 0:
		aside = ", " + poll.OutageWord(m.poll.Err())
	}
	return statusbar.Pulse{Mood: statusbar.Odd, Text: []string{s + aside + ", z goes on", s + aside, s}}
}
