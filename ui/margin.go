package ui

import (
	"slices"
	"time"

	"lipdash/api"
	"lipdash/ui/kit/format"
)

// margin is what stands around the list and says the same as the rows in other
// words: the window's title and the pace. It follows a change after the row's two
// bright seconds. Who looks sees the row; a slow link is spared the rest until it is
// quiet.
type margin struct {
	title string
	// active tells whether there is anything to poll, within how long a change
	// takes to be seen at worst.
	active bool
	within time.Duration
	at     time.Time
}

// marginAfter is how long the margin waits after the last change, and marginWaits
// the longest that it lags behind, where rows never stop changing.
const (
	marginAfter = brightFor + beat
	marginWaits = 10 * time.Second
)

func (m *Model) settleMargin() {
	if m.now.Sub(m.poll.lastChange) < marginAfter && m.now.Sub(m.margin.at) < marginWaits {
		return
	}
	m.margin = margin{title: m.titleNow(), active: len(m.store.Active()) > 0, within: m.poll.within, at: m.now}
}

// marginDue tells whether the margin still waits for a change to be over.
func (m *Model) marginDue() bool { return m.margin.at.Before(m.poll.lastChange.Add(marginAfter)) }

// titleNow tells the counts to a terminal that is not looked at.
func (m *Model) titleNow() string {
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
	if m.screen != screenJobs || m.bodyHidden() || m.stands() {
		return true
	}
	rows := m.rows()
	from, to := m.list.Visible(rows)
	return slices.ContainsFunc(ids, func(id api.JobID) bool {
		i, ok := rows.Index(id)
		return !ok || i < from || i >= to
	})
}

// bright tells whether a row is brighter because its state changed a moment ago.
func (m *Model) bright(id api.JobID) bool {
	_, ok := m.changed[id]
	return ok
}
