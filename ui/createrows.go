package ui

import (
	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
	"lipdash/ui/pane/form"
	"lipdash/ui/pane/joblist"
	"lipdash/ui/state/create"
)

// What is no job yet as rows.

// local is the submission of a row, nil when the row is a job.
func (s *session) local(row action.RowID) *create.Outgoing {
	return s.create.Pending.Find(row.Submission)
}

// inputs are what a job or a submission is made from, as far as that is known.
func (s *session) inputs(row action.RowID) map[string]string {
	if o := s.local(row); o != nil {
		return o.Values
	}
	return s.create.Records.Of(row.Job).Values
}

// advise is what the form says of what it holds.
func (m *Model) advise(values map[string]string, files map[string]api.LocalFile) form.Advice {
	in := create.Inputs{Values: values, Files: files}
	cost, why := m.create.Money.Rates.Price(api.Mode(values["mode"]), in.Seconds(), m.theme.Glyphs.Times)
	return form.Advice{Warnings: in.Warnings(m.serverNow()), Cost: cost, Why: why}
}

func sameRows(s create.Same) []action.RowID {
	rows := action.JobRows(s.Jobs...)
	for _, id := range s.Pending {
		rows = append(rows, action.SubmissionRow(id))
	}
	return rows
}

func submissionsOf(rows []action.RowID) (ids []submission.ID) {
	for _, row := range rows {
		if row.Submission != "" {
			ids = append(ids, row.Submission)
		}
	}
	return ids
}

// sendKey is the key that sends what waits for the user.
func sendKey(k *keymap.Map) string {
	return k.Of(keymap.Again, keymap.Jobs)
}

func (s *session) title(o create.Outgoing) string {
	if t := s.cut(o.Title(), 40); t != "" {
		return t
	}
	return "the new lipsync"
}

// localRow draws a submission in the list.
func localRow(o *create.Outgoing, word, info, note string, th *theme.Theme) joblist.Row {
	row := joblist.Row{
		State: &theme.State{Glyph: th.Glyphs.Held, Word: word, Style: th.Held},
		Title: format.Line(o.Title()), Info: info, InfoTone: joblist.Plain, Note: note,
	}
	if row.Title == "" {
		row.Title, row.Untitled = "(untitled)", true
	}
	if o.State == submission.Unknown || o.State == submission.Asking || o.Problem.Message != "" {
		row.InfoTone = joblist.Odd
	}
	if o.State == submission.Asking {
		row.State.Glyph, row.State.Style = th.Glyphs.Stuck, th.Warn.Bold(true)
	}
	return row
}

// notHandedOver is why something was not made.
func notHandedOver(e create.NotHandedOver, opening bool) string {
	why := "HeyGen has not answered yet: try again in a moment."
	if opening {
		why = journalSlow
	}
	switch {
	case e.Err != nil:
		return sentence(e.Err)
	case e.FromForm:
		return why + " The draft stays."
	}
	return why
}
