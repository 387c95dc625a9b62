package ui

import (
	tea "charm.land/bubbletea/v2"

	"lipdash/ui/pane/statusbar"
)

// testNotify tells the user now, whoever is looking.
func (m *Model) testNotify() tea.Cmd {
	if m.opts.Notifier == nil {
		return nil
	}
	ctx, n := m.ctx, m.opts.Notifier
	return func() tea.Msg {
		sequence, how, err := n.Notify(ctx, "lipdash can reach you")
		return notifyTestedMsg{toldMsg{sequence: sequence, how: how, err: err}}
	}
}

// notifyTestedMsg is how a message went that was sent to try it.
type notifyTestedMsg struct{ toldMsg }

func (m *Model) applyNotifyTested(msg notifyTestedMsg) tea.Cmd {
	if msg.err != nil {
		return tea.Batch(tea.Raw(msg.sequence), m.failed("the message may not have arrived, "+msg.how, msg.err))
	}
	return tea.Batch(tea.Raw(msg.sequence), m.say(statusbar.Good, "sent a message to try it, "+msg.how))
}
