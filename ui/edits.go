package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/rows"
	"lipdash/ui/state/activity"
	"lipdash/ui/state/edits"
	"lipdash/ui/state/store"
)

// Deletes and renames are decided by state/edits, which also has the words for how they
// end. Here its effects become calls, rows, marks and notes.

// edited does what follows from an event, and then what is due.
func (m *Model) edited(e edits.Effects) tea.Cmd {
	cmd := m.carryOut(e)
	if m.leaving() {
		// The open question promises that quitting keeps these jobs. Who stays has the
		// whole window again.
		m.edits.RestartWindows(m.now)
	}
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
		cmds = append(cmds, m.editsEnded(t))
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

// editsEnded says how a group of edits went, once all of it is through. The activity
// has each that failed with its reason already.
func (m *Model) editsEnded(t edits.Tally) tea.Cmd {
	if t.Kind == edits.Delete {
		m.browse.Removed(t.Done)
	}
	text := m.edits.Summary(t, m.poll.Refused() != nil, rows.EditKeys(m.keys))
	switch {
	case len(t.Failed) > 0:
		if t.All() > 1 {
			m.log.Happened(m.now, activity.Bad, text)
		}
		return m.flash(statusbar.Bad, text)
	case t.Kind == edits.Delete:
		return m.flash(statusbar.Good, text)
	case t.All() == 1 && t.Done == 1:
		return m.say(statusbar.Good, renamedTo(m.names.Cut(t.LastTitle, 40)))
	case t.All() == 1 && t.Gone == 1:
		return m.say(statusbar.Warning, "it was deleted elsewhere, there is nothing to rename")
	}
	m.log.Happened(m.now, activity.Named, text)
	return m.flash(statusbar.Good, text)
}

func renamedTo(title string) string {
	if title == "" {
		return "the title is gone again"
	}
	return "renamed to " + title
}

// willBeDeleted follows the names in the note that counts down.
const willBeDeleted = " will be deleted"

// deleteJobs begins the window of a delete.
func (m *Model) deleteJobs(ids []api.JobID) tea.Cmd {
	taken := m.edits.Delete(m.known(ids), m.now)
	if len(taken) == 0 {
		return nil
	}
	for _, id := range taken {
		// What is about to go is no target any more; other marks stay.
		m.list.Forget(action.JobRow(id))
	}
	what, window := m.names.Subject(action.JobRows(taken...))+willBeDeleted, m.opts.UndoWindow
	m.log.Happened(m.now, activity.Deleted, what+" in "+format.Took(window))
	return tea.Batch(m.toast.countDown(window, what, m.now), m.edited(edits.Effects{}))
}

// renameJobs changes titles on screen at once and at HeyGen in the background.
func (m *Model) renameJobs(titles ...edits.Title) tea.Cmd {
	if !m.isOpen() {
		return nil
	}
	return m.edited(m.edits.Rename(titles, m.store.Title, true))
}

// undoLast takes the newest delete or rename back that can be.
func (m *Model) undoLast() tea.Cmd {
	u, e := m.edits.Undo(m.store.Title)
	if u.Of > 1 || u.Renames > 1 {
		// One of them was a mistake, not all: the set is still there to mend.
		m.list.Mark(action.JobRows(append(u.Kept, u.Back...)...))
	}
	cmd := m.edited(e)
	text, whole := u.Words()
	tone := statusbar.Info
	switch {
	case text == "":
		return cmd
	case whole:
		tone = statusbar.Good
	case u.Of > 0:
		tone = statusbar.Warning
	}
	return tea.Batch(cmd, m.say(tone, text))
}

// redo asks once more for what failed. Nobody is asked again: the question was
// answered for these very jobs, and u still takes it back.
func (m *Model) redo(targets []action.RowID) tea.Cmd {
	deletes, renames := m.edits.Again(action.JobsOf(targets))
	held := m.create.Again(nil, submissionsOf(targets)).Send
	switch keys := rows.EditKeys(m.keys); {
	case m.poll.Refused() != nil && len(deletes)+len(renames) > 0:
		return m.flash(statusbar.Warning, "the key is refused: "+keys.Reconnect+" looks for it again, then "+keys.Again+" tries these")
	case len(deletes)+len(renames)+len(held) == 0:
		return m.say(statusbar.Info, "nothing failed here that could be tried again")
	}
	slices.SortFunc(renames, func(a, b edits.Title) int { return m.store.Compare(a.ID, b.ID) })
	for _, t := range renames {
		m.list.Forget(action.JobRow(t.ID))
	}
	return tea.Batch(m.resume(held), m.renameJobs(renames...), m.deleteJobs(deletes))
}

// redoHint offers the key while there is something to try again.
func (m *Model) redoHint() []keymap.Hint {
	n := m.edits.CanRedo(action.JobsOf(m.list.Targets()))
	if n == 0 || m.poll.Refused() != nil {
		return nil
	}
	return []keymap.Hint{{Key: rows.EditKeys(m.keys).Again, Text: "again for " + format.Count(n, "job", "jobs")}}
}

// recallEdits shows the wanted titles again where a read brought back the old one, notes
// which renames were made after all, and puts what the session before left undone on the
// jobs that were listed meanwhile.
func (m *Model) recallEdits() {
	for _, t := range m.edits.Keep(m.store.Title) {
		m.store.ApplyTitle(t.ID, t.Title)
	}
	for _, id := range m.edits.Found(m.store.Title) {
		m.list.Forget(action.JobRow(id))
		m.log.Happened(m.now, activity.Named, m.names.Job(id)+" was renamed after all")
	}
	listed := func(id api.JobID) (string, bool) {
		title, ok := m.store.Title(id)
		return title, ok && !m.store.IsCached(id)
	}
	if failed := m.edits.Recall(listed); len(failed) > 0 {
		m.list.Mark(action.JobRows(failed...))
	}
}
