package ui

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/find"
	"lipdash/ui/statusbar"
)

// A key that is refused ends what waits to leave, and the session that follows it
// is another one. What the old one left undone is not lost with it: it stands on
// its jobs again once they are listed with the new key.

// errReopened is why nobody knows, or nothing was sent, when a session made place
// for another before the answer.
var errReopened = errors.New("the key was looked for again before that was settled")

// stopSending ends what waits to leave, if the key was refused.
func (m *Model) stopSending() tea.Cmd {
	if m.refused == nil {
		return nil
	}
	return tea.Batch(m.sendDeletes(), m.sendRenames())
}

// abandonBeforeReconnect gives up all deletes that have not left, those in their
// undo window too: the session they were asked for is about to end.
func (m *Model) abandonBeforeReconnect() tea.Cmd {
	if m.opts.Reconnect == nil {
		return nil
	}
	var unsent []api.JobID
	for id := range m.doomed {
		if m.unsent(id) || slices.Contains(m.deletes.waiting, id) {
			unsent = append(unsent, id)
		}
	}
	slices.SortFunc(unsent, m.listOrder)
	m.deletes.waiting = unsent
	return m.stopSending()
}

// owed is what a session left undone, whose it was, and at which place.
type owed struct {
	outcomes map[api.JobID]outcome
	username string
	// cursor is the job it stood on at since, and query what was filtered and
	// sorted by: the list comes back as it was left.
	cursor api.JobID
	since  time.Time
	query  find.Query
}

// leftUndone is what the session on screen leaves undone for one that opens the
// same place; job ids are an account's own, so none of it fits a stranger's job.
func (m *Model) leftUndone(next Identity) owed {
	if !m.isOpen() || !samePlace(m.Identity, next) {
		return owed{}
	}
	out := maps.Clone(m.outcomes)
	maps.Copy(out, m.owed.outcomes) // of jobs that were not listed since
	for id, d := range m.doomed {
		out[id] = outcome{what: deleted, unsent: !d.sent, lost: d.sent, err: errReopened}
	}
	for id, r := range m.renames {
		waits := slices.Contains(m.retitles.waiting, id)
		out[id] = outcome{what: renamed, title: r.want, unsent: waits, lost: !waits, err: errReopened}
	}
	return owed{outcomes: out, username: cmp.Or(m.account.Username, m.owed.username), cursor: cmp.Or(m.list.Cursor(), m.owed.cursor), since: m.now, query: m.finding.index.Query()}
}

// recallPlace puts the cursor back on its job once that is listed, unless a key was
// pressed meanwhile.
func (m *Model) recallPlace() {
	id := m.owed.cursor
	if id == "" || m.poll.lastKey.After(m.owed.since) {
		m.owed.cursor = ""
		return
	}
	page, _, ok := m.store.PageOf(id)
	if !ok {
		return
	}
	if rows := m.rowsOf(page); m.frozen == nil {
		if _, shown := rows.Index(id); shown {
			m.page, m.owed.cursor = page, ""
			m.list.Goto(id, rows)
		}
	}
}

// samePlace tells whether two sessions differ by their key at most.
func samePlace(a, b Identity) bool {
	a.KeyTail, b.KeyTail = "", ""
	return a == b
}

// recallOwed puts what is owed on the jobs that were listed meanwhile.
func (m *Model) recallOwed() {
	for id, o := range m.owed.outcomes {
		e, ok := m.store.Get(id)
		if !ok || m.store.IsHearsay(id) {
			continue
		}
		delete(m.owed.outcomes, id)
		if o.what == renamed && e.Job.Title == o.title || m.doomed[id] != nil || m.renames[id] != nil {
			continue // it was done after all, or is asked for again
		}
		m.outcomes[id] = o
		m.list.Mark([]api.JobID{id})
	}
}

// owedTo drops what is owed when the new key turns out to be of another account.
func (m *Model) owedTo(username string) {
	if was := m.owed.username; was != "" && username != "" && was != username {
		m.owed = owed{}
		m.list.ClearMarks()
	}
}

// redoRefused says that asking again has to wait for a key.
func (m *Model) redoRefused() tea.Cmd {
	return m.flash(statusbar.Warning, "the key is refused: "+m.reconnectKey()+" looks for it again, then "+m.againKey()+" tries these")
}
