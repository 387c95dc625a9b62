package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/theme"
	"lipdash/ui/overlay/confirm"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/transfers"
)

// moveFile does what the user wants of a file on its way.
func (m *Model) moveFile(a action.MoveTransfer) tea.Cmd {
	if o := m.create.Pending.Find(a.ID.Upload); o != nil {
		if a.Wish == action.Cancel {
			return m.decide(o, true)
		}
		return m.say(statusbar.Info, "an upload goes on by itself; x takes its lipsync back")
	}
	t, ok := m.transfers.Find(a.ID.Download)
	switch why := immovable(t, a.Wish, m.now); {
	case !ok || m.downloads == nil:
		return nil
	case t.Asks && (a.Wish == action.Resume || a.Wish == action.Retry):
		m.openDialog(inTheWay(a.ID, t.Name))
		return nil
	case why != "":
		return m.say(statusbar.Info, why)
	}
	return m.guarded(calls.MoveTransfer(m.ctx, m.downloads, t, a.Wish))
}

// immovable says why a wish makes no sense for a transfer, "" when it does.
func immovable(t transfers.Transfer, wish action.Wish, now time.Time) string {
	switch {
	case wish == action.Pause && t.Over():
		return "it is not on its way: there is nothing to pause"
	case wish == action.Retry && t.State == transfers.Running && !t.Waits(now):
		return "it is coming down: there is nothing to try again"
	case wish == action.Retry && (t.State == transfers.Done || t.State == transfers.Paused):
		return "t tries again what failed; d on the job fetches it again"
	}
	return ""
}

// inTheWay asks about a file that has the name of one that is to come.
func inTheWay(id action.FileID, name string) confirm.Spec {
	return confirm.Spec{
		Title: "There is a file of that name",
		Lines: []confirm.Line{{Text: name}, {Text: "It is not written over unless you say so.", Tone: theme.Muted}},
		Buttons: []confirm.Button{
			{Label: "Leave it"},
			{Label: "Keep both", Action: action.MoveTransfer{ID: id, Wish: action.KeepBoth}},
			{Label: "Replace it", Action: action.MoveTransfer{ID: id, Wish: action.Replace}, Danger: true},
		},
		Danger: true, Choice: true,
	}
}

// gotoRow shows a row of the list, when it is loaded.
func (m *Model) gotoRow(row action.RowID) tea.Cmd {
	if _, ok := m.store.Get(row.Job); !ok && m.create.Pending.Find(row.Submission) == nil {
		return m.say(statusbar.Info, "its job is not among those that are loaded")
	}
	m.home()
	m.browse.Show(row, m.list.Touched())
	m.list.Goto(row, m.rows())
	return nil
}
