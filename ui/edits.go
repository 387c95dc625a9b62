package ui

import (
	"slices"
	"time"

	"lipdash/ui/kit/action"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/kit/format"
	"lipdash/ui/pane/activity"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/edits"
	"lipdash/ui/state/store"
)

// Deletes and renames are decided by state/edits. Here its effects become calls, marks
// and words.

// editsDueMsg comes when a delete's window ends, or HeyGen may be asked again.
type editsDueMsg struct{ id int }

// editsTimer is the one timer for all of them: the newest one counts.
type editsTimer struct {
	id int
	at time.Time
}

// titleOf is the title a job has, false for one that is not known.
func (m *Model) titleOf(id api.JobID) (string, bool) {
	e, ok := m.store.Get(id)
	return e.Job.Title, ok
}

// edited does what follows from an event, and then what is due.
func (m *Model) edited(e edits.Effects) tea.Cmd {
	cmd := m.carryOut(e)
	if m.leaving() {
		// The open question promises that quitting keeps these jobs. Who stays has the
		// whole window again.
		m.edits.RestartWindows(m.now)
	}
	if m.isOpen() {
		cmd = tea.Batch(cmd, m.carryOut(m.edits.Due(m.now, m.refused)))
	}
	return tea.Batch(cmd, m.armEdits())
}

func (m *Model) armEdits() tea.Cmd {
	at := m.edits.Next(m.now)
	if at.IsZero() || at.Equal(m.editsTimer.at) {
		return nil
	}
	m.editsTimer = editsTimer{m.editsTimer.id + 1, at}
	return m.guarded(after(at.Sub(m.now), editsDueMsg{m.editsTimer.id}))
}

func (m *Model) editsDue(msg editsDueMsg) tea.Cmd {
	if msg.id != m.editsTimer.id {
		return nil
	}
	m.editsTimer.at = time.Time{}
	return m.edited(edits.Effects{})
}

// carryOut turns effects into calls, rows, marks and words.
func (m *Model) carryOut(e edits.Effects) tea.Cmd {
	for _, id := range e.Deleted {
		m.happened(activity.Entry{Kind: activity.Deleted}, m.name(id)+" deleted")
	}
	for _, id := range slices.Concat(e.Deleted, e.Gone) {
		m.store.ApplyDeleted(id)
		m.forget(id)
	}
	for _, id := range e.Deleted {
		m.observed([]store.Transition{{ID: id, To: api.StatusGone}})
	}
	for _, t := range e.Titles {
		m.store.ApplyTitle(t.ID, t.Title)
	}
	for _, id := range e.Failed {
		m.noteEditFailed(id)
		m.list.Mark(action.JobRows(id))
	}
	var cmds []tea.Cmd
	for _, c := range e.Calls {
		cmds = append(cmds, m.guarded(editJob(m.ctx, m.Client, c)))
	}
	for _, t := range e.Ended {
		cmds = append(cmds, m.editsEnded(t))
	}
	return tea.Batch(cmds...)
}

func (m *Model) applyJobEdited(msg jobEditedMsg) tea.Cmd {
	var cmd tea.Cmd
	e := m.edits.Answered(msg.call, msg.err, m.now, m.Client.PausedUntil())
	if len(e.Renamed) > 0 && msg.job.Status != api.StatusUnknown { // else it was renamed and could not be read
		cmd = m.merged(m.store.ApplyRenamed(msg.job, m.now))
	}
	m.noteRefusal(msg.err)
	return tea.Batch(cmd, m.edited(e), m.doubtLine(msg.err))
}

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
	what := format.Count(len(taken), "job", "jobs") + " will be deleted"
	if len(taken) == 1 {
		what = m.name(taken[0]) + " will be deleted"
	}
	return tea.Batch(m.countDown(what, m.opts.UndoWindow), m.edited(edits.Effects{}))
}

