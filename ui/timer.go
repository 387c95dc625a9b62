package ui

import (
	tea "charm.land/bubbletea/v2"

	"lipdash/ui/state/edits"
	"lipdash/ui/timer"
)

// timedOut asks the rooms for what is due; state/browse is asked after every message.
func (m *Model) timedOut(msg timer.Msg) tea.Cmd {
	if !m.timer.Over(msg) {
		return nil
	}
	return tea.Batch(m.clockTicked(), m.polls(m.poll.Tick), m.edited(edits.Effects{}), m.tellDue())
}
