package ui

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/overlay/confirm"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/create"
)

// openAgain asks before jobs are made again with the same inputs. What waits here
// for the user is no job yet: it is sent, and not made twice.
func (m *Model) openAgain(rows []action.RowID) tea.Cmd {
	c := m.create.Again(action.JobsOf(rows), submissionsOf(rows))
	switch {
	case len(c.Make) > 0:
		return tea.Batch(m.resume(c.Send), m.openRemake(c, "Try again "+m.subject(action.JobRows(c.Make...)), nil))
	case len(c.Send) > 0:
		m.list.ClearMarks()
		return m.resume(c.Send)
	case len(rows) != 1:
		return m.say(statusbar.Warning, "none of "+format.Count(len(rows), "job", "jobs")+" can be made again: "+c.Why)
	}
	if o := m.local(rows[0]); o != nil {
		return m.decide(o)
	}
	return m.duplicate(rows[0])
}

// openPromote asks before a draft in speed is made in precision.
func (m *Model) openPromote(rows []action.RowID) tea.Cmd {
	c := m.create.Promote(action.JobsOf(rows), submissionsOf(rows))
	switch {
	case len(c.Make) > 0:
		return m.openRemake(c, "Make "+m.subject(action.JobRows(c.Make...))+" in precision", create.InPrecision)
	case len(rows) > 1:
		return m.say(statusbar.Warning, "none of "+format.Count(len(rows), "job", "jobs")+" is made in precision: "+c.Why)
	}
	return m.say(statusbar.Warning, "not made in precision: "+c.Why)
}

func submissionsOf(rows []action.RowID) (ids []submission.ID) {
	for _, row := range rows {
		if row.Submission != "" {
			ids = append(ids, row.Submission)
		}
	}
	return ids
}

func (m *Model) subject(rows []action.RowID) string {
	if len(rows) == 1 {
		return m.rowName(rows[0])
	}
	return format.Count(len(rows), "job", "jobs")
}

// openRemake is the review of both. Going on is the first button: nothing is
// lost by it, and it says what it costs.
func (m *Model) openRemake(c create.Choice, title string, change map[string]string) tea.Cmd {
	ids := c.Make
	slices.SortFunc(ids, m.listOrder)
	var lines []confirm.Line
	if len(ids) > 1 {
		lines = append(lines, confirm.Line{Text: m.names(action.JobRows(ids...)), Tone: confirm.Muted}, confirm.Line{})
	}
	active := 0
	job := func(id api.JobID) api.Job {
		e, _ := m.store.Get(id)
		return e.Job
	}
	for _, id := range ids {
		if job(id).Status.Active() {
			active++
		}
	}
	if active > 0 {
		lines = append(lines, confirm.Line{Text: format.Count(active, "still runs", "still run") + ": it is made a second time, and billed.", Tone: confirm.Warn})
	}
	lines = append(lines, confirm.Line{Text: m.create.CostAgain(ids, change, job)})
	if c.Left > 0 {
		lines = append(lines, confirm.Line{Text: format.Count(c.Left, "job is", "jobs are") + " left out: " + c.Why, Tone: confirm.Warn})
	}
	m.openDialog(confirm.Spec{
		Title: title, Lines: lines,
		Buttons: []confirm.Button{{Label: "Go on", Action: action.Remake{IDs: ids, Change: change}}, {Label: "Cancel"}},
		Footer:  "each gets a key of its own: one job each, even if sent twice",
	})
	return nil
}

// duplicate opens the form on what a job was made from, as a draft of its own.
func (m *Model) duplicate(row action.RowID) tea.Cmd {
	values := m.inputs(row)
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

// inputs are what a job or a submission is made from, as far as that is known.
func (m *Model) inputs(row action.RowID) map[string]string {
	if o := m.local(row); o != nil {
		return o.Values
	}
	return m.create.Records.Of(row.Job).Values
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

// keyLife is about how long HeyGen remembers an idempotency key (api.md 1.5).
const keyLife = 23 * time.Hour

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

// decided passes the user's decision on.
func decided(mem Memory, a action.Decide) {
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
