package ui

import (
	"path/filepath"
	"strings"

	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/overlay/confirm"
	"lipdash/ui/pane/statusbar"

	tea "charm.land/bubbletea/v2"
)

// transferOf is a transfer by its id.
func (m *Model) transferOf(id string) (Transfer, bool) {
	for _, t := range m.transfers {
		if t.ID == id {
			return t, true
		}
	}
	return Transfer{}, false
}

// moveFile does what the user wants of a transfer.
func (m *Model) moveFile(a action.MoveTransfer) tea.Cmd {
	if o := m.uploadOf(a.ID); o != nil {
		if a.Wish == action.Cancel {
			return m.openTakeBack(o)
		}
		return m.say(statusbar.Info, "an upload goes on by itself; x takes its lipsync back")
	}
	t, ok := m.transferOf(a.ID)
	switch {
	case !ok || m.downloads == nil:
		return nil
	case t.Asks && (a.Wish == action.Resume || a.Wish == action.Retry):
		return m.askTransfer(a.ID)
	case a.Wish == action.Pause && t.over():
		return m.say(statusbar.Info, "it is not on its way: there is nothing to pause")
	case a.Wish == action.Retry && t.State == TransferRunning && !t.NextTry.After(m.now):
		return m.say(statusbar.Info, "it is coming down: there is nothing to try again")
	case a.Wish == action.Retry && (t.State == TransferDone || t.State == TransferPaused):
		return m.say(statusbar.Info, "t tries again what failed; d on the job fetches it again")
	}
	return m.guarded(moveTransfer(m.ctx, m.downloads, t.ID, t.Name, a.Wish))
}

func (m *Model) applyTransferMoved(msg transferMovedMsg) tea.Cmd {
	if m.downloads == nil {
		return nil
	}
	if msg.err != nil {
		return m.say(statusbar.Bad, msg.name+": "+msg.err.Error())
	}
	said := map[action.Wish]string{
		action.Pause: " is paused, z goes on", action.Cancel: " is stopped, its part file is kept", action.Retry: " is tried again", action.Forget: " is off the list",
	}[msg.wish]
	// What the user did shows at once, whatever the listening waits for.
	cmd := m.takeTransfers()
	if said == "" {
		return cmd
	}
	return tea.Batch(cmd, m.say(statusbar.Info, msg.name+said))
}

// uploadOf is the submission of an upload's row, nil for other rows.
func (m *Model) uploadOf(id string) *Outgoing {
	rest, ok := strings.CutPrefix(id, uploadPrefix)
	if !ok {
		return nil
	}
	return m.local(action.SubmissionRow(submission.ID(rest)))
}

// askTransfer decides about a file that is in the way, or goes to the job.
func (m *Model) askTransfer(id string) tea.Cmd {
	if o := m.uploadOf(id); o != nil {
		return m.gotoRow(action.SubmissionRow(o.ID))
	}
	t, ok := m.transferOf(id)
	if !ok {
		return nil
	}
	if !t.Asks {
		return m.gotoRow(action.JobRow(t.Job))
	}
	m.openDialog(confirm.Spec{
		Title: "There is a file of that name",
		Lines: []confirm.Line{{Text: t.Name}, {Text: "It is not written over unless you say so.", Tone: confirm.Muted}},
		Buttons: []confirm.Button{
			{Label: "Leave it"},
			{Label: "Keep both", Action: action.MoveTransfer{ID: id, Wish: action.KeepBoth}},
			{Label: "Replace it", Action: action.MoveTransfer{ID: id, Wish: action.Replace}, Danger: true},
		},
		Danger: true, Choice: true,
	})
	return nil
}

// gotoRow shows a row of the list, when it is loaded.
func (m *Model) gotoRow(row action.RowID) tea.Cmd {
	if _, ok := m.store.Get(row.Job); !ok && m.local(row) == nil {
		return m.say(statusbar.Info, "its job is not among those that are loaded")
	}
	m.screen = screenJobs
	if page, _, ok := m.store.PageOf(row.Job); ok {
		m.page = page
	}
	if _, shown := m.rows().Index(row); !shown {
		m.clearFilter()
	}
	m.list.Goto(row, m.rows())
	return nil
}

// takeTransfers looks at the queue: what arrived is said, and known as saved.
func (m *Model) takeTransfers() tea.Cmd {
	before := map[string]TransferState{}
	for _, t := range m.transfers {
		before[t.ID] = t.State
	}
	wasOpen := m.transferTotals().open > 0
	m.setTransfers(m.downloads.Transfers())
	m.noteFiles()
	if !wasOpen && m.transferTotals().open > 0 {
		m.transfersSince = m.now
		m.count()
	}
	var arrived, failed []Transfer
	for _, t := range m.transfers {
		was, known := before[t.ID]
		switch {
		case known && was == t.State, t.At.Before(m.filesSince):
			// It is no news, or was none to this run.
		case t.State == TransferDone:
			arrived = append(arrived, t)
			m.noteSaved(t)
		case t.State == TransferFailed:
			failed = append(failed, t)
		}
	}
	return m.sayArrived(arrived, failed)
}

func (m *Model) sayArrived(arrived, failed []Transfer) tea.Cmd {
	switch {
	case len(failed) > 0:
		return m.flash(statusbar.Bad, failed[0].Name+": "+failed[0].Reason+" 3 shows it.")
	case len(arrived) == 1:
		return m.flash(statusbar.Good, "saved "+arrived[0].Name)
	case len(arrived) > 1:
		return m.flash(statusbar.Good, "saved "+format.Count(len(arrived), "file", "files"))
	}
	return nil
}

func (m *Model) applyTransfersChanged(msg transfersChangedMsg) tea.Cmd {
	if m.downloads == nil {
		return nil
	}
	return tea.Batch(m.guarded(listenTransfers(m.ctx, msg.more)), m.takeTransfers())
}

type folderOpenedMsg struct {
	id        string
	elsewhere bool
	err       error
}

// openFolder opens the folder of a transfer in the file manager; where there is
// none, its path is copied.
func (m *Model) openFolder(id string) tea.Cmd {
	t, ok := m.transferOf(id)
	if !ok || m.opts.Opener == nil {
		return m.copyPath(id)
	}
	ctx, o := m.ctx, m.opts.Opener
	return m.guarded(func() tea.Msg {
		elsewhere, err := o.Reveal(ctx, filepath.Dir(t.Path))
		return folderOpenedMsg{id: id, elsewhere: elsewhere, err: err}
	})
}

func (m *Model) applyFolderOpened(msg folderOpenedMsg) tea.Cmd {
	switch {
	case msg.elsewhere:
		return m.copyPath(msg.id)
	case msg.err != nil:
		return m.say(statusbar.Bad, "not opened: "+msg.err.Error())
	}
	return m.say(statusbar.Good, "opened the folder")
}

// copyPath copies where a file is, or will be, as one word for a shell.
func (m *Model) copyPath(id string) tea.Cmd {
	path := ""
	if t, ok := m.transferOf(id); ok {
		path = t.Path
	} else if o := m.uploadOf(id); o != nil {
		path = o.Values[o.Param]
	}
	return m.copy(action.Copy{What: "path", Text: format.QuotePath(path)})
}
