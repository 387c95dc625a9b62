package ui

import (
	"fmt"
	"strings"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/pane/joblist"
)

// Rows that come in above what is on screen push nothing: the foot tells of them. What
// waits here is told as long as it is out of sight, whoever scrolled there.

// noteArrival remembers a job that came in on the first page.
func (m *Model) noteArrival(id api.JobID) {
	if page, _, ok := m.store.PageOf(id); ok && page == 0 {
		m.arrived[id] = struct{}{}
	}
}

// seeArrivals forgets those that are not above what is on screen, or not any more.
func (m *Model) seeArrivals() {
	rows := m.liveRows()
	for id := range m.arrived {
		_, held := m.store.Get(id)
		if i, here := rows.Index(action.JobRow(id)); here && i >= m.list.Above() || !held {
			delete(m.arrived, id)
		}
	}
}

// above says what is above what is on screen and was not seen, or waits; "" when
// nothing is.
func (m *Model) above() string {
	if m.frozen != nil {
		return ""
	}
	rows := m.liveRows()
	jobs, waiting := 0, min(len(rows.locals), m.list.Above())
	if rows.page > 0 && !m.flat() {
		waiting = len(m.create.Pending.All())
	}
	for id := range m.arrived {
		if _, here := rows.Index(action.JobRow(id)); here || !m.flat() {
			jobs++
		}
	}
	var parts []string
	if waiting > 0 {
		parts = append(parts, fmt.Sprintf("%d waiting", waiting))
	}
	if jobs > 0 {
		parts = append(parts, fmt.Sprintf("%d new", jobs))
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, ", ") + " above, g"
}

// withAbove puts what came in above before what else there is at the foot's end.
func (m *Model) withAbove(f joblist.Foot) joblist.Foot {
	if s := m.above(); s != "" {
		f.Aside = strings.TrimSuffix(s+"   "+f.Aside, "   ")
	}
	return f
}

// untouched tells whether nobody has pressed a key since the session was opened: then
// the list stands at its top whatever comes in.
func (m *Model) untouched() bool {
	return !m.poll.LastKey().After(m.openedAt) && m.carry.since.IsZero()
}
