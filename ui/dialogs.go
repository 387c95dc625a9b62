package ui

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/action"
	"lipdash/ui/confirm"
	"lipdash/ui/format"
)

// openDelete asks before a delete. The set is fixed when the dialog opens and
// said in it: rows that move or arrive now do not change it.
func (m *Model) openDelete(ids []api.JobID) tea.Cmd {
	if len(ids) == 1 {
		if o := m.local(ids[0]); o != nil {
			return m.openTakeBack(o)
		}
	}
	ids = m.known(ids)
	if len(ids) == 0 {
		return nil
	}
	title := "Delete " + format.Count(len(ids), "job", "jobs")
	if len(ids) == 1 {
		title = "Delete " + m.name(ids[0])
	}
	spec := confirm.Spec{
		Title: title, Danger: true,
		Lines: append([]confirm.Line{{Text: "HeyGen removes the job and its files for good.", Tone: confirm.Plain}, {}},
			m.stakes(ids)...),
		Buttons: []confirm.Button{
			{Label: "Cancel"},
			{Label: "Delete", Action: action.Delete{IDs: ids}, Danger: true},
		},
		Footer: "u takes it back for " + format.Took(m.opts.UndoWindow),
	}
	if len(ids) > 1 {
		spec.Lines[0].Text = "HeyGen removes the jobs and their files for good."
	}
	if len(ids) > 1 || m.anyActive(ids) {
		spec.Typed = strconv.Itoa(len(ids))
	}
	m.dialog = confirm.New(m.keys, spec, m.now)
	return nil
}

func (m *Model) known(ids []api.JobID) []api.JobID {
	var out []api.JobID
	for _, id := range ids {
		if _, ok := m.store.Get(id); ok && m.doomed[id] == nil {
			out = append(out, id)
		}
	}
	slices.SortFunc(out, m.listOrder)
	return out
}

func (m *Model) anyActive(ids []api.JobID) bool {
	return slices.ContainsFunc(ids, func(id api.JobID) bool {
		e, ok := m.store.Get(id)
		return ok && e.Job.Status.Active()
	})
}

// listOrder compares jobs by where they stand in the list.
func (m *Model) listOrder(a, b api.JobID) int {
	pa, ia, _ := m.store.PageOf(a)
	pb, ib, _ := m.store.PageOf(b)
	return cmp.Or(cmp.Compare(pa, pb), cmp.Compare(ia, ib))
}

// stakes say what would be lost, by state, and name the first few jobs.
func (m *Model) stakes(ids []api.JobID) []confirm.Line {
	n := map[api.Status]int{}
	for _, id := range ids {
		e, _ := m.store.Get(id)
		n[e.Job.Status]++
	}
	var lines []confirm.Line
	add := func(s api.Status, tone confirm.Tone, aside string) {
		if n[s] > 0 {
			st := m.theme.Status(s)
			lines = append(lines, confirm.Line{Text: strings.TrimSpace(st.Glyph + " " + format.Count(n[s], st.Word, st.Word) + aside), Tone: tone})
		}
	}
	add(api.StatusCompleted, confirm.Done, "")
	add(api.StatusFailed, confirm.Fail, "")
	add(api.StatusRunning, confirm.Run, "   it may still be billed, HeyGen cannot cancel")
	add(api.StatusPending, confirm.Warn, "   it may still be billed, HeyGen cannot cancel")
	if len(ids) > 1 {
		lines = append(lines, confirm.Line{}, confirm.Line{Text: m.names(ids), Tone: confirm.Muted})
	}
	return lines
}

func (m *Model) names(ids []api.JobID) string {
	const shown = 4
	var names []string
	for _, id := range ids[:min(shown, len(ids))] {
		names = append(names, m.name(id))
	}
	s := strings.Join(names, ", ")
	if more := len(ids) - shown; more > 0 {
		s += ", +" + strconv.Itoa(more) + " more"
	}
	return s
}

// quit leaves at once unless something would be lost; asked twice, it leaves.
func (m *Model) quit(force bool) tea.Cmd {
	lost := m.lostByQuitting()
	if force || len(lost) == 0 {
		return m.lastWords()
	}
	m.leaving = true
	m.menu, m.rename, m.help = nil, nil, nil
	m.dialog = confirm.New(m.keys, confirm.Spec{
		Title: "Quit now?", Lines: lost,
		Buttons: []confirm.Button{{Label: "Stay"}, {Label: "Quit", Action: action.Quit{Force: true}}},
		Footer:  "ctrl+c again quits",
	}, m.now)
	return nil
}

func (m *Model) lostByQuitting() []confirm.Line {
	var out []confirm.Line
	if n := m.unsentDeletes(); n > 0 {
		out = append(out, confirm.Line{Text: format.Count(n, "delete has", "deletes have") + " not been sent: quitting keeps the jobs.", Tone: confirm.Warn})
	}
	if m.deletes.running+len(m.deletes.waiting) > 0 {
		out = append(out, confirm.Line{Text: "Deletes are on their way; some may not be made.", Tone: confirm.Warn})
	}
	if m.memory == nil || m.memory.Trouble() == "" {
		return out
	}
	if len(m.outgoing) > 0 {
		out = append(out, confirm.Line{Text: format.Count(len(m.outgoing), "lipsync is", "lipsyncs are") + " not made yet and nothing is on disk.", Tone: confirm.Warn})
	}
	if h := m.haulage(); h.open > 0 {
		out = append(out, confirm.Line{Text: format.Count(h.open, "file is", "files are") + " still to come, and the next start will not know.", Tone: confirm.Warn})
	}
	if !m.form.Empty() {
		out = append(out, confirm.Line{Text: "The draft in the form is not on disk.", Tone: confirm.Warn})
	}
	return out
}
