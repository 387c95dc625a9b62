package ui

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/ask"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/nav"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/rows"
	"lipdash/ui/state/create"
	"lipdash/ui/timer"
	"lipdash/ui/toast"
)

// Update is the table of contents: one line per message. What a message does
// is in the file of its kind.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	m.now = time.Now()
	var cmd tea.Cmd
	slept := m.clock.both.Slept(m.opts.Wall(), m.now)
	if slept > 0 {
		m.poll.Slept(slept)
		cmd = m.resumed()
	}
	_, resumed := msg.(tea.ResumeMsg)
	cmd = tea.Batch(cmd, countDown(m, m.edits.Shown(m.now, slept > 0 || resumed)), m.dispatch(msg))
	// The question before quitting promises that these jobs are kept.
	cmd = tea.Batch(cmd, countDown(m, m.edits.Stand(leaving(&m.layers), m.now)))
	if m.width == 0 {
		return m, cmd
	}
	l := m.layout()
	m.place(l, &m.Nav)
	// What lies over the panes leaves the line for the keys, which say how to close it.
	m.layers.SetSize(l.Width, max(1, l.Height-l.Hints), l.Body)
	m.carryOut(m.edits.Listed(m.store.Title, m.store.IsCached))
	if m.OnJob() {
		m.store.Look(m.list.Cursor().Job)
	}
	cmd = tea.Batch(cmd, m.catchUp(), m.due())
	m.showPanes()
	return m, cmd
}

// due asks what is due, once the list is what it is after a message.
func (m *Model) due() tea.Cmd {
	known := m.browse.InView(m.list.Visible(m.rows()))
	if m.Screen == nav.Failures {
		known = m.browse.Open()
	}
	known = slices.Concat(known, m.browse.Cache.Away(m.create.Records.Here, m.transfers.Expected))
	cmds := []tea.Cmd{m.perform(m.form.Ask()), m.askJournal(known, m.now), m.readAccount(false)}
	// No way of changing the form can be forgotten: it is looked at after every message.
	if m.create.Drafts.Typed(rows.Typed(m.form), api.NewIdempotencyKey, m.now) {
		cmds = append(cmds, timer.After(create.Pause, draftPausedMsg{}))
	}
	if m.transfers.MayAsk(m.now) {
		cmds = append(cmds, m.readSaved(m.browse.InView(m.list.Visible(m.rows()))))
	}
	cmds = append(cmds, m.carryOutSheet(m.sheets.Due(m.memory != nil)))
	cmds = append(cmds, m.guarded(calls.LookAtSources(m.ctx, m.opts.Files, m.create.LookAt(m.list.Cursor(), m.poll.LastKey(), m.now))))
	run, nextHook := m.runHooks(m.now)
	next := m.timer.Arm(m.now, m.clock.ticked.Add(m.tick(m.stands(), m.now)), m.poll.Next(), m.edits.Next(m.now), m.browse.Next(), m.notifier.Next(), m.batches.Next(), nextHook)
	return tea.Batch(append(cmds, run, next)...)
}

// dispatch is for what comes from the terminal, and for what is not of one account.
func (m *Model) dispatch(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
		m.Resized(m.layout().Side > 0)
	case tea.KeyPressMsg:
		return m.keyPressed(msg)
	case tea.MouseMsg:
		return m.moused(msg)
	case tea.PasteMsg:
		if paste := m.scopes()[0].paste; paste != nil {
			return m.perform(paste(msg.Content))
		}
		if m.poll.Refused() != nil {
			return m.askKey(msg.Content) // what else would it be
		}
	case tea.BackgroundColorMsg:
		if m.opts.Dark == nil {
			m.sawBackground(msg.Color)
		}
	case tea.ColorProfileMsg:
		m.sawProfile(msg.Profile, m.opts.Color != "never")
	case tea.FocusMsg:
		m.focus(true)
		return m.polls(m.poll.Resumed)
	case tea.BlurMsg:
		m.focus(false)
	case tea.ResumeMsg:
		return m.resumed()

	case sessionMsg:
		return m.applyGuarded(msg)
	case timer.Msg:
		return m.timedOut(msg)
	case toast.ExpiredMsg:
		m.toast.Expired(msg)
	case calls.TextEdited:
		return m.say(statusbar.Bad, m.form.Edited(msg.Values, msg.Errs, msg.Err))
	case draftPausedMsg:
		return m.created(m.create.Drafts.Due())
	case calls.FileChecked:
		m.form.FileChecked(msg.Param, msg.File)
	case calls.VoicesListed:
		return m.perform(m.form.VoicesListed(msg.Text, msg.Sources, msg.More))
	case calls.SheetPathsCompleted:
		m.sheet.Completed(msg.Prefix, msg.Paths)
	case calls.SheetEdited:
		if msg.Err != nil {
			return m.say(statusbar.Bad, msg.Err.Error())
		}
		return m.carryOutSheet(m.sheets.Again())
	case calls.PathsCompleted:
		return calls.MeasurePaths(m.opts.Files, m.form.Completions(msg.Param, msg.Prefix, msg.Found))
	case calls.PathsMeasured:
		m.form.Measured(msg.Lengths)
	case calls.Notified:
		return m.applyTold(msg)
	case calls.Opened:
		m.opening = m.opening && msg.Err == nil && msg.Elsewhere && msg.Instead != nil
		return m.opened(msg)
	}
	return nil
}

