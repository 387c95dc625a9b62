package ui

import (
	"fmt"
	"strings"
	"time"

	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
	"lipdash/ui/overlay/confirm"
	"lipdash/ui/pane/joblist"
	"lipdash/ui/state/create"
	"lipdash/ui/state/transfers"
)

// What is no job yet as rows and words, and the questions before something is made.

// local is the submission of a row, nil when the row is a job.
func (m *Model) local(row action.RowID) *Outgoing { return m.create.Pending.Find(row.Submission) }

func sameRows(s create.Same) []action.RowID {
	rows := action.JobRows(s.Jobs...)
	for _, id := range s.Pending {
		rows = append(rows, action.SubmissionRow(id))
	}
	return rows
}

func (m *Model) title(o Outgoing) string {
	if t := m.cut(o.Title(), 40); t != "" {
		return t
	}
	return "the new lipsync"
}

// localRow draws a submission in the list.
func (m *Model) localRow(o *Outgoing) joblist.Row {
	word, info := m.phase(o)
	row := joblist.Row{
		State: &theme.State{Glyph: m.theme.Glyphs.Held, Word: word, Style: m.theme.Held},
		Title: format.Line(o.Title()), Info: info, InfoTone: joblist.Plain, Note: m.watchNote(action.SubmissionRow(o.ID)),
	}
	if row.Title == "" {
		row.Title, row.Untitled = "(untitled)", true
	}
	if o.State == submission.Unknown || o.State == submission.Asking || o.Problem.Message != "" {
		row.InfoTone = joblist.Odd
	}
	if o.State == submission.Asking {
		row.State.Glyph, row.State.Style = m.theme.Glyphs.Stuck, m.theme.Warn.Bold(true)
	}
	return row
}

// phase is a submission's state as a word, and what there is to say of it.
func (m *Model) phase(o *Outgoing) (word, info string) {
	word = phaseWord(o.State)
	switch {
	case o.Elsewhere:
		return word, "another lipdash's, or left by one"
	case o.Held:
		send, _ := m.keys.Find(keymap.Again, keymap.Jobs)
		return "held", send.Help().Key + " sends it: " + strings.TrimSuffix(o.Problem.Message, ".")
	}
	switch o.State {
	case submission.Uploading:
		if o.Uploads() {
			return word, o.Param + " " + transfers.Short(o.Upload)
		}
		return word, "starting"
	case submission.Sending:
		return word, "waiting for the answer"
	case submission.Unknown:
		if o.Problem.Code == submission.CodeInProgress {
			return word, "still being made"
		}
		return word, "answer lost, looking for it"
	case submission.Asking:
		return word, "made or not? enter"
	}
	return word, waitWords(o, m.create.Pending.Waits(o, m.now), m.now)
}

// waitWords say what a queued submission waits for.
func waitWords(o *Outgoing, w create.Wait, now time.Time) string {
	switch w {
	case create.ForSlot:
		return ordinal(o.Place) + " for a slot"
	case create.BehindAnother:
		return ordinal(o.Place) + ", one is being sent"
	case create.ForTime:
		return "tries again in " + format.Elapsed(o.NextTry.Sub(now))
	}
	return "next"
}

// phaseWord is a submission's state in the list's words.
func phaseWord(s submission.State) string {
	switch s {
	case submission.Uploading:
		return "upload"
	case submission.Sending:
		return "sending"
	case submission.Unknown:
		return "checking"
	case submission.Asking:
		return "unsure"
	}
	return "held"
}

// ordinal is a place in words.
func ordinal(n int) string {
	suffix := "th"
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return fmt.Sprintf("%d%s", n, suffix)
}

// stuck changes a row into one that needs a person.
func (m *Model) stuck(row *joblist.Row, info string) {
	row.State = &theme.State{Glyph: m.theme.Glyphs.Stuck, Word: "stuck?", Style: m.theme.Warn.Bold(true)}
	row.Info, row.InfoTone = info, joblist.Odd
}

// question puts a question before something is made. Cancel leaves everything as it is.
func question(e create.Ask, money *create.Money, trouble, same string) confirm.Spec {
	spec := confirm.Spec{Buttons: []confirm.Button{{Label: "Cancel"}, {Label: "Create all the same", Action: action.GoOn{N: e.N}, Danger: true}}}
	switch e.Question {
	case create.MadeToday:
		spec.Title = "Already made today"
		spec.Lines = []confirm.Line{
			{Text: same + format.Plural(e.Same.N(), " was", " were") + " made from the same inputs.", Tone: confirm.Warn},
			{Text: "Making it again is another job, and billed as one."},
		}
		spec.Buttons[1] = confirm.Button{Label: "Make it again", Action: action.GoOn{N: e.N}}
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
