package ui

import (
	"maps"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/overlay/confirm"
	"lipdash/ui/pane/statusbar"
)

// What was asked for here can be asked for again: HeyGen does not return it, so
// only jobs in the journal can.

// repeatable is what a job would be made from again, and why it cannot be, "".
func (m *Model) repeatable(row action.RowID) (values map[string]string, why string) {
	r := m.records[row.Job]
	if o := m.local(row); o != nil {
		r = Record{Values: o.Values, Mode: o.Mode()}
	}
	if len(r.Values) == 0 {
		return nil, "made elsewhere, and HeyGen does not return what a job was made from"
	}
	if gone := submission.Withheld(r.Values); len(gone) > 0 {
		return r.Values, "the link to its " + strings.Join(gone, " and ") + " was signed, and signatures are not kept"
	}
	return r.Values, ""
}

// noJobYet is why a submission is not made a second time.
const noJobYet = "no job yet, it is sent by itself"

// openAgain asks before jobs are made again with the same inputs. What waits here
// for the user is no job yet: it is sent, and not made twice.
func (m *Model) openAgain(rows []action.RowID) tea.Cmd {
	var can []api.JobID
	held := m.heldOf(rows)
	why := ""
	for _, row := range rows {
		o := m.local(row)
		_, no := m.repeatable(row)
		switch {
		case o != nil && slices.Contains(held, o.ID):
		case o != nil:
			why = noJobYet
		case no != "":
			why = no
		default:
			can = append(can, row.Job)
		}
	}
	left := len(rows) - len(can) - len(held)
	switch {
	case len(can) > 0:
		return tea.Batch(m.resume(held), m.openRemake(can, "Try again "+m.subject(action.JobRows(can...)), left, why, nil))
	case len(held) > 0:
		m.list.ClearMarks()
		return m.resume(held)
	case len(rows) != 1:
		return m.say(statusbar.Warning, "none of "+format.Count(len(rows), "job", "jobs")+" can be made again: "+why)
	}
	if o := m.local(rows[0]); o != nil {
		return m.decide(o)
	}
	return m.duplicate(rows[0])
}

// openPromote asks before a draft in speed is made in precision.
func (m *Model) openPromote(rows []action.RowID) tea.Cmd {
	var can []api.JobID
	why := "in precision already"
	for _, row := range rows {
		values, no := m.repeatable(row)
		switch {
		case m.local(row) != nil:
			why = noJobYet
		case no != "":
			why = no
		case values["mode"] != string(api.ModePrecision):
			can = append(can, row.Job)
		}
	}
	if len(can) == 0 {
		if len(rows) > 1 {
			return m.say(statusbar.Warning, "none of "+format.Count(len(rows), "job", "jobs")+" is made in precision: "+why)
		}
		return m.say(statusbar.Warning, "not made in precision: "+why)
	}
	return m.openRemake(can, "Make "+m.subject(action.JobRows(can...))+" in precision", len(rows)-len(can), why,
		map[string]string{"mode": string(api.ModePrecision)})
}

func (m *Model) subject(rows []action.RowID) string {
	if len(rows) == 1 {
		return m.rowName(rows[0])
	}
	return format.Count(len(rows), "job", "jobs")
}

// openRemake is the review of both. Going on is the first button: nothing is
// lost by it, and it says what it costs.
func (m *Model) openRemake(ids []api.JobID, title string, left int, why string, change map[string]string) tea.Cmd {
	slices.SortFunc(ids, m.listOrder)
	var lines []confirm.Line
	if len(ids) > 1 {
		lines = append(lines, confirm.Line{Text: m.names(action.JobRows(ids...)), Tone: confirm.Muted}, confirm.Line{})
	}
	if n := m.activeOf(ids); n > 0 {
		lines = append(lines, confirm.Line{Text: format.Count(n, "still runs", "still run") + ": it is made a second time, and billed.", Tone: confirm.Warn})
	}
	lines = append(lines, confirm.Line{Text: m.remakeCost(ids, change)})
	if left > 0 {
		lines = append(lines, confirm.Line{Text: format.Count(left, "job is", "jobs are") + " left out: " + why, Tone: confirm.Warn})
	}
	m.openDialog(confirm.Spec{
		Title: title, Lines: lines,
		Buttons: []confirm.Button{{Label: "Go on", Action: action.Remake{IDs: ids, Change: change}}, {Label: "Cancel"}},
		Footer:  "each gets a key of its own: one job each, even if sent twice",
	})
	return nil
}

func (m *Model) activeOf(ids []api.JobID) int {
	n := 0
	for _, id := range ids {
		if e, ok := m.store.Get(id); ok && e.Job.Status.Active() {
			n++
		}
	}
	return n
}

func with(values, change map[string]string) map[string]string {
	out := maps.Clone(values)
	maps.Copy(out, change)
	return out
}

// remake hands the same inputs to the outbox again, as new intents.
func (m *Model) remake(a action.Remake) tea.Cmd {
	if m.memory == nil {
		return m.warn(m.notYet())
	}
	insist := a
	insist.Insist = true
	switch {
	case a.Insist:
	case m.memory.Trouble() != "" && !m.insisted:
		return m.askInsist(insist)
	case m.overLimit():
		return m.askLimit(insist)
	}
	m.insisted = m.insisted || a.Insist
	m.list.ClearMarks()
	m.edits.ForgetFailures(a.IDs...)
	var cmds []tea.Cmd
	for _, id := range a.IDs {
		if values, why := m.repeatable(action.JobRow(id)); why == "" {
			cmds = append(cmds, m.guarded(resubmit(m.ctx, m.memory, with(values, a.Change))))
		}
	}
	// In order: the queue for slots is the order they are handed over in.
	return tea.Sequence(cmds...)
}

// duplicate opens the form on what a job was made from, as a draft of its own.
func (m *Model) duplicate(row action.RowID) tea.Cmd {
	values, why := m.repeatable(row)
	if values == nil {
		values = map[string]string{}
		if e, ok := m.store.Get(row.Job); ok {
			values["title"] = e.Job.Title
		}
	}
	cmd := m.pickDraft("")
	m.form.SetValues(values)
	if why != "" {
		m.form.Refused(nil, "Not all of it is known: "+why+".")
	}
	return cmd
}

// today is since when the same inputs count as already made.
func (m *Model) today() time.Time {
	y, mo, d := m.now.Date()
	return time.Date(y, mo, d, 0, 0, 0, 0, m.now.Location())
}
