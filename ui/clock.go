package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// One clock serves everything that counts on screen. It beats once a second
// while something moves by the second, and every ten seconds otherwise, when
// only the age of the data changes.
const (
	beat     = time.Second
	slowBeat = 10 * time.Second
)

type clock struct {
	epoch int
	every time.Duration
}

func (m *Model) armClock() tea.Cmd {
	m.clock.epoch++
	m.clock.every = m.beat()
	return after(m.clock.every, clockTickMsg{m.clock.epoch})
}

func (m *Model) clockTicked(msg clockTickMsg) tea.Cmd {
	if msg.epoch != m.clock.epoch {
		return nil
	}
	m.dropOldChanges()
	return m.armClock()
}

// hurryClock shortens the beat at once when something began to count.
func (m *Model) hurryClock() tea.Cmd {
	if m.beat() >= m.clock.every {
		return nil
	}
	return m.armClock()
}

func (m *Model) beat() time.Duration {
	switch {
	case m.session == nil:
		return slowBeat
	case m.stands(), m.poll.failures > 0, len(m.outgoing) > 0, len(m.doomed) > 0, len(m.changed) > 0, m.haulage().running > 0,
		m.pausedFor() > 0, m.store.Counts().Pending+m.store.Counts().Running > 0, !m.store.Loaded():
		return beat
	}
	return slowBeat
}

// dropOldChanges ends the brightness of rows whose two seconds are over.
func (m *Model) dropOldChanges() {
	for id, at := range m.changed {
		if m.now.Sub(at) >= brightFor {
			delete(m.changed, id)
		}
	}
}

// brightFor is how long a row that changed state is brighter.
const brightFor = 2 * time.Second
