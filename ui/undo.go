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
	// at is when the undo window ends; due once it has, sent once the call left.
	at        time.Time
	due, sent bool
}

// undoable is one thing that u takes back: a group of deletes that have not all
// left, or a group of renames.
type undoable struct {
	group   int
	ids     []api.JobID
	renames []retitled
}

// doomJobs starts the undo window of a delete.
func (m *Model) doomJobs(ids []api.JobID) tea.Cmd {
	m.groups++
	var taken []api.JobID
	for _, id := range ids {
		if _, ok := m.store.Get(id); !ok || m.doomed[id] != nil {
			continue
		}
		m.doomed[id] = &doom{group: m.groups, at: m.now.Add(m.opts.UndoWindow)}
		m.askedAgain(id)
		// What is about to go is no target any more; other marks stay.
		m.list.Forget(id)
		taken = append(taken, id)
	}
	if len(taken) == 0 {
		return nil
	}
	m.undo = append(m.undo, undoable{group: m.groups, ids: taken})
	what := format.Count(len(taken), "job", "jobs") + " will be deleted"
	if len(taken) == 1 {
		what = m.name(taken[0]) + " will be deleted"
	}
	return tea.Batch(
		m.sayAs(activity.Deleted, statusbar.Warning, what+" in "+format.Took(m.opts.UndoWindow)+", u takes it back"),
		after(m.opts.UndoWindow, undoExpiredMsg{m.groups}))
}

// undoLast takes the newest undoable thing back.
func (m *Model) undoLast() tea.Cmd {
	if len(m.undo) == 0 {
		return m.say(statusbar.Info, "nothing to take back")
	}
	last := m.undo[len(m.undo)-1]
	m.undo = m.undo[:len(m.undo)-1]
	if len(last.renames) > 0 {
		return m.renameBack(last.renames)
	}
	return m.keep(last.ids)
}

// keep takes back those deletes of a group that have not left.
func (m *Model) keep(ids []api.JobID) tea.Cmd {
	var kept []api.JobID
	for _, id := range ids {
		if d := m.doomed[id]; d != nil && !d.sent {
			delete(m.doomed, id)
			kept = append(kept, id)
		}
	}
	m.deletes.waiting = slices.DeleteFunc(m.deletes.waiting, func(id api.JobID) bool { return m.doomed[id] == nil })
	if len(ids) > 1 {
		// One of them was a mistake, not all: the set is still there to mend.
		m.list.Mark(kept)
	}
	if n := len(ids) - len(kept); n > 0 {
		return tea.Batch(m.deletesDone(), m.say(statusbar.Warning, "kept "+format.Count(len(kept), "job", "jobs")+", "+
			format.Count(n, "delete", "deletes")+" had left"))
	}
	return m.say(statusbar.Good, "kept "+format.Count(len(kept), "job", "jobs")+", nothing was sent")
}

// undoExpired sends the deletes of a group nobody took back.
func (m *Model) undoExpired(msg undoExpiredMsg) tea.Cmd {
	i := slices.IndexFunc(m.undo, func(u undoable) bool { return u.group == msg.group && len(u.ids) > 0 })
	if i < 0 {
		return nil
	}
	if m.leaving {
		// The open question promises that quitting keeps these jobs.
		return after(time.Second, msg)
	}
	for _, id := range m.undo[i].ids {
		if d := m.doomed[id]; d != nil && !d.due {
			d.due = true
			m.deletes.waiting = append(m.deletes.waiting, id)
		}
	}
	return m.sendDeletes()
}

// sendDeletes sends as many as may be under way. What waits can be taken back
// until it leaves.
func (m *Model) sendDeletes() tea.Cmd {
	var cmds []tea.Cmd
	if m.refused != nil {
		m.abandonDeletes(m.refused)
	}
	for m.session != nil && !m.held() {
		id, ok := m.deletes.take()
		if !ok {
			break
		}
		d := m.doomed[id]
		if d == nil {
			continue
		}
		d.sent = true
		m.deletes.running++
		cmds = append(cmds, deleteJob(m.ctx, m.session.Client, m.sessions, id))
	}
	m.dropSentUndo()
	return tea.Batch(append(cmds, m.deletesDone())...)
}

// dropSentUndo forgets the groups of which nothing can be taken back any more.
func (m *Model) dropSentUndo() {
	m.undo = slices.DeleteFunc(m.undo, func(u undoable) bool {
		return len(u.ids) > 0 && !slices.ContainsFunc(u.ids, func(id api.JobID) bool {
			d := m.doomed[id]
			return d != nil && !d.sent
		})
	})
}

func (m *Model) applyJobDeleted(msg jobDeletedMsg) tea.Cmd {
	if msg.session != m.sessions {
		return nil
	}
	m.deletes.running--
	if tooBusy(msg.err) {
		if d := m.doomed[msg.id]; d != nil {
			d.sent = false
			m.deletes.putBack(msg.id)
		}
		return tea.Batch(m.slowDown(msg.err), m.sendDeletes())
	}
	delete(m.doomed, msg.id)
	switch {
	case msg.err == nil, api.IsGone(msg.err):
		m.happened(activity.Entry{Kind: activity.Deleted}, m.name(msg.id)+" deleted")
		m.store.ApplyDeleted(msg.id)
		m.forget(msg.id)
		m.observed([]store.Transition{{ID: msg.id, To: api.StatusGone}})
		m.deletes.done++
	default:
		m.notDeleted(msg.id, outcome{what: deleted, err: msg.err})
		if endsAll(msg.err) {
			m.noteRefusal(msg.err)
			m.abandonDeletes(msg.err)
		}
	}
	return m.sendDeletes()
}

func (m *Model) notDeleted(id api.JobID, o outcome) {
	if api.IsCanceled(o.err) {
		return
	}
	m.deletes.failed = append(m.deletes.failed, id)
	m.refuse(id, o)
}

// abandonDeletes gives up those that wait, since they would fail like the last
// one.
func (m *Model) abandonDeletes(err error) {
	for _, id := range m.deletes.waiting {
		delete(m.doomed, id)
		m.notDeleted(id, outcome{what: deleted, unsent: true, err: err})
	}
	m.deletes.waiting = nil
}

// deletesDone says how the deletes went, once all are through.
func (m *Model) deletesDone() tea.Cmd {
	b := m.deletes
	if !b.idle() || b.all() == 0 {
		return nil
	}
	m.deletes = bulk{}
	if len(b.failed) == 0 {
		return m.flash(statusbar.Good, m.summary(b, deleted))
	}
	return m.sayUndone(b, deleted)
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
