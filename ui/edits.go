package ui

import (
	"maps"
	"reflect"
	"slices"
	"sort"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/ask"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/list"
	"lipdash/ui/kit/stack"
	"lipdash/ui/nav"
	"lipdash/ui/overlay/confirm"
	"lipdash/ui/overlay/entry"
	"lipdash/ui/overlay/patternedit"
	"lipdash/ui/overlay/titleedit"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/activity"
	"lipdash/ui/state/edits"
	"lipdash/ui/state/store"
)

// Deletes and renames are decided by state/edits, which also has the words for how they
// end. Here its effects become calls, rows, marks and notes.

// edited does what follows from an event, and then what is due.
func (m *Model) edited(e edits.Effects) tea.Cmd {
	cmd := m.carryOut(e)
	if m.isOpen() {
		cmd = tea.Batch(cmd, m.carryOut(m.edits.Due(m.now, m.poll.Refused())))
	}
	return cmd
}

// carryOut turns effects into calls, rows, marks and words.
func (m *Model) carryOut(e edits.Effects) tea.Cmd {
	for _, id := range e.Deleted {
		m.log.Happened(m.now, activity.Deleted, m.names.Job(id)+" deleted")
	}
	for _, id := range slices.Concat(e.Deleted, e.Gone) {
		m.store.ApplyDeleted(id)
		m.forget(id)
	}
	for _, id := range e.Deleted {
		m.observed([]store.Transition{{ID: id, To: api.StatusGone}}, m.now)
	}
	for _, t := range e.Titles {
		m.store.ApplyTitle(t.ID, t.Title)
	}
	for _, id := range e.Found {
		m.list.Forget(action.JobRow(id))
		m.log.Happened(m.now, activity.Named, m.names.Job(id)+" was renamed after all")
	}
	if len(e.Recalled) > 0 {
		m.list.Mark(action.JobRows(e.Recalled...))
	}
	for _, id := range e.Failed {
		f, _ := m.edits.Failure(id)
		// The story is the same for all jobs of a group: the line has the name.
		m.log.Trouble(m.now, activity.Bad, m.names.Job(id)+": "+f.Whole(), activity.ProblemOf("jobs that were to be "+f.Kind.Participle(), f.Err))
		m.list.Mark(action.JobRows(id))
	}
	var cmds []tea.Cmd
	for _, c := range e.Calls {
		cmds = append(cmds, m.guarded(calls.EditJob(m.ctx, m.Client, c)))
	}
	for _, t := range e.Ended {
		if t.Kind == edits.Delete {
			m.browse.Removed(t.Done)
		}
		end := m.edits.Ending(t, m.poll.Refused() != nil)
		if end.Kept != "" {
			m.log.Happened(m.now, end.Kept, end.Text)
		}
		cmds = append(cmds, m.flash(toneOf[end.News], end.Text))
	}
	return tea.Batch(cmds...)
}

func (m *Model) applyJobEdited(msg calls.JobEdited) tea.Cmd {
	var cmd tea.Cmd
	e := m.edits.Answered(msg.Call, msg.Err, m.now, m.Client.PausedUntil())
	if len(e.Renamed) > 0 && msg.Job.Status != api.StatusUnknown { // else it was renamed and could not be read
		cmd = m.merged(m.store.ApplyRenamed(msg.Job, m.now))
	}
	m.poll.Refuse(msg.Err) // what failed is told with its reason
	return tea.Batch(cmd, m.edited(e))
}

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
	return m.readSaved(q.Jobs)
}

// applySavedRead brings the open question up to date once it is known which of its jobs are
// on this machine. If that changes what is at stake it is a new question: what was typed and
// pressed before it could be read does not answer it.
func (m *Model) applySavedRead(msg calls.SavedRead) tea.Cmd {
	m.transfers.SavedRead(msg.Asked, msg.Saved, msg.Err, m.now)
	m.store.Look(slices.Collect(maps.Keys(msg.Saved))...)
	about := func(row action.RowID) bool { return slices.Contains(msg.Asked, row.Job) }
	old, open := stack.Find[*deleteDialog](&m.layers)
	if !open || !slices.ContainsFunc(old.rows, about) {
		return nil
	}
	q := m.deleteQuestion(old.rows)
	if spec := q.Spec(); q.N() > 0 && !reflect.DeepEqual(spec, old.spec) {
		m.layers.Replace(old, &deleteDialog{confirm.New(m.keys, spec), spec, old.rows}, m.now)
	}
	return nil
}

// deleteQuestion is what is asked before a delete of rows.
func (m *Model) deleteQuestion(rows []action.RowID) ask.Delete {
	i := edits.ImpactOf(m.source().ToDelete(rows), m.downloads != nil)
	all := i.Rows()
	q := ask.Delete{Impact: i, Subject: m.names.Subject(all), Names: m.names.Few(all), Window: m.Settings.UndoWindow, Undo: m.keys.Of(keymap.Undo, keymap.Global), Theme: &m.theme}
	if m.Screen == nav.Jobs { // a group of failures is not a list
		q.Unseen = list.Absent(m.rows(), slices.Values(all))
	}
	return q
}

