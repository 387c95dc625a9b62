package ui

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/list"
	"lipdash/ui/kit/stack"
	"lipdash/ui/kit/theme"
	"lipdash/ui/overlay/confirm"
	"lipdash/ui/state/edits"
)

// deleteDialog is the open question before a delete: what it says, and the set it is
// about.
type deleteDialog struct {
	*confirm.Dialog
	spec confirm.Spec
	rows []action.RowID
}

// openDelete asks before a delete. The set is fixed when the dialog opens and
// said in it: rows that move or arrive now do not change it.
func (m *Model) openDelete(rows []action.RowID) tea.Cmd {
	if len(rows) == 1 {
		if o := m.local(rows[0]); o != nil {
			return m.decide(o, true)
		}
	}
	q := m.deleteQuestion(rows)
	if q.N() == 0 {
		return nil
	}
	spec := q.spec()
	m.layers.PushGuarded(&deleteDialog{confirm.New(m.keys, spec), spec, rows}, m.now)
	return m.readSaved(m.ctx, q.Jobs)
}

// askDeleteAgain brings the open question up to date once it is known which of
// its jobs are on this machine. If that changes what is at stake it is a new question:
// what was typed and pressed before it could be read does not answer it.
func (m *Model) askDeleteAgain(read []api.JobID) {
	about := func(row action.RowID) bool { return slices.Contains(read, row.Job) }
	old, open := stack.Find[*deleteDialog](&m.layers)
	if !open || !slices.ContainsFunc(old.rows, about) {
		return
	}
	q := m.deleteQuestion(old.rows)
	if spec := q.spec(); q.N() > 0 && !reflect.DeepEqual(spec, old.spec) {
		m.layers.Replace(old, &deleteDialog{confirm.New(m.keys, spec), spec, old.rows}, m.now)
	}
}

// deleteOrDiscard begins a delete: jobs go after the undo window, what is held here at
// once, because it could become a job meanwhile.
func (m *Model) deleteOrDiscard(rows []action.RowID) tea.Cmd {
	for _, row := range rows {
		if o := m.local(row); o != nil && m.memory != nil {
			m.list.Forget(row)
			m.memory.Discard(o.ID)
		}
	}
	return m.deleteJobs(action.JobsOf(rows))
}

// deleteTargets are the rows that a delete is asked for, as far as anything is known of
// them: jobs first, in the order of the list.
func (m *Model) deleteTargets(rows []action.RowID) (out []edits.Target) {
	for _, id := range m.known(action.JobsOf(rows)) {
		e, _ := m.store.Get(id)
		_, here := m.transfers.Here(id)
		out = append(out, edits.Target{Job: id, Status: e.Job.Status, Here: here, Coming: m.transfers.Coming(id)})
	}
	for _, row := range rows {
		if o := m.local(row); o != nil {
			away := o.Elsewhere || o.State == submission.Sending || o.State == submission.Unknown || o.State == submission.Asking
			out = append(out, edits.Target{Submission: o.ID, Away: away})
		}
	}
	return out
}

// deleteQuestion is what is asked before a delete: what it would take, and how that is
// called.
type deleteQuestion struct {
	edits.Impact
	// rows are all that goes.
	rows []action.RowID
	// subject is what is deleted in a word or two, names are the first few of them; so many
	// are not shown.
	subject, names string
	unseen         int
	window         time.Duration
	theme          *theme.Theme
}

func (m *Model) deleteQuestion(rows []action.RowID) deleteQuestion {
	i := edits.ImpactOf(m.deleteTargets(rows), m.downloads != nil)
	all := action.JobRows(i.Jobs...)
	for _, id := range i.Held {
		all = append(all, action.SubmissionRow(id))
	}
	q := deleteQuestion{Impact: i, rows: all, subject: m.subject(all), names: m.names(all), window: m.opts.UndoWindow, theme: &m.theme}
	if m.screen == screenJobs { // a group of failures is not a list
		q.unseen = list.Absent(m.rows(), slices.Values(all))
	}
	return q
}

