package ui

import (
	"cmp"

	"lipdash/ui/calls"
	"lipdash/ui/state/browse"
)

// A key that is refused ends what waits to leave, and the session that follows it
// is another one. What the old one left undone is not lost with it: it stands on
// its jobs again once they are listed with the new key (state/edits), and the list
// comes back as it was left.

// takeOver is what goes on in the session on screen of one that it replaces, if both are
// of the same place; job ids are an account's own, so none of it fits a stranger's job.
func (m *Model) takeOver(before *session) {
	if !before.isOpen() || !samePlace(before.Identity, m.Identity) {
		return
	}
	m.edits.CarryOver(before.edits.Unfinished())
	m.transfers.CarryOver(before.transfers)
	m.carriedFrom = cmp.Or(before.account.Username, before.carriedFrom)
	m.browse.Return(before.browse.Left(m.list.Cursor(), m.list.Touched(), m.now))
}

// samePlace tells whether two sessions differ by their key at most.
func samePlace(a, b calls.Identity) bool {
	a.KeyTail, b.KeyTail = "", ""
	return a == b
}

// carriedFor drops what was carried over when the new key turns out to be of another
// account.
func (m *Model) carriedFor(username string) {
	if was := m.carriedFrom; was != "" && username != "" && was != username {
		m.carriedFrom = ""
		m.browse.Return(browse.Place{})
		m.edits.DropCarried()
		m.transfers.DropCarried()
		m.list.ClearMarks()
	}
}
