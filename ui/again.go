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

// openAgain asks before jobs are made again with the same inputs, or in precision where
// they are in speed. What waits here for the user is no job yet: it is sent, and not
// made twice.
func (m *Model) openAgain(rows []action.RowID, precision bool) tea.Cmd {
	jobs, subs := action.JobsOf(rows), action.SubmissionsOf(rows)
	slices.SortFunc(jobs, m.store.Compare)
	if precision {
		switch c := m.create.Promote(jobs, subs); {
		case len(c.Make) > 0:
			m.openRemake(c, "Make ", " in precision", create.InPrecision)
			return nil
		case len(rows) > 1:
			return m.warn("none of " + format.Count(len(rows), "job", "jobs") + " is made in precision: " + c.Why)
		default:
			return m.warn("not made in precision: " + c.Why)
		}
	}
	c := m.create.Again(jobs, subs)
	switch {
	case len(c.Make) > 0:
		m.openRemake(c, "Try again ", "", nil)
		return m.resume(c.Send)
	case len(c.Send) > 0:
		m.list.ClearMarks()
		return m.resume(c.Send)
	case len(rows) != 1:
		return m.warn("none of " + format.Count(len(rows), "job", "jobs") + " can be made again: " + c.Why)
	}
	if o := m.create.Pending.Find(rows[0].Submission); o != nil {
		return m.decide(o, false)
	}
	return m.duplicate(rows[0])
}

// openRemake opens the review of both.
func (m *Model) openRemake(c create.Choice, verb, how string, change map[string]string) {
	rows := action.JobRows(c.Make...)
	m.openDialog(ask.Again(verb+m.names.Subject(rows)+how, m.names.Few(rows), c, m.create.Review(c.Make, change, m.store)))
}

// duplicate opens the form on what a job was made from, as a draft of its own.
func (m *Model) duplicate(row action.RowID) tea.Cmd {
	values := m.create.Typed(row)
	why := create.WhyNotAgain(values)
	if e, ok := m.store.Get(row.Job); ok && len(values) == 0 {
		values = map[string]string{"title": e.Job.Title}
	}
	cmd := m.pickDraft("")
	m.form.SetValues(values)
	if why != "" {
		m.form.Refused(nil, "Not all of it is known: "+why+".")
	}
	return cmd
}

// resume sets submissions going that wait for the user.
func (m *Model) resume(held []submission.ID) tea.Cmd {
	if len(held) == 0 || m.memory == nil {
		return nil
	}
	m.memory.Resume(held...)
	if len(held) > 1 {
		return m.say(statusbar.Info, format.Count(len(held), "lipsync", "lipsyncs")+" that waited are sent")
	}
	return m.say(statusbar.Info, m.names.Row(action.SubmissionRow(held[0]))+" is sent")
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

// decided passes the user's decision on.
func decided(mem calls.Memory, a action.Decide) {
	switch {
	case mem == nil:
	case a.Job != "":
		mem.Pointed(a.ID, a.Job)
	case a.Again:
		mem.Resend(a.ID)
	default:
		mem.Discard(a.ID)
	}
}