func (q deleteQuestion) spec() confirm.Spec {
	spec := confirm.Spec{
		Title: "Delete " + q.subject, Danger: true,
		Lines:   append([]confirm.Line{{Text: "HeyGen removes the " + format.Plural(q.N(), "job and its", "jobs and their") + " files for good."}, {}}, q.lines()...),
		Buttons: []confirm.Button{{Label: "Cancel"}},
		Footer:  "u takes it back for " + format.Took(q.window),
	}
	if n := len(q.Never); n > 0 {
		label := "Download it first"
		if q.N() > 1 {
			label = "Download " + strconv.Itoa(n) + " first"
		}
		spec.Buttons = append(spec.Buttons, confirm.Button{Label: label, Action: action.Download{IDs: action.JobRows(q.Never...), Sure: true}})
	}
	spec.Buttons = append(spec.Buttons, confirm.Button{Label: "Delete", Action: action.Delete{IDs: q.rows}, Danger: true})
	if q.Risky() {
		spec.Typed = strconv.Itoa(q.N())
	}
	return spec
}

// aside parts a line of a dialog from what is to be checked in it.
const aside = "   "

// lines say what would be lost, by state, and name the first few jobs.
func (q deleteQuestion) lines() []confirm.Line {
	var lines []confirm.Line
	add := func(n int, glyph, word string, tone confirm.Tone, more string) {
		if n > 0 {
			lines = append(lines, confirm.Line{Text: strings.TrimSpace(glyph + " " + format.Count(n, word, word) + more), Tone: tone})
		}
	}
	billed := func(s api.Status) string {
		return aside + format.Plural(q.By[s], "it", "they") + " may still be billed, HeyGen cannot cancel"
	}
	for _, x := range []struct {
		status api.Status
		tone   confirm.Tone
		more   string
	}{
		{api.StatusCompleted, confirm.Done, q.downloaded()},
		{api.StatusFailed, confirm.Fail, ""},
		{api.StatusRunning, confirm.Run, billed(api.StatusRunning)},
		{api.StatusPending, confirm.Warn, billed(api.StatusPending)},
	} {
		st := q.theme.Status(x.status)
		add(q.By[x.status], st.Glyph, st.Word, x.tone, x.more)
	}
	add(len(q.Held), q.theme.Glyphs.Held, "held here", confirm.Muted, aside+"taken back at once, nothing is billed")
	if q.Away > 0 {
		lines = append(lines, confirm.Line{Text: format.Count(q.Away, "is no job yet and stays: it", "are no jobs yet and stay: they") + " cannot be taken back here any more", Tone: confirm.Muted})
	}
	if q.N() < 2 {
		return lines
	}
	lines = append(lines, confirm.Line{}, confirm.Line{Text: q.names, Tone: confirm.Muted})
	if q.unseen > 0 { // marks outlive a filter and a turned page
		lines = append(lines, confirm.Line{Text: format.Count(q.unseen, "of them is", "of them are") + " not shown", Tone: confirm.Warn})
	}
	return lines
}

// downloaded says of the jobs that are done what is on this machine.
func (q deleteQuestion) downloaded() string {
	done := q.By[api.StatusCompleted]
	var parts []string
	switch n := len(q.Never); {
	case n == 0:
	case n == done && n == 1:
		parts = append(parts, "never downloaded")
	case n == done:
		parts = append(parts, "none of them was ever downloaded")
	default:
		parts = append(parts, format.Count(n, "of them was", "of them were")+" never downloaded")
	}
	if q.Coming > 0 {
		parts = append(parts, format.Count(q.Coming, "is", "are")+" still coming down")
	}
	if len(parts) == 0 {
		return ""
	}
	return aside + strings.Join(parts, ", ")
}