// renameJobs changes titles on screen at once and at HeyGen in the background.
func (m *Model) renameJobs(titles ...edits.Title) tea.Cmd {
	if !m.isOpen() {
		return nil
	}
	return m.edited(m.edits.Rename(titles, m.titleOf, true))
}

// undoLast takes the newest delete or rename back that can be.
func (m *Model) undoLast() tea.Cmd {
	u, e := m.edits.Undo(m.titleOf)
	if u.Of > 1 || u.Renames > 1 {
		// One of them was a mistake, not all: the set is still there to mend.
		m.list.Mark(action.JobRows(append(u.Kept, u.Back...)...))
	}
	cmd := m.edited(e)
	switch left := u.Of - len(u.Kept); {
	case u.Of == 0 && u.Renames == 0:
		return m.say(statusbar.Info, "nothing to take back")
	case u.Changed > 0:
		return tea.Batch(cmd, m.say(statusbar.Info, format.Count(u.Changed, "job has", "jobs have")+" another title since and "+
			plural(u.Changed, "keeps it", "keep it")))
	case u.Renames > 0:
		return cmd
	case left > 0:
		return tea.Batch(cmd, m.say(statusbar.Warning, "kept "+format.Count(len(u.Kept), "job", "jobs")+", "+format.Count(left, "delete", "deletes")+" had left"))
	case u.Tried:
		return tea.Batch(cmd, m.say(statusbar.Good, "kept "+format.Count(u.Of, "job", "jobs")+", nothing was deleted"))
	}
	return tea.Batch(cmd, m.say(statusbar.Good, "kept "+format.Count(u.Of, "job", "jobs")+", nothing was sent"))
}

// keepTitles shows the wanted titles again where a read brought back the old one, and
// notes which renames were made after all.
func (m *Model) keepTitles() {
	for _, t := range m.edits.Keep(m.titleOf) {
		m.store.ApplyTitle(t.ID, t.Title)
	}
	for _, id := range m.edits.Found(m.titleOf) {
		m.list.Forget(action.JobRow(id))
		m.happened(activity.Entry{Kind: activity.Named}, m.name(id)+" was renamed after all")
	}
}

// bulkNote is how far a group is, "" while there is none worth a word.
func (m *Model) bulkNote() string {
	for _, k := range []edits.Kind{edits.Delete, edits.Rename} {
		done, of := m.edits.Progress(k)
		if of < 2 {
			continue
		}
		s := map[edits.Kind]string{edits.Delete: "deleting ", edits.Rename: "renaming "}[k] + format.Count(done, "of", "of") + " " + format.Count(of, "job", "jobs")
		if wait, waits := m.edits.Waiting(m.now); waits {
			s += ", HeyGen asked to slow down, goes on in " + seconds(wait)
		}
		return s
	}
	return ""
}

// summary is what came of a group in one honest sentence, with the key that
// tries again what failed.
func (m *Model) summary(b edits.Tally) string {
	s, participle := "", participle(b.Kind)
	if b.Done > 0 {
		s = format.Count(b.Done, "job", "jobs") + " " + participle
	}
	if len(b.Failed) > 0 {
		s = joined(s, m.undone(b, participle, s == "")+m.whyNot(b.Failed))
	}
	if b.Gone > 0 {
		s = joined(s, format.Count(b.Gone, "was", "were")+" deleted elsewhere")
	}
	if n := b.Kept; n > 0 && s == "" {
		s = format.Count(n, "job was", "jobs were") + " kept after all"
	} else if n > 0 {
		s += ", " + format.Count(n, "was", "were") + " kept after all"
	}
	return s
}

func joined(a, b string) string {
	if a == "" {
		return b
	}
	return a + ", " + b
}

// stopSending ends what waits to leave, if the key was refused.
func (m *Model) stopSending() tea.Cmd {
	if m.refused == nil {
		return nil
	}
	return m.edited(edits.Effects{})
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

func (m *Model) renamedTo(title string) string {
	if t := m.cut(title, 40); t != "" {
		return "renamed to " + t
	}
	return "the title is gone again"
}
