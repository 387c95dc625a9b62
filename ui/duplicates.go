package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/overlay/confirm"
)

// twinsFoundMsg says which jobs were made from the same inputs today.
type twinsFoundMsg struct {
	submit action.SubmitForm
	twins  []api.JobID
	// spent is today's estimate as it stands now.
	spent float64
}

// lookForTwins asks the journal before a form is sent.
func (m *Model) lookForTwins(a action.SubmitForm) tea.Cmd {
	mem, ctx, since := m.memory, m.ctx, m.today()
	return m.ours(func() tea.Msg {
		twins, err := mem.Same(ctx, a.Values, since)
		if err != nil {
			twins = nil // a question that cannot be answered stops nobody
		}
		spent, err := mem.Spent(ctx, since)
		if err != nil {
			spent = 0
		}
		return twinsFoundMsg{submit: a, twins: twins, spent: spent}
	})
}

func (m *Model) applyTwinsFound(msg twinsFoundMsg) tea.Cmd {
	m.submitting = false
	m.form.Submitting(false)
	msg.submit.Checked = true
	m.spent = max(m.spent, msg.spent)
	hash := submission.InputsHash(msg.submit.Values)
	for _, o := range m.memory.Outgoing() {
		if !o.State.Final() && submission.InputsHash(o.Values) == hash {
			id := localID(o.ID)
			if job, listed := m.store.ByCallback(o.CallbackID); listed && m.local(id) == nil {
				id = job
			}
			msg.twins = append(msg.twins, id)
		}
	}
	twins := slices.DeleteFunc(msg.twins, func(id api.JobID) bool {
		e, ok := m.store.Get(id)
		return ok && e.Job.Status == api.StatusFailed
	})
	if len(twins) == 0 {
		return m.submit(msg.submit)
	}
	m.openDialog(confirm.Spec{
		Title: "Already made today",
		Lines: []confirm.Line{
			{Text: m.subject(twins) + map[bool]string{true: " was", false: " were"}[len(twins) == 1] + " made from the same inputs.", Tone: confirm.Warn},
			{Text: "Making it again is another job, and billed as one."},
		},
		Buttons: []confirm.Button{{Label: "Cancel"}, {Label: "Make it again", Action: msg.submit}},
	})
	return nil
}
