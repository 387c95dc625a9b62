package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/state/poll"
)

// One clock serves everything that counts on screen. It ticks once a second
// while something moves by the second, and every ten seconds otherwise, when
// only the age of the data changes.
const (
	tick     = time.Second
	slowTick = 10 * time.Second
)

type clock struct {
	// both are this machine's clocks at the last message.
	both   poll.Clocks
	ticked time.Time
}

// clockTicked is for when what counts is drawn anew, as it is after any message. It says
// once that the clocks differ.
func (m *Model) clockTicked() tea.Cmd {
	if m.now.Before(m.clock.ticked.Add(m.tick())) {
		return nil
	}
	m.clock.ticked = m.now
	if !m.isOpen() {
		return nil
	}
	offset, _ := m.Client.ClockOffset()
	return tea.Batch(m.warn(m.clock.both.Differ(offset)), m.fetchWanted(nil, m.now))
}

func (m *Model) tick() time.Duration {
	switch {
	case !m.isOpen():
		return slowTick
	case m.stands(), m.stalled(m.now), len(m.create.Pending.All()) > 0, m.edits.Deletes() > 0, m.browse.Shining(m.poll.LastChange(), m.now), m.transfers.Totals(m.now).Running > 0,
		m.store.Counts().Pending+m.store.Counts().Running > 0, !m.store.Loaded():
		return tick
	}
	return slowTick
}

// clockOffset is how far HeyGen's clock is ahead of this machine's: as the last run
// knew it until HeyGen answers.
func (s *session) clockOffset() time.Duration {
	if s.isOpen() {
		if offset, known := s.Client.ClockOffset(); known {
			return offset
		}
	}
	return s.browse.Cache.ClockOffset()
}
