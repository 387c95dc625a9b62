package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/overlay/confirm"
)

// duplicatesFoundMsg says which jobs were made from the same inputs today.
type duplicatesFoundMsg struct {
	submit     action.SubmitForm
	duplicates []api.JobID
	// spent is today's estimate as it stands now.
	spent float64
}

// lookForDuplicates asks the journal before a form is sent.
func (m *Model) lookForDuplicates(a action.SubmitForm) tea.Cmd {
	mem, ctx, since := m.memory, m.ctx, m.today()
	return m.guarded(func() tea.Msg {
		duplicates, err := mem.Same(ctx, a.Values, since)
		if err != nil {
			duplicates = nil // a question that cannot be answered stops nobody
		}
		spent, err := mem.Spent(ctx, since)
		if err != nil {
			spent = 0
		}
		return duplicatesFoundMsg{submit: a, duplicates: duplicates, spent: spent}
	})
}

func (m *Model) applyDuplicatesFound(msg duplicatesFoundMsg) tea.Cmd {
	m.submitting = false
	m.form.Submitting(false)
	msg.submit.Checked = true
	m.spent = max(m.spent, msg.spent)
	hash := submission.InputsHash(msg.submit.Values)
	duplicates := action.JobRows(msg.duplicates...)
	for _, o := range m.memory.Outgoing() {
		if !o.State.Final() && submission.InputsHash(o.Values) == hash {
			row := action.SubmissionRow(o.ID)
			if job, listed := m.store.ByCallback(o.CallbackID); listed && m.local(row) == nil {
				row = action.JobRow(job)
			}
			duplicates = append(duplicates, row)
		}
	}
	duplicates = slices.DeleteFunc(duplicates, func(row action.RowID) bool {
		e, ok := m.store.Get(row.Job)
		return ok && e.Job.Status == api.StatusFailed
	})
	if len(duplicates) == 0 {
		return m.submit(msg.submit)
	}
	m.openDialog(confirm.Spec{
		Title: "Already made today",
		Lines: []confirm.Line{
			{Text: m.subject(duplicates) + map[bool]string{true: " was", false: " were"}[len(duplicates) == 1] + " made from the same inputs.", Tone: confirm.Warn},
			{Text: "Making it again is another job, and billed as one."},
		},
		Buttons: []confirm.Button{{Label: "Cancel"}, {Label: "Make it again", Action: msg.submit}},
	})
	return nil
}