// dispatchGuarded is for what is of one session; the guard alone calls it (guard.go), so
// that a result that does not say whose it is does nothing.
func (m *Model) dispatchGuarded(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case calls.SessionOpened:
		return m.applySessionOpened(msg)
	case calls.JobsListed:
		return m.applyJobsListed(msg)
	case calls.StatusesPolled:
		return m.applyStatusesPolled(msg)
	case calls.JobRead:
		return m.applyJobRead(msg)
	case calls.AccountRead:
		return m.applyAccountRead(msg)
	case calls.JobEdited:
		return m.applyJobEdited(msg)
	case calls.MemoryOpened:
		return m.applyMemoryOpened(msg)
	case memorySlowMsg:
		return m.created(m.create.Opening.StillSlow(msg.since))
	case calls.OutgoingChanged:
		return tea.Batch(m.guarded(calls.ListenOutgoing(m.life, m.memory)), m.takeOutgoing())
	case calls.Arranged:
		return m.applyArranged(msg)
	case calls.Submitted:
		return m.created(m.create.HandedOver(msg.N, msg.Handed, msg.Err, m.conditions()))
	case calls.BatchesRead:
		m.batches.Read(msg.List, msg.Err, m.now)
		return m.tellBatches(m.batches.News(m.store, m.now), m.notifier)
	case calls.BatchRetried:
		return m.applyBatchRetried(msg)
	case calls.SheetRead, calls.SheetFilesLooked, calls.InputsAsked, calls.BatchSubmitted:
		return m.applySheet(msg)
	case calls.RecordsRead:
		return m.applyRecordsRead(msg)
	case calls.Estimated:
		made := action.JobRows(msg.Choice.Make...)
		m.openDialog(ask.Again(msg.Choice, m.create.Review(msg.Choice, msg.Estimates, m.store), m.names.Subject(made), m.names.Few(made)))
	case calls.Reviewed:
		m.browse.Renew(m.review.Saved(msg.Kept)...)
		if msg.Err != nil {
			return m.failed("the review is not kept", msg.Err)
		}
	case calls.SourcesLooked:
		m.create.Sources.Looked(msg.Files)
	case calls.CacheRead:
		return m.applyCacheRead(msg)
	case calls.CacheSaved:
		m.browse.Cache.Kept(msg.Err, m.now)
		return nil
	case calls.SameFound:
		return m.created(m.create.SameFound(msg.N, msg.Found, m.store, m.conditions()))
	case calls.TypicalRead:
		m.create.Durations.Learned(msg.Mode, msg.Typical)
	case calls.SpentRead:
		m.create.Money.Read(msg.Amount, msg.Day)
	case calls.TransfersChanged:
		return tea.Batch(m.guarded(calls.ListenTransfers(m.life, m.downloads)), m.lookAtFiles())
	case calls.FilesTold:
		return m.applyFilesTold(msg)
	case calls.SavedRead:
		return m.applySavedRead(msg)
	case calls.ViewKept:
		return m.viewKept(msg)
	case calls.DraftSaved:
		return m.created(m.create.Drafts.Saved(msg.Edit, msg.Err, m.conditions().Trouble))
	case calls.TextCopied:
		return m.applyCopied(msg)
	case calls.LinksRenewed:
		return m.applyLinksRenewed(msg)
	case calls.Opened:
		m.opening = m.opening && msg.Err == nil && msg.Elsewhere && msg.Instead != nil
		return m.opened(msg)
	case calls.CallMade:
		return m.applyCallMade(msg.Call)
	case calls.HookRan:
		return m.hookRan(m.session, msg)
	case calls.BatchesTouched:
		return m.batchesTouched(msg, m.now)
	case calls.LeftKept:
		return m.leftKept(msg)
	case calls.Disconnected:
		return tea.Batch(m.guarded(calls.ListenDisconnects(m.life, m.Disconnects)), m.polls(m.poll.Disconnected))
	}
	return nil
}
