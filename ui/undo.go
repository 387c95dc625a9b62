package ui

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/activity"
	"lipdash/ui/format"
	"lipdash/ui/statusbar"
	"lipdash/ui/store"
)

// doom is a job whose delete has not left yet, or is on its way.
type doom struct {
	group int
	// at is when the call leaves; sent once it has.
	at   time.Time
	sent bool
}

// undoable is one thing that u takes back: a group of deletes that have not
// left, or a rename.
type undoable struct {
	group    int
	ids      []api.JobID
	renamed  api.JobID
	oldTitle string
}

// deleteQueue bounds how many deletes are under way at once.
type deleteQueue struct {
	next    int
	waiting []api.JobID
	running int
	// done and failed count the group being sent, for one honest sentence.
	done   int
	failed []api.JobID
	err    error
}

// deletesAtOnce is a modest number: request rates have no published figure
// (api.md 5.3).
const deletesAtOnce = 4

// doomJobs starts the undo window of a delete.
func (m *Model) doomJobs(ids []api.JobID) tea.Cmd {
	m.deletes.next++
	group := m.deletes.next
	var taken []api.JobID
	for _, id := range ids {
		if _, ok := m.store.Get(id); !ok || m.doomed[id] != nil {
			continue
		}
		m.doomed[id] = &doom{group: group, at: m.now.Add(m.opts.UndoWindow)}
		taken = append(taken, id)
	}
	if len(taken) == 0 {
		return nil
	}
	m.list.ClearMarks()
	m.undo = append(m.undo, undoable{group: group, ids: taken})
	what := format.Count(len(taken), "job", "jobs") + " will be deleted"
	if len(taken) == 1 {
		what = m.name(taken[0]) + " will be deleted"
	}
	return tea.Batch(
		m.sayAs(activity.Deleted, statusbar.Warning, what+" in "+format.Took(m.opts.UndoWindow)+", u takes it back"),
		after(m.opts.UndoWindow, undoExpiredMsg{group}))
}

// undoLast takes the newest undoable thing back.
func (m *Model) undoLast() tea.Cmd {
	if len(m.undo) == 0 {
		return m.say(statusbar.Info, "nothing to take back")
	}
	last := m.undo[len(m.undo)-1]
	m.undo = m.undo[:len(m.undo)-1]
	if last.renamed != "" {
		return m.renameTo(last.renamed, last.oldTitle, false)
	}
	for _, id := range last.ids {
		delete(m.doomed, id)
	}
	return m.say(statusbar.Good, "kept "+format.Count(len(last.ids), "job", "jobs")+", nothing was sent")
}

// undoExpired sends the deletes of a group nobody took back.
func (m *Model) undoExpired(msg undoExpiredMsg) tea.Cmd {
	i := slices.IndexFunc(m.undo, func(u undoable) bool { return u.group == msg.group && u.renamed == "" })
	if i < 0 {
		return nil
	}
	ids := m.undo[i].ids
	m.undo = slices.Delete(m.undo, i, i+1)
	for _, id := range ids {
		if d := m.doomed[id]; d != nil {
			d.sent = true
			m.deletes.waiting = append(m.deletes.waiting, id)
		}
	}
	return m.sendDeletes()
}

func (m *Model) sendDeletes() tea.Cmd {
	var cmds []tea.Cmd
	for m.deletes.running < deletesAtOnce && len(m.deletes.waiting) > 0 && m.session != nil {
		id := m.deletes.waiting[0]
		m.deletes.waiting = m.deletes.waiting[1:]
		m.deletes.running++
		cmds = append(cmds, deleteJob(m.ctx, m.session.Client, m.sessions, id))
	}
	return tea.Batch(cmds...)
}

func (m *Model) applyJobDeleted(msg jobDeletedMsg) tea.Cmd {
	if msg.session != m.sessions {
		return nil
	}
	m.deletes.running--
	delete(m.doomed, msg.id)
	if msg.err == nil || api.IsGone(msg.err) {
		m.happened(activity.Entry{Kind: activity.Deleted}, m.name(msg.id)+" deleted")
		m.store.ApplyDeleted(msg.id)
		m.forget(msg.id)
		m.observed([]store.Transition{{ID: msg.id, To: api.StatusGone}})
		m.deletes.done++
	} else {
		m.deletes.failed = append(m.deletes.failed, msg.id)
		m.deletes.err = msg.err
		m.noteRefusal(msg.err)
	}
	if m.deletes.running > 0 || len(m.deletes.waiting) > 0 {
		return m.sendDeletes()
	}
	return m.deletesDone()
}

// deletesDone says how a group of deletes went; what the server refused stays
// marked, so that one key tries again.
func (m *Model) deletesDone() tea.Cmd {
	q := m.deletes
	m.deletes.done, m.deletes.failed, m.deletes.err = 0, nil, nil
	if len(q.failed) == 0 {
		return m.flash(statusbar.Good, format.Count(q.done, "job", "jobs")+" deleted")
	}
	m.list.Mark(q.failed)
	what := format.Count(len(q.failed), "job was", "jobs were") + " not deleted"
	if q.done > 0 {
		what = format.Count(q.done, "job", "jobs") + " deleted, " + what
	}
	return m.failed(what, q.err)
}

// unsentDeletes counts the jobs whose delete is still waiting to leave.
func (m *Model) unsentDeletes() int {
	n := 0
	for _, d := range m.doomed {
		if !d.sent {
			n++
		}
	}
	return n
}

// renameTo changes a title on screen at once and on the server in the
// background.
func (m *Model) renameTo(id api.JobID, title string, remember bool) tea.Cmd {
	e, ok := m.store.Get(id)
	if !ok || m.session == nil || e.Job.Title == title {
		return nil
	}
	if remember {
		m.undo = append(m.undo, undoable{renamed: id, oldTitle: e.Job.Title})
	}
	m.store.ApplyTitle(id, title)
	_, busy := m.renames[id]
	m.renames[id] = title
	if busy {
		// Of two renames on the wire the answer that comes last would win.
		return nil
	}
	return renameJob(m.ctx, m.session.Client, m.sessions, id, e.Job.Title, title)
}

// applyJobRenamed takes the answer, or sends the title that was asked for
// meanwhile.
func (m *Model) applyJobRenamed(msg jobRenamedMsg) tea.Cmd {
	wanted, ours := m.renames[msg.id]
	if msg.session != m.sessions || !ours {
		return nil
	}
	delete(m.renames, msg.id)
	if wanted != msg.now {
		was := msg.now
		if msg.err != nil {
			was = msg.was
		}
		m.renames[msg.id] = wanted
		return renameJob(m.ctx, m.session.Client, m.sessions, msg.id, was, wanted)
	}
	if api.IsGone(msg.err) {
		m.store.ApplyDeleted(msg.id)
		m.forget(msg.id)
		return m.say(statusbar.Warning, "it was deleted elsewhere, there is nothing to rename")
	}
	if msg.err != nil {
		m.store.ApplyTitle(msg.id, msg.was)
		m.undo = slices.DeleteFunc(m.undo, func(u undoable) bool { return u.renamed == msg.id && u.oldTitle == msg.was })
		return m.failed("not renamed", msg.err)
	}
	merged := m.store.ApplyRenamed(msg.job, m.now)
	return tea.Batch(m.merged(merged), m.sayAs(activity.Named, statusbar.Good, m.renamed(msg.now)))
}

func (m *Model) renamed(title string) string {
	if t := format.Safe(title); t != "" {
		return "renamed to " + m.cut(t, 40)
	}
	return "the title is gone again"
}
