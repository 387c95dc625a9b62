package rows

import (
	"lipdash/api"
	"lipdash/api/record"
	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/theme"
	"lipdash/ui/pane/detail"
	"lipdash/ui/pane/joblist"
	"lipdash/ui/state/browse"
	"lipdash/ui/state/create"
	"lipdash/ui/state/transfers"
)

// Waiting are the submissions that stand among the rows.
func Waiting(p *create.Pending) (out []browse.Waiting) {
	for _, o := range p.All() {
		out = append(out, browse.Waiting{ID: o.ID, Title: o.Title()})
	}
	return out
}

// submissionRow is what is no job yet in the list.
func (s Source) submissionRow(o *create.Outgoing) joblist.Row {
	word, info := s.Create.Pending.Phase(o, s.Now)
	row := joblist.Row{
		State: &theme.State{Glyph: s.Theme.Glyphs.Held, Word: word, Style: s.Theme.Held},
		Title: format.Line(o.Title()), Quiet: calm(o), Mode: string(o.Mode()), Cost: create.Figure(o.Cost), Info: info, InfoTone: theme.Plain,
	}
	_, row.Note = s.told(action.SubmissionRow(o.ID))
	if row.Title == "" {
		row.Title, row.Quiet = "(untitled)", true
	}
	if !calm(o) {
		row.InfoTone = theme.Warn
	}
	if o.State == submission.Asking {
		row.State.Glyph, row.State.Style = s.Theme.Glyphs.Stuck, s.Theme.Warn.Bold(true)
	}
	return row
}

// submissionDetail is what was typed, and how far it is.
func (s Source) submissionDetail(o *create.Outgoing) detail.Data {
	word, info := s.Create.Pending.Phase(o, s.Now)
	if o.Uploads() && !o.Elsewhere {
		info = o.Param + ": " + transfers.Long(o.Upload)
	}
	d := detail.Data{
		Job:        api.Job{Status: api.StatusPending, Title: o.Title(), CallbackID: o.Values["callback_id"]},
		Waits:      calm(o),
		Sent:       o.AtHeyGen() || o.State == submission.Sending || o.State == submission.Unknown || o.State == submission.Asking || o.Call == submission.EnvelopeUnknown,
		Submission: o.ID, State: word, Inputs: s.shortInputs(o.Values), Pending: info, SeenAt: o.UpdatedAt, CreatedHere: true,
		History: []record.Seen{{Status: api.StatusPending, At: o.CreatedAt}},
	}
	s.inputs(&d)
	_, d.AgainOf = s.Again(d.Row())
	d.Told, _ = s.told(d.Row())
	d.Err = o.Why()
	if o.Held {
		d.Err = o.Then() // the line above says why
	}
	return d
}

// calm tells that a submission is as it should be: nothing went wrong, and nobody is asked.
func calm(o *create.Outgoing) bool {
	unsure := o.State == submission.Unknown || o.State == submission.Asking || o.Call == submission.EnvelopeUnknown
	return !unsure && !o.Held && o.Problem.Message == ""
}
