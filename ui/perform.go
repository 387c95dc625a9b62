package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/layout"
	"lipdash/ui/nav"
	"lipdash/ui/overlay/help"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/rows"
	"lipdash/ui/state/browse"
	"lipdash/ui/state/create"
	"lipdash/ui/state/edits"
	"lipdash/ui/state/share"
)

// perform turns an action into a change of state or a command, one line each.
func (m *Model) perform(a action.Action) tea.Cmd {
	if why := m.refusesWrite(a); why != "" {
		return m.flash(statusbar.Warning, why)
	}
	if m.Screen == nav.Jobs && ofTwoPanes(a) && m.layout().Side == 0 {
		return m.say(statusbar.Info, layout.OnePane)
	}
	switch a := a.(type) {
	case action.Quit:
		return m.quit(a.Force)
	case action.Back:
		return m.back()
	case action.Help:
		m.layers.Push(help.New(m.keys, m.opts.Notices, m.screenScopes()[0].bindings...))
	case action.Suspend:
		return tea.Suspend
	case action.Redraw:
		return tea.ClearScreen
	case action.FocusPane:
		if m.Screen == nav.Jobs && m.layout().Side > 0 {
			m.DetailFocus = !m.DetailFocus
		}

	case action.Refresh:
		return m.refresh()
	case action.Resync:
		if m.isOpen() {
			m.store.Repage()
			m.browse.ReadAgain()
		}
		return m.refresh()
	case action.NextPage:
		return m.move(m.browse.NextPage(m.list.AtEnd(m.rows())))
	case action.PrevPage:
		if a.ToLast {
			return m.move(m.browse.PrevPage(browse.Bottom))
		}
		return m.move(m.browse.PrevPage(browse.Top))
	case action.FirstPage:
		return m.move(m.browse.FirstPage(m.list.Above()))

	case action.AskFilter, action.Filter, action.EndFilter, action.FilterState, action.FilterReason, action.NextSort, action.ReverseSort:
		return m.find(a)
	case action.AskViews, action.UseView, action.AskSaveView, action.SaveView, action.DropView:
		return m.onView(a)
	case action.ShowFailures:
		m.Enter(nav.Failures)
		return nil
	case action.MarkJobs:
		return m.markJobs(a)
	case action.LoadAll:
		if m.isOpen() {
			return m.say(statusbar.Info, m.browse.LoadAll(m.keys.Of(keymap.LoadAll, keymap.Jobs)))
		}

	case action.OpenJob:
		return m.openJob(a.ID)
	case action.ShowRaw:
		return m.showRaw()
	case action.AskCopy:
		return m.openCopyMenu(a.IDs)
	case action.Copy:
		return m.toClipboard(calls.TextCopied{Of: share.Text{What: "the " + a.What, Text: a.Text}})
	case action.CopyPart:
		return m.share(share.Copy, a.Part, a.IDs)
	case action.ShowPlain:
		return m.share(share.Show, "", a.IDs)
	case action.OpenLink:
		return m.share(share.Open, share.Video, []action.RowID{a.ID})

	case action.Download:
		return m.download(a)
	case action.MoveTransfer:
		return m.moveFile(a)
	case action.MoveTransfers:
		return m.moveFiles(a)
	case action.AskSheet, action.OpenSheet, action.ReadSheet, action.EditSheet, action.FixCell, action.ToggleRow, action.AskSend, action.SendSheet,
		action.CompleteSheet, action.CompleteCell:
		return m.onSheet(a)
	case action.OpenBatch, action.FetchBatch, action.SaveResults, action.WatchBatch, action.AskRetry, action.RetryItems:
		return m.onBatch(a)
	case action.GotoRow:
		return m.gotoRow(a.Row)
	case action.OpenFolder:
		return m.openFolder(a.Path)
	case action.Show:
		m.Show(a.Tab)
	case action.Turn:
		m.Turn(a.By)

	case action.NewJob:
		return m.openForm()
	case action.CloseForm:
		return m.leaveForm(false)
	case action.DiscardDraft:
		return m.leaveForm(true)
	case action.SubmitForm:
		values, batch := m.source().Lipsyncs(a)
		return m.created(m.create.Submit(values, batch, rows.Typed(m.form), api.NewIdempotencyKey, m.now, m.conditions()))
	case action.AskAgain:
		return m.openAgain(a, a.IDs, nil)
	case action.AskPromote:
		return m.openAgain(a, a.IDs, create.InPrecision)
	case action.Duplicate:
		return m.duplicate(a.ID)
	case action.Remake:
		return m.created(m.create.Remake(a.IDs, a.Change, a.Cost, m.conditions().Over(a.Over)))
	case action.GoOn:
		return m.created(m.create.Flow.Yes(a.N, a.Rest, m.conditions()))
	case action.EditText:
		if !m.create.Flow.Busy() {
			return calls.EditText(m.opts.Editor, m.form.Typed())
		}
	case action.Decide:
		calls.Decided(m.memory, a)
	case action.PauseQueue:
		return m.arrange(m.create.Pending.Pause())
	case action.Hold:
		return m.arrange(m.create.Pending.Hold(action.SubmissionsOf(a.IDs)))
	case action.Shift:
		return m.arrange(m.create.Pending.Shift(action.SubmissionsOf(a.IDs), a.Up))
	case action.PickDraft:
		return m.pickDraft(a.ID)
	case action.DropDrafts:
		return tea.Batch(m.created(m.create.Drafts.Drop(a.IDs)), m.perform(a.Then))
	case action.CheckFile, action.ListVoices, action.CheckVoices, action.CompletePath:
		return calls.LookAt(m.ctx, m.opts.Files, m.memory, a)
	case action.AskRename:
		return m.openRename(a.IDs)
	case action.Rename:
		m.review.Behind()
		return m.edited(m.edits.Rename([]edits.Title{edits.Title(a)}, m.store.Title, true))
	case action.RenameAll:
		m.toast.Clear()
		return m.renameMarked(a.Titles)
	case action.Redo:
		return m.redo(a.IDs)
	case action.AskDelete:
		return m.openDelete(a.IDs)
	case action.Delete:
		return m.deleteRows(a.IDs)
	case action.Undo:
		return m.undoLast()

	case action.Watch:
		return m.watch(a.IDs)
	case action.Review:
		return m.onReview(a)
	case action.WatchAll:
		return m.say(statusbar.Info, m.notifier.NextAbout())

	case action.AskKey:
		return m.askKey("")
	case action.UseKey:
		return m.useKey(a)
	case action.UseCLIKey:
		return m.connect("", m.opts.CLIKey)
	case action.OpenDemo:
		return m.connect("", m.opts.OpenDemo)
	}
	return m.performLook(a)
}

