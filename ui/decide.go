package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/overlay/confirm"
	"lipdash/ui/pane/statusbar"
)

// keyLife is about how long HeyGen remembers an idempotency key.
const keyLife = 23 * time.Hour

// heldOf are the submissions among some rows that wait for the user here.
func (m *Model) heldOf(rows []action.RowID) []submission.ID {
	var out []submission.ID
	for _, row := range rows {
		if o := m.local(row); o != nil && o.Held && !o.Elsewhere {
			out = append(out, o.ID)
		}
	}
	return out
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
	return m.say(statusbar.Info, m.rowName(action.SubmissionRow(held[0]))+" is sent")
}

// sendKey is the key that sends what waits for the user.
func (m *Model) sendKey() string {
	b, _ := m.keys.Find(keymap.Again, keymap.Jobs)
	return b.Help().Key
}

// decide opens what there is to decide about a submission.
func (m *Model) decide(o *Outgoing) tea.Cmd {
	if o.Elsewhere {
		return m.say(statusbar.Info, "another lipdash has it, or left it behind: it is taken over when that one is gone")
	}
	if o.State != submission.Asking {
		_, info := m.phase(o)
		return m.say(statusbar.Info, m.title(*o)+": "+info)
	}
	why := "HeyGen's answer was lost, and it cannot be told for sure."
	if m.now.Sub(o.KeyAt) > keyLife {
		why = "HeyGen's answer was lost and the key that protects it is a day old."
	}
	spec := confirm.Spec{
		Title: "Was " + m.title(*o) + " made?",
		Lines: []confirm.Line{
			{Text: why},
			{Text: "Sending it again may make a second, paid job.", Tone: confirm.Warn},
		},
		Buttons: []confirm.Button{{Label: "Leave it"}},
		Choice:  true, // "yes, it was made" would send it again
	}
	if o.Candidate != "" {
		spec.Lines = append(spec.Lines, confirm.Line{}, confirm.Line{Text: "It may be " + m.name(o.Candidate) + "."})
		spec.Buttons = append(spec.Buttons, confirm.Button{Label: "It is that one", Action: action.Decide{ID: o.ID, Job: o.Candidate}})
	}
	spec.Buttons = append(spec.Buttons,
		confirm.Button{Label: "Send again", Action: action.Decide{ID: o.ID, Again: true}, Danger: true},
		confirm.Button{Label: "Forget it", Action: action.Decide{ID: o.ID}})
	m.openDialog(spec)
	return nil
}

// decideSubmission passes the user's decision on.
func (m *Model) decideSubmission(a action.Decide) tea.Cmd {
	if m.memory == nil {
		return nil
	}
	switch {
	case a.Job != "":
		m.memory.Pointed(a.ID, a.Job)
	case a.Again:
		m.memory.Resend(a.ID)
	default:
		m.memory.Discard(a.ID)
	}
	return nil
}

// openTakeBack asks before a submission that is held here is forgotten. One
// whose create may have left cannot be taken back: only its job can be deleted.
func (m *Model) openTakeBack(o *Outgoing) tea.Cmd {
	if o.Elsewhere {
		return m.say(statusbar.Info, "another lipdash has it: take it back there, or wait until this one takes it over")
	}
	switch o.State {
	case submission.Asking:
		return m.decide(o) // it may have been made
	case submission.Sending, submission.Unknown:
		return m.say(statusbar.Info, m.title(*o)+" has left already: once it is a job it can be deleted")
	}
	m.openDialog(confirm.Spec{
		Title:   "Take back " + m.title(*o) + "?",
		Lines:   []confirm.Line{{Text: "It was not made yet: nothing is billed."}},
		Buttons: []confirm.Button{{Label: "Keep it"}, {Label: "Take it back", Action: action.Decide{ID: o.ID}, Danger: true}},
		Danger:  true,
	})
	return nil
}
