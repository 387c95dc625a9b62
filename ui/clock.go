package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/format"
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
	case !m.isOpen():
		return slowBeat
	case m.stands(), m.poll.failures > 0, len(m.outgoing) > 0, m.edits.Deletes() > 0, len(m.changed) > 0, m.marginDue(), m.haulage().running > 0,
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

// calmFrom is from when on a figure in a row moves by calmBy: a screen full of
// them that all move each second is noise, and bytes.
const (
	calmFrom = 10 * time.Second
	calmBy   = 5 * time.Second
)

// calm is a count of time for a row. It never says more than has passed.
func calm(d time.Duration) time.Duration {
	if d < calmFrom {
		return d
	}
	return d.Truncate(calmBy)
}

// settledAge is the age of what no longer changes, for a row. Those of all rows
// move in the same frame, on the minute.
func (m *Model) settledAge(at time.Time) time.Duration {
	return calm(format.Settled(m.now, at))
}
