package ui

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/format"
	"lipdash/ui/statusbar"
)

// doom is a job whose delete has not left yet, or is on its way.
type doom struct {
	group int
	// at is when the undo window ends; due once it has, sent while a call for it may
	// be taken: on its way, or in doubt since an earlier one had no clear answer.
	// tried ones were turned away before.
	at                      time.Time
	due, sent, doubt, tried bool
	// unwanted ones were taken back while their call was on its way: should HeyGen
	// not take it, they are kept.
	unwanted bool
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
		m.countDown(what, m.opts.UndoWindow),
		m.ours(after(m.opts.UndoWindow, undoExpiredMsg{m.groups})))
}

// takeable is the place of the newest undoable thing of which something can be
// taken back now, -1 when there is none: of deletes that are all on their way
// nothing can, unless HeyGen turns one away.
func (m *Model) takeable() int {
	for i, u := range slices.Backward(m.undo) {
		if len(u.renames) > 0 || slices.ContainsFunc(u.ids, func(id api.JobID) bool { return m.unsent(id) && m.doomed[id].group == u.group }) {
			return i
		}
	}
	return -1
}

// unsent tells whether a job is to be deleted and surely was not yet.
func (m *Model) unsent(id api.JobID) bool {
	d := m.doomed[id]
	return d != nil && !d.sent
}

// undoSteps is how many renames, of one job or of many at once, can be taken back.
const undoSteps = 50

// rememberRenames makes renames one step for u; the oldest step makes place. Steps
// of deletes are no matter: they end by themselves, and would never leave without.
func (m *Model) rememberRenames(step []retitled) {
	m.undo = append(m.undo, undoable{renames: step})
	isRename := func(u undoable) bool { return len(u.renames) > 0 }
	n := 0
	for _, u := range m.undo {
		if isRename(u) {
			n++
		}
	}
	if n > undoSteps {
		oldest := slices.IndexFunc(m.undo, isRename)
		m.undo = slices.Delete(m.undo, oldest, oldest+1)
	}
}

// undoLast takes the newest undoable thing back.
func (m *Model) undoLast() tea.Cmd {
	i := m.takeable()
	if i < 0 {
		return m.say(statusbar.Info, "nothing to take back")
	}
	last := m.undo[i]
	m.undo = slices.Delete(m.undo, i, i+1)
	if len(last.renames) > 0 {
		return m.renameBack(last.renames)
	}
	return m.keep(last)
}

// keep takes back those deletes of a group that have not left; of those on their
// way, the ones that HeyGen does not take.
func (m *Model) keep(u undoable) tea.Cmd {
	var kept []api.JobID
	untouched := "nothing was sent"
	for _, id := range u.ids {
		switch d := m.doomed[id]; {
		case d == nil || d.group != u.group:
		case !d.sent:
			delete(m.doomed, id)
			kept = append(kept, id)
			if d.tried {
				untouched = "nothing was deleted"
			}
		default:
			d.unwanted = !slices.Contains(m.deletes.waiting, id)
		}
	}
	m.deletes.waiting = slices.DeleteFunc(m.deletes.waiting, func(id api.JobID) bool { return m.doomed[id] == nil })
	if len(u.ids) > 1 {
		// One of them was a mistake, not all: the set is still there to mend.
		m.list.Mark(kept)
	}
	if n := len(u.ids) - len(kept); n > 0 {
		return tea.Batch(m.deletesDone(), m.say(statusbar.Warning, "kept "+format.Count(len(kept), "job", "jobs")+", "+
			format.Count(n, "delete", "deletes")+" had left"))
	}
	return m.say(statusbar.Good, "kept "+format.Count(len(kept), "job", "jobs")+", "+untouched)
}

// undoExpired sends the deletes of a group nobody took back.
func (m *Model) undoExpired(msg undoExpiredMsg) tea.Cmd {
	i := slices.IndexFunc(m.undo, func(u undoable) bool { return u.group == msg.group && len(u.ids) > 0 })
	if i < 0 {
		return nil
	}
	if m.leaving() {
		// The open question promises that quitting keeps these jobs. Who stays has the
		// whole window again.
		for _, id := range m.undo[i].ids {
			if d := m.doomed[id]; d != nil && d.group == msg.group {
				d.at = m.now.Add(m.opts.UndoWindow)
			}
		}
		return m.ours(after(m.opts.UndoWindow, msg))
	}
	for _, id := range m.undo[i].ids {
		if d := m.doomed[id]; d != nil && !d.due {
			d.due = true
			m.deletes.waiting = append(m.deletes.waiting, id)
		}
	}
	return m.sendDeletes()
}

// dropSentUndo forgets the groups of which all deletes were answered: one that is
// on its way may come back and wait, and can be taken back then.
func (m *Model) dropSentUndo() {
	m.undo = slices.DeleteFunc(m.undo, func(u undoable) bool {
		return len(u.ids) > 0 && !slices.ContainsFunc(u.ids, func(id api.JobID) bool {
			d := m.doomed[id]
			return d != nil && d.group == u.group
		})
	})
}

// unsentDeletes counts the jobs whose delete is still waiting to leave.
func (m *Model) unsentDeletes() int {
	n := 0
	for id := range m.doomed {
		if m.unsent(id) {
			n++
		}
	}
	return n
}
