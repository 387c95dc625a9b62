package ui

import (
	"cmp"
	"errors"
	"time"

	"lipdash/ui/kit/action"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/state/edits"
	"lipdash/ui/state/find"
)

// A key that is refused ends what waits to leave, and the session that follows it
// is another one. What the old one left undone is not lost with it: it stands on
// its jobs again once they are listed with the new key.

// errReopened is why nobody knows, or nothing was sent, when a session made place
// for another before the answer.
var errReopened = errors.New("the key was looked for again before that was over")

// abandonBeforeReconnect gives up all deletes that have not left, those in their
// undo window too: the session they were asked for is about to end.
func (m *Model) abandonBeforeReconnect() tea.Cmd {
	if m.opts.Reconnect == nil || m.refused == nil {
		return nil
	}
	return m.edited(m.edits.GiveUp(m.refused))
}

// carryOver is what a session left undone, whose it was, and at which place.
type carryOver struct {
	failures map[api.JobID]edits.Failure
	username string
	// cursor is the row it stood on at since, and query what was filtered and
	// sorted by: the list comes back as it was left.
	cursor action.RowID
	since  time.Time
	query  find.Query
}

// leftUndone is what the session on screen leaves undone for one that opens the
// same place; job ids are an account's own, so none of it fits a stranger's job.
func (m *Model) leftUndone(next Identity) carryOver {
	if !m.isOpen() || !samePlace(m.Identity, next) {
		return carryOver{}
	}
	out := m.edits.Unfinished(errReopened)
	for id, f := range m.carry.failures { // of jobs that were not listed since
		if !m.edits.Wanted(id) {
			out[id] = f
		}
	}
	return carryOver{
		failures: out, username: cmp.Or(m.account.Username, m.carry.username),
		cursor: cmp.Or(m.list.Cursor(), m.carry.cursor), since: m.now, query: m.finding.index.Query(),
	}
}

// recallPlace puts the cursor back on its job once that is listed, unless a key was
// pressed meanwhile.
func (m *Model) recallPlace() {
	id := m.carry.cursor
	if id == (action.RowID{}) || m.poll.lastKey.After(m.carry.since) {
		m.carry.cursor = action.RowID{}
		return
	}
	page, _, ok := m.store.PageOf(id.Job)
	if !ok {
		return
	}
	if rows := m.rowsOf(page); m.frozen == nil {
		if _, shown := rows.Index(id); shown {
			m.page, m.carry.cursor = page, action.RowID{}
			m.list.Goto(id, rows)
		}
	}
}

// samePlace tells whether two sessions differ by their key at most.
func samePlace(a, b Identity) bool {
	a.KeyTail, b.KeyTail = "", ""
	return a == b
}

// recallFailures puts what was carried over on the jobs that were listed meanwhile.
func (m *Model) recallFailures() {
	for id, f := range m.carry.failures {
		e, ok := m.store.Get(id)
		if !ok || m.store.IsCached(id) {
			continue
		}
		delete(m.carry.failures, id)
		if f.Kind == edits.Rename && e.Job.Title == f.Title || m.edits.Wanted(id) {
			continue // it was done after all, or is asked for again
		}
		m.edits.Fail(id, f)
		m.list.Mark(action.JobRows(id))
	}
}

// carriedFor drops what was carried over when the new key turns out to be of another
// account.
func (m *Model) carriedFor(username string) {
	if was := m.carry.username; was != "" && username != "" && was != username {
		m.carry = carryOver{}
		m.list.ClearMarks()
	}
}
