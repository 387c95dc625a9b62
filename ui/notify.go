package ui

import (
	tea "charm.land/bubbletea/v2"

	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/activity"
)

// What a user who looks elsewhere is told is decided by activity.Notifier. Here the
// message goes out, and jobs are what it is about.

// tellDue tells what was gathered, and asks for the rest of a burst.
func (m *Model) tellDue() tea.Cmd {
	if at := m.notifier.Next(); at.IsZero() || m.now.Before(at) {
		return nil
	}
	online := m.isOpen() && m.poll.Refused() == nil && !m.stalled(m.now)
	text, ask := m.notifier.Due(activity.Polling{More: online && m.source().Watching(), Asking: m.poll.Asking(), Next: m.poll.Next()}, m.now)
	var cmds []tea.Cmd
	if text != "" {
		cmds = append(cmds, calls.Notify(m.ctx, m.opts.Notifier, text, false))
	}
	if ask {
		cmds = append(cmds, m.polls(m.poll.Hurry))
	}
	return tea.Batch(cmds...)
}

// applyTold rings and writes through Bubble Tea, between two frames, unless the
// user came back in the meantime.
func (m *Model) applyTold(msg calls.Notified) tea.Cmd {
	var ring tea.Cmd
	if msg.Test || m.notifier.Unseen(m.now) {
		ring = tea.Raw(msg.Sequence)
	}
	switch {
	case msg.Test && msg.Err != nil:
		return tea.Batch(ring, m.failed("the message may not have arrived, "+msg.How, msg.Err))
	case msg.Test:
		return tea.Batch(ring, m.say(statusbar.Good, "sent a message to try it, "+msg.How))
	case msg.Err != nil:
		return tea.Batch(ring, m.warn("the message about what ended may not have arrived, "+msg.How+": "+msg.Err.Error()))
	}
	return ring
}

// watch turns telling on for rows, or off when it is on for all of them.
func (m *Model) watch(rows []action.RowID) tea.Cmd {
	of, name := map[activity.Subject]bool{}, ""
	for _, row := range rows {
		if mine, unended := m.source().Life(row); unended {
			of[activity.Subject(row)], name = mine, m.names.Row(row)
		}
	}
	return m.say(statusbar.Info, m.notifier.Toggle(of, name))
}
