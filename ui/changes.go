package ui

import (
	"slices"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
)

// windowTitle tells the counts to a terminal that is not looked at.
func (m *Model) windowTitle() string {
	c := m.store.Counts()
	t := "lipdash"
	if c.Running+c.Pending > 0 {
		t += " - " + format.Count(c.Running+c.Pending, "active", "active")
	}
	if c.Failed > 0 {
		t += " - " + format.Count(c.Failed, "failed", "failed")
	}
	return t
}

// unseen tells whether any of these jobs changed without its row saying so on screen.
// Of the others the row says all there is to say, brightly.
func (m *Model) unseen(ids []api.JobID) bool {
	if m.screen != screenJobs || m.layers.Hides() || m.stands() {
		return true
	}
	rows := m.rows()
	from, to := m.list.Visible(rows)
	return slices.ContainsFunc(ids, func(id api.JobID) bool {
		i, ok := rows.Index(action.JobRow(id))
		return !ok || i < from || i >= to
	})
}

// bright tells whether a row is brighter because its state changed a moment ago.
func (m *Model) bright(id api.JobID) bool {
	_, ok := m.changed[id]
	return ok
}
