package ui

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/overlay/confirm"
	"lipdash/ui/pane/joblist"
)

// deletion is the open question before a delete: its dialog, what that says, and the
// set it is about.
type deletion struct {
	dialog *confirm.Dialog
	spec   confirm.Spec
	rows   []action.RowID
}

// openDelete asks before a delete. The set is fixed when the dialog opens and
// said in it: rows that move or arrive now do not change it.
func (m *Model) openDelete(rows []action.RowID) tea.Cmd {
	if len(rows) == 1 {
		if o := m.local(rows[0]); o != nil {
			return m.openTakeBack(o)
		}
	}
	s := m.impactOf(rows)
	if s.n() == 0 {
		return nil
	}
	spec := m.deleteSpec(s)
	m.asking = deletion{m.openDialog(spec), spec, rows}
	return m.readSavedOf(s.jobs)
}

// askDeleteAgain brings the open question up to date once it is known which of
// its jobs are on this machine. If that changes what is at stake it is a new question:
// what was typed and pressed before it could be read does not answer it.
func (m *Model) askDeleteAgain(read []api.JobID) {
	about := func(row action.RowID) bool { return slices.Contains(read, row.Job) }
	if !m.inStack(m.asking.dialog) || !slices.ContainsFunc(m.asking.rows, about) {
		return
	}
	s := m.impactOf(m.asking.rows)
	if spec := m.deleteSpec(s); s.n() > 0 && !reflect.DeepEqual(spec, m.asking.spec) {
		m.asking.dialog, m.asking.spec = m.replace(m.asking.dialog, confirm.New(m.keys, spec, m.now)), spec
	}
}

// impact are what a delete would take, by kind.
type impact struct {
	jobs []api.JobID
	// held are submissions that are no jobs yet and can be taken back.
	held []action.RowID
	// away are submissions that have left, or belong to another lipdash.
	away int
	// here are jobs whose files are on this machine, coming those whose files are
	// on their way; never are done and were never downloaded.
	here, coming int
	never        []api.JobID
	by           map[api.Status]int
}

func (s impact) n() int { return len(s.jobs) + len(s.held) }

// rows are all of it.
func (s impact) rows() []action.RowID { return append(action.JobRows(s.jobs...), s.held...) }

func (s impact) active() int { return s.by[api.StatusRunning] + s.by[api.StatusPending] }

// risky sets want their count typed (ux.md 4.4).
func (s impact) risky() bool { return s.n() > 1 || s.active() > 0 || len(s.never) > 0 }

func (m *Model) impactOf(rows []action.RowID) impact {
	s := impact{jobs: m.known(action.JobsOf(rows)), by: map[api.Status]int{}}
	for _, row := range rows {
		switch o := m.local(row); {
		case o == nil:
		case o.Elsewhere, o.State == submission.Sending, o.State == submission.Unknown, o.State == submission.Asking:
			s.away++
		default:
			s.held = append(s.held, row)
		}
	}
	for _, id := range s.jobs {
		e, _ := m.store.Get(id)
		s.by[e.Job.Status]++
		_, here := m.here(id)
		switch {
		case e.Job.Status != api.StatusCompleted:
		case here:
			s.here++
		case m.coming(id):
			s.coming++
		case m.downloads != nil:
			// Without a folder nobody knows what was downloaded.
			s.never = append(s.never, id)
		}
	}
	return s
}

func (m *Model) deleteSpec(s impact) confirm.Spec {
	all := s.rows()
	spec := confirm.Spec{
		Title: "Delete " + m.subject(all), Danger: true,
		Lines:   append([]confirm.Line{{Text: "HeyGen removes the " + plural(len(all), "job and its", "jobs and their") + " files for good."}, {}}, m.impactLines(s)...),
		Buttons: []confirm.Button{{Label: "Cancel"}},
		Footer:  "u takes it back for " + format.Took(m.opts.UndoWindow),
	}
	if n := len(s.never); n > 0 {
		label := "Download it first"
		if len(all) > 1 {
			label = "Download " + strconv.Itoa(n) + " first"
		}
		spec.Buttons = append(spec.Buttons, confirm.Button{Label: label, Action: action.Download{IDs: action.JobRows(s.never...), Sure: true}})
	}
	spec.Buttons = append(spec.Buttons, confirm.Button{Label: "Delete", Action: action.Delete{IDs: all}, Danger: true})
	if s.risky() {
		spec.Typed = strconv.Itoa(len(all))
	}
	return spec
}

// aside parts a line of a dialog from what is to be checked in it.
const aside = "   "

// impactLines say what would be lost, by state, and name the first few jobs.
func (m *Model) impactLines(s impact) []confirm.Line {
	var lines []confirm.Line
	add := func(n int, glyph, word string, tone confirm.Tone, more string) {
		if n > 0 {
			lines = append(lines, confirm.Line{Text: strings.TrimSpace(glyph + " " + format.Count(n, word, word) + more), Tone: tone})
		}
	}
	for _, x := range []struct {
		status api.Status
		tone   confirm.Tone
		more   string
	}{
		{api.StatusCompleted, confirm.Done, s.downloaded()},
		{api.StatusFailed, confirm.Fail, ""},
		{api.StatusRunning, confirm.Run, aside + plural(s.by[api.StatusRunning], "it", "they") + " may still be billed, HeyGen cannot cancel"},
		{api.StatusPending, confirm.Warn, aside + plural(s.by[api.StatusPending], "it", "they") + " may still be billed, HeyGen cannot cancel"},
	} {
		st := m.theme.Status(x.status)
		add(s.by[x.status], st.Glyph, st.Word, x.tone, x.more)
	}
	add(len(s.held), m.theme.Glyphs.Held, "held here", confirm.Muted, aside+"taken back at once, nothing is billed")
	if s.away > 0 {
		lines = append(lines, confirm.Line{Text: format.Count(s.away, "is no job yet and stays: it", "are no jobs yet and stay: they") + " cannot be taken back here any more", Tone: confirm.Muted})
	}
	if s.n() > 1 {
		all := s.rows()
		lines = append(lines, confirm.Line{}, confirm.Line{Text: m.names(all), Tone: confirm.Muted})
		// Marks outlive a filter and a turned page; a group of failures is not a list.
		if n := joblist.Absent(m.rows(), slices.Values(all)); n > 0 && m.screen == screenJobs {
			lines = append(lines, confirm.Line{Text: format.Count(n, "of them is", "of them are") + " not shown", Tone: confirm.Warn})
		}
	}
	return lines
}

// downloaded says of the jobs that are done what is on this machine.
func (s impact) downloaded() string {
	done := s.by[api.StatusCompleted]
	var parts []string
	switch n := len(s.never); {
	case n == 0:
	case n == done && n == 1:
		parts = append(parts, "never downloaded")
	case n == done:
		parts = append(parts, "none of them was ever downloaded")
	default:
		parts = append(parts, format.Count(n, "of them was", "of them were")+" never downloaded")
	}
	if s.coming > 0 {
		parts = append(parts, format.Count(s.coming, "is", "are")+" still coming down")
	}
	if len(parts) == 0 {
		return ""
	}
	return aside + strings.Join(parts, ", ")
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
