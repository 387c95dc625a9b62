package ui

import (
	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/activity"
	"lipdash/ui/statusbar"
	"lipdash/ui/store"
)

// sendDeletes sends as many as may be under way. What waits can be taken back
// until it leaves.
func (m *Model) sendDeletes() tea.Cmd {
	var cmds []tea.Cmd
	if m.refused != nil {
		m.abandonDeletes(m.refused)
	}
	for m.isOpen() && !m.held() {
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
		cmds = append(cmds, m.ours(deleteJob(m.ctx, m.Client, id)))
	}
	m.dropSentUndo()
	return tea.Batch(append(cmds, m.deletesDone())...)
}

func (m *Model) applyJobDeleted(msg jobDeletedMsg) tea.Cmd {
	m.deletes.running--
	d, known := m.doomed[msg.id]
	if !known {
		d = &doom{}
	}
	d.doubt = d.doubt || api.MayBeDone(msg.err)
	var slow tea.Cmd
	if tooBusy(msg.err) {
		slow = m.slowDown(msg.err)
	}
	switch {
	case !tooBusy(msg.err) || d.unwanted:
		m.deleteEnded(msg, d)
	case known:
		d.sent, d.tried = d.doubt, true
		m.deletes.putBack(msg.id)
	}
	return tea.Batch(slow, m.sendDeletes(), m.doubtLine(msg.err))
}

// deleteEnded is what became of a delete; one that was taken back on its way and
// not taken by HeyGen is no failure.
func (m *Model) deleteEnded(msg jobDeletedMsg, d *doom) {
	delete(m.doomed, msg.id)
	switch {
	case msg.err == nil, api.IsGone(msg.err):
		m.happened(activity.Entry{Kind: activity.Deleted}, m.name(msg.id)+" deleted")
		m.store.ApplyDeleted(msg.id)
		m.forget(msg.id)
		m.observed([]store.Transition{{ID: msg.id, To: api.StatusGone}})
		m.deletes.done++
	case d.unwanted && !d.doubt:
		m.deletes.kept++
	default:
		m.notDeleted(msg.id, outcome{what: deleted, lost: d.doubt && (d.tried || tooBusy(msg.err)), err: msg.err})
	}
	if endsAll(msg.err) {
		m.noteRefusal(msg.err)
		m.abandonDeletes(msg.err)
	}
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
		unsent := m.unsent(id)
		delete(m.doomed, id)
		m.notDeleted(id, outcome{what: deleted, unsent: unsent, lost: !unsent, err: err})
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
	m.closeRanks(b.done)
	if len(b.failed) == 0 {
		return m.flash(statusbar.Good, m.summary(b, deleted))
	}
	return m.sayUndone(b, deleted)
}
