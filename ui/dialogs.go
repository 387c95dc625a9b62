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
	"lipdash/ui/state/edits"
)

func (m *Model) known(ids []api.JobID) []api.JobID {
	var out []api.JobID
	for _, id := range ids {
		if _, ok := m.store.Get(id); ok && !m.edits.Going(id) {
			out = append(out, id)
		}
	}
	slices.SortFunc(out, m.listOrder)
	return out
}

// listOrder compares jobs by where they stand in the list.
func (m *Model) listOrder(a, b api.JobID) int {
	pa, ia, _ := m.store.PageOf(a)
	pb, ib, _ := m.store.PageOf(b)
	return cmp.Or(cmp.Compare(pa, pb), cmp.Compare(ia, ib))
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
	m.quitting = m.openDialog(confirm.Spec{
		Title: "Quit now?", Lines: lost,
		Buttons: []confirm.Button{{Label: "Stay"}, {Label: "Quit", Action: action.Quit{Force: true}}},
		Footer:  "ctrl+c again quits",
	})
	return nil
}

func (m *Model) lostByQuitting() []confirm.Line {
	var out []confirm.Line
	if n := m.edits.Unsent(); n > 0 {
		out = append(out, confirm.Line{Text: format.Count(n, "delete has", "deletes have") + " not been sent: quitting keeps the jobs.", Tone: confirm.Warn})
	}
	if m.edits.Running(edits.Delete) > 0 {
		out = append(out, confirm.Line{Text: "Deletes are on their way; some may not be made.", Tone: confirm.Warn})
	}
	if n := m.edits.Left(edits.Rename); n > 0 {
		out = append(out, confirm.Line{Text: format.Count(n, "rename is", "renames are") + " on their way; some may not be made.", Tone: confirm.Warn})
	}
	if n := len(m.wanted); n > 0 {
		out = append(out, confirm.Line{Text: format.Count(n, "job is", "jobs are") + " to be fetched when done: the next start will not know.", Tone: confirm.Warn})
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