// back goes back one step: the job's screen, the pane's focus, then what the list
// was told; at the top it does nothing, so esc never quits.
func (m *Model) back() tea.Cmd {
	switch {
	case m.stands():
		return m.freeze()
	case m.Screen == nav.Job, m.Screen == nav.Batches, m.Screen == nav.Batch, m.Screen == nav.Transfers, m.Screen == nav.Activity:
		m.Back()
	case m.Screen == nav.Sheet:
		m.Back()
		return m.say(statusbar.Info, m.sheets.Leaving(m.keys.Of(keymap.Sheet, keymap.Jobs)))
	case m.DetailFocus:
		m.DetailFocus = false
	case m.Screen == nav.Failures:
		m.Home()
	default:
		return m.takeOff()
	}
	return nil
}

// refresh asks now. After a refused key it looks for the key anew first, since
// that is what the user will have changed.
func (m *Model) refresh() tea.Cmd {
	if !m.isOpen() {
		return nil
	}
	m.browse.TryAgain()
	if dial := m.ReconnectOr(m.opts.Reconnect); m.poll.Refused() != nil && dial != nil {
		unsent := m.endEdits()
		m.poll.Allow()
		return tea.Batch(unsent, m.connect("", dial))
	}
	m.poll.Allow()
	if m.memory != nil {
		m.memory.Resume()
	}
	held := m.poll.HeldBack(m.pollConditions())
	cmds := []tea.Cmd{m.polls(m.poll.Refresh), m.readAccount(true)}
	if !held {
		cmds = append(cmds, m.flash(statusbar.Info, "asked"))
	}
	if wait := m.poll.Next().Sub(m.now); held && wait >= time.Second { // nothing on screen moves until then
		cmds = append(cmds, m.flash(statusbar.Info, "the minute's calls are spent, asking in "+format.Took(wait)))
	}
	return tea.Batch(cmds...)
}

func (m *Model) openJob(row action.RowID) tea.Cmd {
	if o := m.create.Pending.Find(row.Submission); o != nil {
		return m.decide(o, false)
	}
	m.FocusJob(m.layout().Side > 0)
	if !m.isOpen() || m.poll.Refused() != nil {
		return nil
	}
	return m.read(row.Job)
}