// willBeDeleted follows the names in the note that counts down.
const willBeDeleted = " will be deleted"

// deleteRows begins a delete: jobs go after the undo window, what is held here at once,
// because it could become a job meanwhile.
func (m *Model) deleteRows(rows []action.RowID) tea.Cmd {
	var drop tea.Cmd
	if subs := action.SubmissionsOf(rows); len(subs) > 0 {
		drop = m.arrange(submission.Change{Do: submission.Drop, IDs: subs})
	}
	m.review.Behind()
	taken := m.edits.Delete(m.source().Known(action.JobsOf(rows)), m.now)
	if len(taken) == 0 {
		return drop
	}
	for _, id := range taken {
		// What is about to go is no target any more; other marks stay.
		m.list.Forget(action.JobRow(id))
	}
	m.log.Happened(m.now, activity.Deleted, m.names.Subject(action.JobRows(taken...))+willBeDeleted+" in "+format.Took(m.Settings.UndoWindow))
	return tea.Batch(drop, countDown(m, taken), m.edited(edits.Effects{}))
}

// countDown says what is deleted when the undo window is over, nothing without jobs.
func countDown(m *Model, ids []api.JobID) tea.Cmd {
	if len(ids) == 0 {
		return nil
	}
	return m.toast.CountDown(m.Settings.UndoWindow, m.names.Subject(action.JobRows(ids...))+willBeDeleted, m.keys.Of(keymap.Undo, keymap.Global), m.now)
}

// renameMarked changes titles on screen at once and at HeyGen in the background; marked stays
// what does not work.
func (m *Model) renameMarked(titles []edits.Title) tea.Cmd {
	for _, t := range titles {
		m.list.Forget(action.JobRow(t.ID))
	}
	m.review.Behind()
	return m.edited(m.edits.Rename(titles, m.store.Title, true))
}

// openRename opens the title editor on a job, or the pattern editor on several.
func (m *Model) openRename(rows []action.RowID) tea.Cmd {
	if len(rows) == 1 && rows[0] == m.list.Cursor() {
		if e, ok := m.store.Get(rows[0].Job); ok {
			m.layers.Push(titleedit.New(m.keys, e.Job.ID, e.Job.Title))
			return nil
		}
	}
	source := m.source()
	ids := source.Known(action.JobsOf(rows))
	if len(ids) == 0 {
		return m.warn(format.Plural(len(rows), "it can be renamed when it is", "they can be renamed when they are") + " made")
	}
	source.List().AsShown(ids)
	m.layers.Push(patternedit.New(m.keys, "Rename "+m.names.Subject(action.JobRows(ids...)), func(text string) patternedit.Preview {
		return ask.Rename(text, source.ToRename(ids))
	}))
	return nil
}

// undoLast takes the newest delete, rename or review back that can be.
func (m *Model) undoLast() tea.Cmd {
	if m.source().UndoesReview() {
		return m.onReview(action.Review{Do: action.UndoReview})
	}
	u, e := m.edits.Undo(m.store.Title)
	if u.Of > 1 || u.Renames > 1 {
		// One of them was a mistake, not all: the set is still there to mend.
		m.list.Mark(action.JobRows(append(u.Kept, u.Back...)...))
	}
	cmd := m.edited(e)
	news, text := u.Words()
	return tea.Batch(cmd, m.sayAs(news, text)) // which says nothing for ""
}

// redo asks once more for what failed. Nobody is asked again: the question was
// answered for these very jobs, and u still takes it back.
func (m *Model) redo(rows []action.RowID) tea.Cmd {
	deletes, renames := m.edits.Again(action.JobsOf(rows))
	held := m.create.Again(nil, action.SubmissionsOf(rows), nil).Send
	switch {
	case m.poll.Refused() != nil && len(deletes)+len(renames) > 0:
		return m.flash(statusbar.Warning, m.edits.NeedsKey())
	case len(deletes)+len(renames)+len(held) == 0:
		return m.say(statusbar.Info, "nothing failed here that could be tried again")
	}
	sort.Slice(renames, func(i, j int) bool { return m.store.Compare(renames[i].ID, renames[j].ID) < 0 })
	return tea.Batch(m.say(statusbar.Info, m.resume(held)), m.renameMarked(renames), m.deleteRows(action.JobRows(deletes...)))
}

// onReview does what is asked about reviews of results.
func (m *Model) onReview(a action.Review) tea.Cmd {
	c := m.source().ChangeReview(a, m.names)
	if c.Ask != "" {
		m.layers.Push(entry.New(m.keys, ask.Note(a.IDs, c.Ask, c.Note)))
	}
	return tea.Batch(m.guarded(calls.SaveReviews(m.ctx, m.memory, c.Next)), m.say(statusbar.Info, c.Said))
}
