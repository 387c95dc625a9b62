package ui

import (
	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/ask"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/pane/form"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/rows"
	"lipdash/ui/state/activity"
	"lipdash/ui/state/create"
	"lipdash/ui/state/store"
)

// What is made, and what is no job yet, is decided by state/create. Here its effects
// become calls, questions and notes.

// conditions are what the questions before a create depend on, now.
func (s *session) conditions() create.Conditions {
	c := create.Conditions{Open: s.memory != nil, OverLimit: s.create.Money.Over()}
	if c.Open {
		c.Trouble = s.memory.Trouble()
	}
	return c
}

// takeOutgoing looks at the outbox.
func (m *Model) takeOutgoing() tea.Cmd {
	cmd := m.created(m.create.Looked(m.memory.Outgoing(), m.store, m.form.Empty(), m.memory.Trouble(), m.now))
	m.transfers.Sent(m.create.Pending.Uploads(), m.now)
	m.log.Uploads(m.now, m.create.Pending.All(), m.names.Submission)
	return cmd
}

// created does what follows from an event.
func (m *Model) created(effects []create.Effect) tea.Cmd {
	var cmds []tea.Cmd
	for _, e := range effects {
		cmds = append(cmds, m.carryOutCreate(e))
	}
	m.form.Submitting(m.create.Flow.Busy())
	return tea.Batch(cmds...)
}

// carryOutCreate turns an effect into calls, questions and what the form holds.
func (m *Model) carryOutCreate(e create.Effect) tea.Cmd {
	switch e := e.(type) {
	case create.LookForSame:
		return m.guarded(calls.LookForSame(m.ctx, m.memory, e, today(m.now)))
	case create.Ask:
		m.openDialog(ask.Create(e, &m.create.Money, m.memory.Trouble(), m.names.Subject(e.Same.Rows())))
	case create.HandOver:
		if !e.Wish.FromForm {
			m.list.ClearMarks()
			m.edits.ForgetFailures(e.Wish.Again...)
		}
		var cmds []tea.Cmd
		for _, values := range e.Wish.Values {
			cmds = append(cmds, m.guarded(calls.Submit(m.ctx, m.memory, e.N, values, e.Wish.Draft)))
		}
		return tea.Sequence(cmds...) // the queue for slots is the order they are handed over in
	case create.NotHandedOver:
		why := e.Why(m.create.Opening.UnderWay())
		switch {
		case e.FromForm:
			m.form.Refused(nil, why)
		case e.Err != nil:
			return m.failed("not made again", e.Err)
		default:
			return m.warn(why)
		}
	case create.Look:
		return m.takeOutgoing()
	case create.Show:
		m.showNew(e)
	case create.SaveDraft:
		return m.guarded(calls.SaveDraft(m.ctx, m.memory, e))
	case create.FillForm:
		m.form.Return(e.Draft.Values, form.Place{Param: e.Draft.Focus, Caret: e.Draft.Caret})
	default:
		return m.tellCreate(e)
	}
	return nil
}

// showNew leaves the form for the list, with the cursor on what was just handed over or
// on its job.
func (m *Model) showNew(e create.Show) {
	if e.CloseForm && m.screen == screenForm {
		m.home()
		m.detailFocus = false
	}
	if m.screen != screenJobs {
		return
	}
	m.browse.ShowTop()
	m.list.Edge(false, m.rows())
	row := action.SubmissionRow(e.ID)
	if m.create.Pending.Find(row.Submission) == nil {
		row = action.JobRow(m.create.Pending.JobOf(e.ID))
	}
	m.list.Goto(row, m.rows())
}

// tellCreate says what became of submissions, drafts and the journal, and puts jobs where
// their submissions stood.
func (m *Model) tellCreate(e create.Effect) tea.Cmd {
	switch e := e.(type) {
	case create.Arrived:
		if m.browse.Untouched() {
			m.list.Edge(false, m.rows())
		}
	case create.Became:
		return m.becameJob(e)
	case create.Refused:
		return m.wasRefused(e)
	case create.Asks:
		return m.warn(m.names.Submission(e.Of) + " may or may not have been made, enter decides")
	case create.Held:
		_, info := m.create.Pending.Phase(&e.Of, rows.SendKey(m.keys), m.now)
		said := m.flash(statusbar.Warning, m.names.Submission(e.Of)+" waits, "+info) // the activity has why
		if e.Of.Problem.Code == "quota_exceeded" {
			return said
		}
		// A read tells the header whether the key is refused altogether.
		return tea.Batch(said, m.polls(m.poll.Refresh))
	case create.EndedElsewhere:
		return m.polls(m.poll.Refresh) // it is a job now: look for it
	case create.JournalTrouble:
		return m.warn(e.Why)
	case create.JournalSlow:
		return tea.Batch(m.warn(e.Why()), m.guarded(after(2*toastFor, memorySlowMsg{e.Since})))
	case create.DraftLost:
		if m.memory.Trouble() == "" {
			return m.say(statusbar.Warning, "the draft is not on disk: "+e.Err.Error())
		}
	}
	return nil
}

// becameJob puts the job where its submission stood, with what was known of it: the
// cursor, a mark, whether its end is told.
func (m *Model) becameJob(e create.Became) tea.Cmd {
	var merged store.Merge
	var read tea.Cmd
	job := api.Job{ID: e.Job, Status: api.StatusPending, Title: e.Of.Title(), CallbackID: e.Of.CallbackID, CreatedAt: m.serverNow()}
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
	if !e.News {
		return nil
	}
	return tea.Batch(m.merged(merged), read, m.polls(m.poll.Created), m.sayAs(activity.Made, m.names.Job(e.Job)+" is on its way"))
}

// wasRefused says why HeyGen does not make it, in the form too if it is there.
func (m *Model) wasRefused(e create.Refused) tea.Cmd {
	p, text, where := e.Of.Problem, e.Of.Why(), ", c shows it: "
	if p.Code == "unauthorized" {
		m.poll.Refuse(&api.Error{Op: "create the lipsync", Status: 401, Message: p.Message})
	}
	of := activity.Subject(action.SubmissionRow(e.Of.ID))
	m.notifier.Ended(of, true, true, m.names.Submission(e.Of)+" was refused: "+p.Message, m.now)
	m.notifier.Forget(of)
	switch {
	case !e.InForm:
		where = " and is a draft now: "
	case p.Param != "":
		m.form.Refused(map[string]string{p.Param: text}, "")
	default:
		m.form.Refused(nil, text)
	}
	text = m.names.Submission(e.Of) + " was refused" + where + text
	m.log.Trouble(m.now, activity.Bad, text, activity.ProblemWith(e.Of))
	return m.flash(statusbar.Bad, text)
}
