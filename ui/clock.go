package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/state/edits"
	"lipdash/ui/state/poll"
	"lipdash/ui/timer"
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
	if m.now.Before(m.clock.ticked.Add(m.tick(m.stands(), m.now))) {
		return nil
	}
	m.clock.ticked = m.now
	if !m.isOpen() {
		return nil
	}
	offset, _ := m.Client.ClockOffset()
	return tea.Batch(m.warn(m.clock.both.Differ(offset)), m.fetchWanted(nil, m.now))
}

// tick is how often what counts on screen is drawn; stands tells that the view stands still.
func (s *session) tick(stands bool, now time.Time) time.Duration {
	switch {
	case !s.isOpen():
		return slowTick
	case stands, s.stalled(now), len(s.create.Pending.All()) > 0, s.edits.Deletes() > 0, s.browse.Shining(s.poll.LastChange(), now), s.transfers.Totals(now).Running > 0,
		s.store.Counts().Pending+s.store.Counts().Running > 0, !s.store.Loaded():
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

// timedOut asks the rooms for what is due; state/browse is asked after every message.
func (m *Model) timedOut(msg timer.Msg) tea.Cmd {
	if !m.timer.Over(msg) {
		return nil
	}
	return tea.Batch(m.clockTicked(), m.polls(m.poll.Tick), m.edited(edits.Effects{}), m.tellDue())
}
