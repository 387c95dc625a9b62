package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/pane/activity"
	"lipdash/ui/pane/form"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/create"
	"lipdash/ui/state/store"
)

// What is made, and what is no job yet, is decided by state/create. Here its effects
// become calls, questions and words; createrows.go has its rows.

// conditions are what the questions before a create depend on, now.
func conditions(mem Memory, r *create.Room) create.Conditions {
	c := create.Conditions{Open: mem != nil, OverLimit: r.Money.Over()}
	if c.Open {
		c.Trouble = mem.Trouble()
	}
	return c
}

// submit takes what the form holds; from then on nothing typed depends on the form.
func (m *Model) submit(values map[string]string) tea.Cmd {
	saved := m.watchForm() // so that what is sent has the name of its draft
	wish := create.Wish{Values: []map[string]string{values}, FromForm: true, Draft: m.create.Drafts.Form().ID}
	return tea.Batch(saved, m.created(m.create.Flow.Begin(wish, conditions(m.memory, m.create))))
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
		return m.guarded(lookForSame(m.ctx, m.memory, e, today(m.now)))
	case create.Ask:
		m.openDialog(question(e, &m.create.Money, m.memory.Trouble(), m.subject(sameRows(e.Same))))
	case create.HandOver:
		if !e.Wish.FromForm {
			m.list.ClearMarks()
			m.edits.ForgetFailures(e.Wish.Again...)
		}
		var cmds []tea.Cmd
		for _, values := range e.Wish.Values {
			cmds = append(cmds, m.guarded(handOver(m.ctx, m.memory, e.N, values, e.Wish.Draft)))
		}
		return tea.Sequence(cmds...) // the queue for slots is the order they are handed over in
	case create.NotHandedOver:
		return m.notHandedOver(e)
	case create.Look:
		return m.takeOutgoing()
	case create.Show:
		if e.CloseForm && m.screen == screenForm {
			m.home()
			m.detailFocus = false
		}
		m.showNew(e.ID)
	case create.SaveDraft:
		return m.guarded(saveDraft(m.ctx, m.memory, e))
	case create.FillForm:
		m.form.Return(e.Draft.Values, form.Place{Param: e.Draft.Focus, Caret: e.Draft.Caret})
	default:
		return m.tellOutgoing(e)
	}
	return nil
}

// tellOutgoing says what became of submissions, and puts jobs where they stood.
func (m *Model) tellOutgoing(e create.Effect) tea.Cmd {
	switch e := e.(type) {
	case create.Arrived:
		if m.untouched() {
			m.list.Edge(false, m.rows())
		}
	case create.Became:
		return m.becameJob(e)
	case create.Refused:
		return m.wasRefused(e)
	case create.Asks:
		return m.warn(m.title(e.Of) + " may or may not have been made, enter decides")
	case create.Held:
		_, info := m.phase(&e.Of)
		said := m.warn(m.title(e.Of) + " waits, " + info)
		if e.Of.Problem.Code == "quota_exceeded" {
			return said
		}
		// A read tells the header whether the key is refused altogether.
		return tea.Batch(said, m.startRound())
	case create.EndedElsewhere:
		return m.startRound() // it is a job now: look for it
	}
	return nil
}

// notHandedOver says in the form, or below the list, why nothing was made.
func (m *Model) notHandedOver(e create.NotHandedOver) tea.Cmd {
	why := "HeyGen has not answered yet: try again in a moment."
	if m.create.Opening.UnderWay() {
		why = journalSlow
	}
	switch {
	case e.FromForm && e.Err != nil:
		m.form.Refused(nil, sentence(e.Err))
	case e.FromForm:
		m.form.Refused(nil, why+" The draft stays.")
	case e.Err != nil:
		return m.failed("not made again", e.Err)
	default:
		return m.warn(why)
	}
	return nil
}

// takeOutgoing looks at the outbox.
func (m *Model) takeOutgoing() tea.Cmd {
	cmd := m.created(m.create.Looked(m.memory.Outgoing(), m.store.ByCallback, m.form.Empty(), m.now))
	m.transfers.Sent(uploadsOf(m.create.Pending.All()), m.now)
	m.noteUploads()
	return cmd
}

