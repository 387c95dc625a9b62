package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/overlay/confirm"
	"lipdash/ui/pane/form"
)

// submit hands what the form holds to the outbox, which has it on disk before
// it answers; from then on nothing typed depends on the form.
func (m *Model) submit(a action.SubmitForm) tea.Cmd {
	insist := a
	insist.Insist = true
	switch {
	case m.submitting:
		return nil
	case m.memory == nil:
		m.form.Refused(nil, m.notYet()+" The draft stays.")
		return nil
	case m.memory.Trouble() != "" && !a.Insist && !m.insisted:
		return m.askInsist(insist)
	case m.overLimit() && !a.Insist:
		return m.askLimit(insist)
	}
	m.takeDown() // so that what is sent has the name of its draft
	m.insisted = m.insisted || a.Insist
	m.submitting = true
	m.form.Submitting(true)
	if !a.Checked {
		return m.lookForDuplicates(a)
	}
	return m.guarded(submit(m.ctx, m.memory, a.Values, m.draft.ID))
}

func submit(ctx context.Context, mem Memory, values map[string]string, draft string) tea.Cmd {
	return func() tea.Msg {
		id, err := mem.Submit(ctx, values, draft)
		return submittedMsg{id: id, draft: draft, form: true, values: values, err: err}
	}
}

// resubmit is submit for inputs that do not come from the form.
func resubmit(ctx context.Context, mem Memory, values map[string]string) tea.Cmd {
	return func() tea.Msg {
		id, err := mem.Submit(ctx, values, "")
		return submittedMsg{id: id, err: err}
	}
}

// askInsist says what creating without a journal means.
func (m *Model) askInsist(a action.Action) tea.Cmd {
	m.openDialog(confirm.Spec{
		Title: "Create without a journal?",
		Lines: []confirm.Line{
			{Text: m.memory.Trouble(), Tone: confirm.Warn},
			{},
			{Text: "If lipdash is killed before HeyGen answers, nobody can tell whether the job was made."},
		},
		Buttons: []confirm.Button{
			{Label: "Cancel"},
			{Label: "Create all the same", Action: a, Danger: true},
		},
		Footer: "asked once a run",
	})
	return nil
}

// applySubmitted shows the submission on top of the list, or says in the form
// why it could not be kept.
func (m *Model) applySubmitted(msg submittedMsg) tea.Cmd {
	if m.memory == nil {
		return nil
	}
	if !msg.form {
		if msg.err != nil {
			return m.failed("not made again", msg.err)
		}
		cmd := m.takeOutgoing()
		m.showNew(msg.id)
		return cmd
	}
	m.submitting = false
	m.form.Submitting(false)
	if msg.err != nil && m.memory.Trouble() != "" && !m.insisted {
		// The journal turned out to be damaged.
		return m.askInsist(action.SubmitForm{Values: msg.values, Checked: true, Insist: true})
	}
	if msg.err != nil {
		m.form.Refused(nil, sentence(msg.err))
		return nil
	}
	if msg.draft == m.draft.ID {
		m.dropDraft()
		if m.screen == screenForm {
			m.screen = screenJobs
			m.detailFocus = false
		}
	}
	cmd := m.takeOutgoing()
	m.showNew(msg.id)
	return cmd
}

// showNew puts the cursor on a new submission, or on its job if it is one
// already.
func (m *Model) showNew(id submission.ID) {
	if m.screen != screenJobs {
		return
	}
	m.page = 0
	m.list.Edge(false, m.rows())
	if row := action.SubmissionRow(id); m.local(row) != nil {
		m.list.Goto(row, m.rows())
		return
	}
	for _, o := range m.memory.Outgoing() {
		if o.ID == id && o.JobID != "" {
			m.list.Goto(action.JobRow(o.JobID), m.rows())
		}
	}
}

func (m *Model) applyFileChecked(msg fileCheckedMsg) tea.Cmd {
	if msg.param == "video" && msg.fact.Audio {
		msg.fact.Problem = "this is sound, a video is needed here"
	}
	m.form.FileChecked(msg.param, msg.fact.Path, form.Facts{
		Path: msg.fact.Path, Text: msg.fact.Kind, Problem: msg.fact.Problem, Warning: msg.fact.Warning, Size: msg.fact.Size,
		Convert: msg.fact.Convert, Length: msg.fact.Length, Width: msg.fact.Width, Height: msg.fact.Height,
		Real: msg.fact.Real, Silent: msg.fact.Silent, NoPicture: msg.fact.NoPicture,
	})
	return nil
}

func (m *Model) applyPathsCompleted(msg pathsCompletedMsg) tea.Cmd {
	m.form.Completions(msg.param, msg.prefix, msg.paths)
	return nil
}

// newID is a name for something made here.
func (m *Model) newID() string { return api.NewIdempotencyKey() }
