package ui

import (
	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/pane/form"
	"lipdash/ui/state/create"
)

// What is no job yet as rows.

// inputs are what a job or a submission is made from, as far as that is known.
func (s *session) inputs(row action.RowID) map[string]string {
	if o := s.create.Pending.Find(row.Submission); o != nil {
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