// becameJob puts the job where its submission stood, with what was known of it: the
// cursor, a mark, whether its end is told.
func (m *Model) becameJob(e create.Became) tea.Cmd {
	was, is := action.SubmissionRow(e.Of.ID), action.JobRow(e.Job)
	if !e.News {
		m.list.Replace(was, is)
		m.notifier.renamed(was, is)
		return nil
	}
	job := api.Job{ID: e.Job, Status: api.StatusPending, Title: e.Of.Title(), CallbackID: e.Of.CallbackID, CreatedAt: m.serverNow()}
	var merged store.Merge
	var read tea.Cmd
	if e.Found {
		job.CreatedAt = e.Of.KeyAt.Add(m.clockOffset()) // about, until the read tells
		merged, read = m.store.ApplyFound(job, m.now), m.read(e.Job)
	} else {
		merged = m.store.ApplyCreated(job, m.now)
	}
	m.list.Replace(was, is)
	m.notifier.renamed(was, is)
	return tea.Batch(m.merged(merged), read, m.polls(m.poll.Created), m.sayAs(activity.Made, statusbar.Good, m.name(e.Job)+" is on its way"))
}

// wasRefused says why HeyGen does not make it, in the form too if it is there.
func (m *Model) wasRefused(e create.Refused) tea.Cmd {
	p, text := e.Of.Problem, e.Of.Problem.Message
	for _, more := range []string{p.Money, p.Next} {
		if more != "" {
			text += " " + more
		}
	}
	if p.Code == "unauthorized" {
		m.poll.Refuse(&api.Error{Op: "create the lipsync", Status: 401, Message: p.Message})
	}
	told := m.gatherRefused(e.Of)
	switch {
	case !e.InForm:
		return tea.Batch(m.sayRefused(e.Of, m.title(e.Of)+" was refused and is a draft now: "+text), told)
	case p.Param != "":
		m.form.Refused(map[string]string{p.Param: text}, "")
	default:
		m.form.Refused(nil, text)
	}
	return tea.Batch(m.sayRefused(e.Of, m.title(e.Of)+" was refused, c shows it: "+text), told)
}

// showNew puts the cursor on a new submission, or on its job if it is one already.
func (m *Model) showNew(id submission.ID) {
	if m.screen != screenJobs {
		return
	}
	m.page = 0
	m.list.Edge(false, m.rows())
	if m.create.Pending.Find(id) != nil {
		m.list.Goto(action.SubmissionRow(id), m.rows())
		return
	}
	for _, o := range m.memory.Outgoing() {
		if o.ID == id && o.JobID != "" {
			m.list.Goto(action.JobRow(o.JobID), m.rows())
		}
	}
}

type (
	// sameFoundMsg is what the journal knows of a wish: which jobs were made from the
	// same inputs today, and today's estimate as it stands now.
	sameFoundMsg struct {
		n      int
		values map[string]string
		jobs   []api.JobID
		spent  float64
	}
	submittedMsg struct {
		n   int
		id  submission.ID
		err error
	}
)

func lookForSame(ctx context.Context, mem Memory, e create.LookForSame, since time.Time) tea.Cmd {
	return func() tea.Msg {
		msg := sameFoundMsg{n: e.N, values: e.Values}
		// A question that cannot be answered stops nobody.
		if jobs, err := mem.Same(ctx, e.Values, since); err == nil {
			msg.jobs = jobs
		}
		if spent, err := mem.Spent(ctx, since); err == nil {
			msg.spent = spent
		}
		return msg
	}
}

// applySameFound counts what failed as not made, and what is on its way as made.
func (m *Model) applySameFound(msg sameFoundMsg) tea.Cmd {
	failed := func(id api.JobID) bool {
		e, ok := m.store.Get(id)
		return ok && e.Job.Status == api.StatusFailed
	}
	same := m.create.Pending.SameOf(msg.jobs, m.memory.Outgoing(), msg.values, m.store.ByCallback, failed)
	return m.created(m.create.SameFound(msg.n, same, msg.spent, conditions(m.memory, m.create)))
}

// handOver gives inputs to the outbox, which has them on disk before it answers.
func handOver(ctx context.Context, mem Memory, n int, values map[string]string, draft string) tea.Cmd {
	return func() tea.Msg {
		id, err := mem.Submit(ctx, values, draft)
		return submittedMsg{n: n, id: id, err: err}
	}
}
