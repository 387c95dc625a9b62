package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/ask"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/nav"
	"lipdash/ui/pane/form"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/activity"
	"lipdash/ui/state/create"
	"lipdash/ui/state/store"
	"lipdash/ui/timer"
	"lipdash/ui/toast"
)

// What is made, and what is no job yet, is decided by state/create. Here its effects
// become calls, questions and notes.

// conditions are what the questions before a create depend on, now.
func (s *session) conditions() create.Conditions {
	c := create.Conditions{Open: s.memory != nil, Opening: s.create.Opening.UnderWay(), Limit: s.create.Money.Limit, Spent: s.create.Money.SpentToday()}
	if c.Open {
		c.Trouble = s.memory.Trouble()
	}
	return c
}

// takeOutgoing looks at the outbox.
func (m *Model) takeOutgoing() tea.Cmd {
	for _, line := range m.create.Retries.Look(m.memory.Retries(), m.names.Job, m.now) {
		m.log.Happened(m.now, activity.Note, line)
	}
	m.browse.Renew(append(m.review.Look(m.memory.Reviews()), m.create.Remakes.Look(m.memory.Remakes(), m.memory.Outgoing())...)...)
	cmd := m.created(slices.Concat(m.create.Queue(m.memory.Queue(), m.now), m.create.Looked(m.memory.Outgoing(), m.store, m.form.Empty(), m.memory.Trouble(), m.now)))
	m.batches.Changed()
	m.transfers.Sent(m.create.Pending.Uploads(), m.now)
	m.log.Uploads(m.now, m.create.Pending.All(), m.names.Submission, func(id record.BatchID) string { return m.batches.Called(id, m.now) })
	return cmd
}

// created does what follows from an event.
func (m *Model) created(effects []create.Effect) tea.Cmd {
	var cmds []tea.Cmd
	for _, e := range effects {
		cmds = append(cmds, m.carryOutCreate(e))
	}
	m.form.Submitting(m.create.Flow.Busy())
	m.list.Rejoined()
	return tea.Batch(cmds...)
}

// carryOutCreate turns an effect into calls, questions and what the form holds.
func (m *Model) carryOutCreate(e create.Effect) tea.Cmd {
	switch e := e.(type) {
	case create.LookForSame:
		return m.guarded(calls.LookForSame(m.ctx, m.memory, e, format.Midnight(m.now)))
	case create.Ask:
		m.openDialog(ask.Create(e, &m.create.Money, m.memory.Trouble(), m.names.Subject(e.Same.Rows())))
	case create.HandOver:
		return handOver(m, e)
	case create.RefuseForm:
		m.form.Refused(e.Fields, e.Text)
	case create.NotMadeAgain:
		return tea.Batch(m.takeOutgoing(), m.failed("not made again", e.Err))
	case create.Warn:
		return m.warned(e)
	case create.Tell:
		return m.say(statusbar.Info, e.Text)
	case create.ReadNow:
		return m.polls(m.poll.Refresh)
	case create.LookAgain:
		return m.guarded(timer.After(2*toast.Short, memorySlowMsg{e.Since}))
	case create.Show:
		return m.showNew(e)
	case create.Arrived:
		if m.browse.Untouched() {
			m.list.Edge(false, m.rows())
		}
	case create.Became:
		return m.becameJob(e)
	case create.Refused:
		m.poll.Refuse(e.Key)
		m.hooks.Refused(e.Of.Batch, m.now)
		return m.refused(e, m.notifier)
	case create.SaveDraft:
		return m.guarded(calls.SaveDraft(m.ctx, m.memory, e))
	case create.FillForm:
		m.form.Return(e.Draft.Values, form.Place{Param: e.Draft.Focus, Caret: e.Draft.Caret})
	}
	return nil
}

// handOver gives an intent to the outbox. Jobs that are made again are handled from now on.
func handOver(m *Model, e create.HandOver) tea.Cmd {
	submit := calls.Submit(m.ctx, m.memory, e, m.guarded)
	again := e.Intent.Again
	if e.Intent.FromForm || len(again) == 0 {
		return submit
	}
	for _, id := range again {
		m.list.Forget(action.JobRow(id)) // what is left out stays marked
	}
	m.edits.ForgetFailures(again...)
	m.browse.Renew(m.create.Remakes.Handing(e.Intent)...)
	return tea.Batch(m.say(statusbar.Info, ask.Remade(m.names.Subject(action.JobRows(again...)), len(again))), submit)
}

// warned tells the user what is not as it should be, and keeps it unless it is kept already.
func (t *teller) warned(e create.Warn) tea.Cmd {
	if e.Known {
		return t.flash(statusbar.Warning, e.Text)
	}
	return t.warn(e.Text)
}

// showNew looks at the outbox and leaves the form for the list, with the cursor on what was
// just handed over or on its job. Where a filter hides that, the cursor stays where it is.
func (m *Model) showNew(e create.Show) tea.Cmd {
	said := m.toast.Text()
	cmd := m.takeOutgoing()
	if e.CloseForm && said == m.toast.Text() {
		cmd = tea.Batch(cmd, m.flash(statusbar.Info, m.create.Pending.Taken(e.Handed)))
	}
	if e.CloseForm && m.Screen == nav.Form {
		m.Home()
		m.DetailFocus = false
	}
	row := m.create.Pending.FirstOf(e.Batch)
	if e.Batch == "" {
		row = m.create.Pending.Row(e.ID)
	}
	if _, shown := m.rows().Index(row); m.Screen == nav.Jobs && (shown || !m.browse.Flat()) {
		m.browse.ShowTop()
		m.list.ShowOwn(row, m.rows())
	}
	return cmd
}

// becameJob puts the job where its submission stood, with what was known of it: the
// cursor, a mark, whether its end is told.
func (m *Model) becameJob(e create.Became) tea.Cmd {
	var merged store.Merge
	var read tea.Cmd
	job := api.Job{ID: e.Job, Status: api.StatusPending, Title: e.Of.Title(), CallbackID: e.Of.CallbackID, CreatedAt: m.now.Add(m.clockOffset())}
	switch {
	case e.Found:
		job.CreatedAt = e.Of.KeyAt.Add(m.clockOffset()) // about, until the read tells
		merged, read = m.store.ApplyFound(job, m.now), m.read(e.Job)
	case e.News:
		merged = m.store.ApplyCreated(job, m.now)
	}
	was, is := action.SubmissionRow(e.Of.ID), action.JobRow(e.Job)
	m.list.Replace(was, is)
	m.notifier.Renamed(activity.Subject(was), activity.Subject(is))
	m.batches.Joined(e.Job, e.Of.Batch)
	if !e.News {
		return nil
	}
	said := ""
	if e.Of.Batch == "" { // a batch tells of all its jobs at once
		said = m.names.Job(e.Job) + " is on its way"
	}
	return tea.Batch(m.merged(merged), read, m.polls(m.poll.Created), m.sayAs(activity.Made, said))
}
