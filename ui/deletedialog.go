package ui

import (
	"reflect"
	"slices"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/ask"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/list"
	"lipdash/ui/kit/stack"
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
		if o := m.create.Pending.Find(rows[0].Submission); o != nil {
			return m.decide(o, true)
		}
	}
	q := m.deleteQuestion(rows)
	if q.N() == 0 {
		return nil
	}
	spec := q.Spec()
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
	if spec := q.Spec(); q.N() > 0 && !reflect.DeepEqual(spec, old.spec) {
		m.layers.Replace(old, &deleteDialog{confirm.New(m.keys, spec), spec, old.rows}, m.now)
	}
}

// deleteQuestion is what is asked before a delete of rows.
func (m *Model) deleteQuestion(rows []action.RowID) ask.Delete {
	i := edits.ImpactOf(m.source().ToDelete(rows), m.downloads != nil)
	all := i.Rows()
	q := ask.Delete{Impact: i, Subject: m.names.Subject(all), Names: m.names.Few(all), Window: m.opts.UndoWindow, Undo: m.keys.Of(keymap.Undo, keymap.Global), Theme: &m.theme}
	if m.screen == screenJobs { // a group of failures is not a list
		q.Unseen = list.Absent(m.rows(), slices.Values(all))
	}
	return q
}
