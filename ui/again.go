package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"lipdash/api/submission"
	"lipdash/ui/ask"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/create"
)

// openAgain asks before jobs are made again with the same inputs or a change. What waits here
// for the user is no job yet: it is sent, and not made twice. What jobs were made from is read
// first where it is not known, and a is done again then.
func (m *Model) openAgain(a action.Action, rows []action.RowID, change map[string]string) tea.Cmd {
	jobs := action.JobsOf(rows)
	if unknown := m.create.Records.Unknown(jobs); m.memory != nil && len(unknown) > 0 {
		return m.guarded(calls.ReadRecords(m.ctx, m.memory, unknown, a))
	}
	slices.SortFunc(jobs, m.store.Compare)
	c := m.create.Again(jobs, action.SubmissionsOf(rows), change)
	switch {
	case len(c.Make) > 0:
		return tea.Batch(m.say(statusbar.Info, m.resume(c.Send)), m.guarded(calls.Estimate(m.ctx, m.memory, m.opts.Files, c, m.create.ToMake(c), format.Midnight(m.now))))
	case len(c.Send) > 0:
		m.list.ClearMarks()
		return m.say(statusbar.Info, m.resume(c.Send))
	case len(rows) != 1 || change != nil:
		return m.warn(c.None(len(rows)))
	}
	if o := m.create.Pending.Find(rows[0].Submission); o != nil {
		return m.decide(o, false)
	}
	return m.duplicate(rows[0])
}

// duplicate opens the form on what a job was made from, as a draft of its own.
func (m *Model) duplicate(row action.RowID) tea.Cmd {
	values, why := m.create.Copy(row, m.store)
	cmd := m.pickDraft("")
	m.form.SetValues(values)
	m.create.CopyOf(row)
	m.create.Drafts.Filled(m.form.Typed())
	if why != "" {
		m.form.Refused(nil, why)
	}
	return cmd
}

// resume sets submissions going that wait for the user, and says so.
func (s *session) resume(held []submission.ID) (said string) {
	if len(held) == 0 || s.memory == nil {
		return ""
	}
	s.memory.Resume(held...)
	return create.Resumed(s.names.Row(action.SubmissionRow(held[0])), len(held))
}

// decide opens what there is to decide about a submission: whether it was made, or with
// back whether it is forgotten.
func (m *Model) decide(o *create.Outgoing, back bool) tea.Cmd {
	switch d := m.create.Pending.Decide(o, back, m.now); {
	case d.Nothing != "":
		return m.say(statusbar.Info, d.Nothing)
	case d.Made:
		m.openDialog(ask.Made(o, m.names.Submission(*o), d.Why, m.names.Job(o.Candidate)))
	default:
		m.openDialog(ask.TakeBack(o, m.names.Submission(*o)))
	}
	return nil
}
