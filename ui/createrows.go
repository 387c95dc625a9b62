package ui

import (
	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
	"lipdash/ui/overlay/confirm"
	"lipdash/ui/pane/form"
	"lipdash/ui/pane/joblist"
	"lipdash/ui/state/create"
)

// What is no job yet as rows, and the questions about it.

// local is the submission of a row, nil when the row is a job.
func (s *session) local(row action.RowID) *Outgoing { return s.create.Pending.Find(row.Submission) }

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

func (s *session) title(o Outgoing) string {
	if t := s.cut(o.Title(), 40); t != "" {
		return t
	}
	return "the new lipsync"
}

// localRow draws a submission in the list.
func localRow(o *Outgoing, word, info, note string, th *theme.Theme) joblist.Row {
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

// question puts a question before something is made. Cancel leaves everything as it is.
func question(e create.Ask, money *create.Money, trouble, same string) confirm.Spec {
	yes := confirm.Button{Label: "Create all the same", Action: action.GoOn{N: e.N}, Danger: true}
	spec := confirm.Spec{Buttons: []confirm.Button{{Label: "Cancel"}, yes}}
	switch e.Question {
	case create.MadeToday:
		spec.Title = "Already made today"
		spec.Lines = []confirm.Line{
			{Text: same + format.Plural(e.Same.N(), " was", " were") + " made from the same inputs.", Tone: confirm.Warn},
			{Text: "Making it again is another job, and billed as one."},
		}
		spec.Buttons[1] = confirm.Button{Label: "Make it again", Action: yes.Action}
	case create.OverLimit:
		spec.Title = "The day's limit is reached"
		spec.Lines = []confirm.Line{{Text: money.SoFar() + " by estimate", Tone: confirm.Warn}}
	case create.NoJournal:
		spec.Title = "Create without a journal?"
		spec.Lines = []confirm.Line{
			{Text: trouble, Tone: confirm.Warn},
			{},
			{Text: "If lipdash is killed before HeyGen answers, nobody can tell whether the job was made."},
		}
		spec.Footer = "asked once a run"
	}
	return spec
}

// remakeSpec is the review before jobs are made again. Going on is the first button:
// nothing is lost by it, and it says what it costs.
func remakeSpec(title, names string, c create.Choice, r create.Review) confirm.Spec {
	var lines []confirm.Line
	if len(c.Make) > 1 {
		lines = append(lines, confirm.Line{Text: names, Tone: confirm.Muted}, confirm.Line{})
	}
	if r.Active > 0 {
		lines = append(lines, confirm.Line{Text: format.Count(r.Active, "still runs", "still run") + ": it is made a second time, and billed.", Tone: confirm.Warn})
	}
	lines = append(lines, confirm.Line{Text: r.Cost})
	if c.Left > 0 {
		lines = append(lines, confirm.Line{Text: format.Count(c.Left, "job is", "jobs are") + " left out: " + c.Why, Tone: confirm.Warn})
	}
	return confirm.Spec{
		Title: title, Lines: lines,
		Buttons: []confirm.Button{{Label: "Go on", Action: action.Remake{IDs: c.Make, Change: r.Change}}, {Label: "Cancel"}},
		Footer:  "each gets a key of its own: one job each, even if sent twice",
	}
}

// madeOrNot asks what became of a submission; candidate is what may be its job.
func madeOrNot(o *Outgoing, title, why, candidate string) confirm.Spec {
	spec := confirm.Spec{
		Title: "Was " + title + " made?",
		Lines: []confirm.Line{
			{Text: why},
			{Text: "Sending it again may make a second, paid job.", Tone: confirm.Warn},
		},
		Buttons: []confirm.Button{{Label: "Leave it"}},
		Choice:  true, // "yes, it was made" would send it again
	}
	if o.Candidate != "" {
		spec.Lines = append(spec.Lines, confirm.Line{}, confirm.Line{Text: "It may be " + candidate + "."})
		spec.Buttons = append(spec.Buttons, confirm.Button{Label: "It is that one", Action: action.Decide{ID: o.ID, Job: o.Candidate}})
	}
	spec.Buttons = append(spec.Buttons,
		confirm.Button{Label: "Send again", Action: action.Decide{ID: o.ID, Again: true}, Danger: true},
		confirm.Button{Label: "Forget it", Action: action.Decide{ID: o.ID}})
	return spec
}

// takeBack asks before a submission that is held here is forgotten.
func takeBack(o *Outgoing, title string) confirm.Spec {
	return confirm.Spec{
		Title:   "Take back " + title + "?",
		Lines:   []confirm.Line{{Text: "It was not made yet: nothing is billed."}},
		Buttons: []confirm.Button{{Label: "Keep it"}, {Label: "Take it back", Action: action.Decide{ID: o.ID}, Danger: true}},
		Danger:  true,
	}
}
