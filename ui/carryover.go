package ui

import (
	"cmp"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/state/find"
)

// A key that is refused ends what waits to leave, and the session that follows it
// is another one. What the old one left undone is not lost with it: it stands on
// its jobs again once they are listed with the new key (state/edits), and the list
// comes back as it was left.

// abandonBeforeReconnect gives up all deletes that have not left, those in their
// undo window too: the session they were asked for is about to end.
func (m *Model) abandonBeforeReconnect() tea.Cmd {
	if m.opts.Reconnect == nil || m.poll.Refused() == nil {
		return nil
	}
	return m.edited(m.edits.GiveUp(m.poll.Refused()))
}

// carryOver is where the user was in the session before this one, and whose it was: the
// row the cursor stood on at since, and what was filtered and sorted by.
type carryOver struct {
	username string
	cursor   action.RowID
	since    time.Time
	query    find.Query
}

// takeOver is what goes on in the session on screen of one that it replaces, if both are
// of the same place; job ids are an account's own, so none of it fits a stranger's job.
func (m *Model) takeOver(before *session) {
	if !before.isOpen() || !samePlace(before.Identity, m.Identity) {
		return
	}
	m.edits.CarryOver(before.edits.Unfinished())
	m.carry = carryOver{
		username: cmp.Or(before.account.Username, before.carry.username),
		cursor:   cmp.Or(m.list.Cursor(), before.carry.cursor), since: m.now, query: before.finding.index.Query(),
	}
	if m.carry.query.Active() {
		m.ask(func(q *find.Query) { *q = m.carry.query })
	}
}

// recallPlace puts the cursor back on its job once that is listed, unless a key was
// pressed meanwhile.
func (m *Model) recallPlace() {
	id := m.carry.cursor
	if id == (action.RowID{}) || m.poll.LastKey().After(m.carry.since) {
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
	failed := m.edits.Recall(func(id api.JobID) (string, bool) {
		title, ok := m.titleOf(id)
		return title, ok && !m.store.IsCached(id)
	})
	if len(failed) > 0 {
		m.list.Mark(action.JobRows(failed...))
	}
}

// carriedFor drops what was carried over when the new key turns out to be of another
// account.
func (m *Model) carriedFor(username string) {
	if was := m.carry.username; was != "" && username != "" && was != username {
		m.carry = carryOver{}
		m.edits.DropCarried()
		m.list.ClearMarks()
	}
}
