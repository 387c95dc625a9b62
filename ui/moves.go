package ui

import (
	tea "charm.land/bubbletea/v2"

	"lipdash/ui/ask"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/pane/statusbar"
)

// moveFile does what the user wants of a file on its way.
func (m *Model) moveFile(a action.MoveTransfer) tea.Cmd {
	if o := m.create.Pending.Find(a.ID.Upload); o != nil {
		if a.Wish == action.Cancel {
			return m.decide(o, true)
		}
		return m.say(statusbar.Info, "an upload continues by itself; "+m.keys.Of(keymap.Cancel, keymap.Transfers)+" takes its lipsync back")
	}
	t, ok := m.transfers.Find(a.ID.Download)
	switch why := t.Immovable(a.Wish, m.now, m.browse.Keys); {
	case !ok || m.downloads == nil:
		return nil
	case t.Asks && (a.Wish == action.Resume || a.Wish == action.Retry):
		m.openDialog(ask.InTheWay(a.ID, t.Name))
		return nil
	case why != "":
		return m.say(statusbar.Info, why)
	}
	return m.guarded(calls.MoveTransfer(m.ctx, m.downloads, t, a.Wish, m.browse.Keys))
}

// moveFiles does what the user wants of several files; a cancel of many is asked about.
func (m *Model) moveFiles(a action.MoveTransfers) tea.Cmd {
	s := m.transfers.Several(a.IDs, a.Wish, m.now)
	switch why := s.Nothing(); {
	case m.downloads == nil:
		return nil
	case why != "":
		return m.say(statusbar.Info, why)
	case a.Wish == action.Cancel && !a.Sure:
		m.openDialog(ask.CancelFiles(a.IDs, s))
		return nil
	}
	return m.guarded(calls.MoveTransfers(m.ctx, m.downloads, s))
}

// gotoRow shows a row of the list, when it is loaded.
func (m *Model) gotoRow(row action.RowID) tea.Cmd {
	if _, ok := m.store.Get(row.Job); !ok && m.create.Pending.Find(row.Submission) == nil {
		return m.say(statusbar.Info, "its job is not among those that are loaded")
	}
	m.Home()
	m.browse.Show(row, m.list.Touched())
	m.list.Goto(row, m.rows())
	return nil
}
