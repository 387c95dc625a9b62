package ui

import (
	"context"

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
	p := activity.Polling{Asking: m.poll.Asking(), Next: m.poll.Next()}
	if m.isOpen() && m.poll.Refused() == nil && !m.stalled() {
		for _, id := range m.store.Active() {
			mine, _ := m.source().Life(action.JobRow(id))
			p.More = p.More || m.notifier.Watches(activity.Subject{Job: id}, mine)
		}
	}
	text, ask := m.notifier.Due(p, m.now)
	var cmds []tea.Cmd
	if text != "" {
		cmds = append(cmds, tell(m.ctx, m.opts.Notifier, text, false))
	}
	if ask {
		cmds = append(cmds, m.polls(m.poll.Hurry))
	}
	return tea.Batch(cmds...)
}

// tell sends a message; test tells that it is only to try it.
func tell(ctx context.Context, n calls.Notifier, text string, test bool) tea.Cmd {
	return func() tea.Msg {
		sequence, how, err := n.Notify(ctx, text)
		return toldMsg{sequence: sequence, how: how, test: test, err: err}
	}
}

// applyTold rings and writes through Bubble Tea, between two frames, unless the
// user came back in the meantime.
func (m *Model) applyTold(msg toldMsg) tea.Cmd {
	var ring tea.Cmd
	if msg.test || m.notifier.Unseen(m.now) {
		ring = tea.Raw(msg.sequence)
	}
	switch {
	case msg.test && msg.err != nil:
		return tea.Batch(ring, m.failed("the message may not have arrived, "+msg.how, msg.err))
	case msg.test:
		return tea.Batch(ring, m.say(statusbar.Good, "sent a message to try it, "+msg.how))
	case msg.err != nil:
		return tea.Batch(ring, m.warn("the message about what ended may not have arrived, "+msg.how+": "+msg.err.Error()))
	}
	return ring
}

// watch turns telling on for rows, or off when it is on for all of them.
func (m *Model) watch(rows []action.RowID) tea.Cmd {
	if !m.notifier.Able() {
		return nil
	}
	of, name := map[activity.Subject]bool{}, ""
	for _, row := range rows {
		if mine, unended := m.source().Life(row); unended {
			of[activity.Subject(row)], name = mine, m.names.Row(row)
		}
	}
	return m.say(statusbar.Info, m.notifier.Toggle(of, name))
}

// watchAll goes on to the next rule.
func (m *Model) watchAll() tea.Cmd {
	if !m.notifier.Able() {
		return nil
	}
	return m.say(statusbar.Info, m.notifier.NextAbout())
}
