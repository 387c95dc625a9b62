package ui

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
)

// followUp reads what the round left open, one call a round: jobs that
// finished and have no link yet, or jobs that seem to be gone. When several on
// the newest page want reading, one list does for all of them.
func (m *Model) followUp() tea.Cmd {
	if m.poll.roundErr != nil {
		return nil
	}
	need := m.store.NeedsRead()
	suspect, found := m.nextSuspect()
	if len(need) == 0 && !found || !m.spend() {
		return nil
	}
	if m.onTop(need) > 1 && m.now.Sub(m.poll.lastList) > listFresh {
		return m.listTop()
	}
	if found {
		m.poll.suspects = m.poll.suspects[1:]
		return m.read(suspect, true)
	}
	for _, id := range need {
		if _, failed := m.readErrs[id]; !failed || m.poll.round%3 == 0 {
			return m.read(id, true)
		}
	}
	return nil
}

// listFresh is how long ago a list may be for another to bring nothing new.
const listFresh = 2 * time.Second

// suspect notes jobs that an answer should have shown and did not.
func (m *Model) suspect(ids []api.JobID) {
	for _, id := range ids {
		if !slices.Contains(m.poll.suspects, id) {
			m.poll.suspects = append(m.poll.suspects, id)
		}
	}
}

// nextSuspect is the first one that is still held.
func (m *Model) nextSuspect() (api.JobID, bool) {
	for len(m.poll.suspects) > 0 {
		if _, ok := m.store.Get(m.poll.suspects[0]); ok {
			return m.poll.suspects[0], true
		}
		m.poll.suspects = m.poll.suspects[1:]
	}
	return "", false
}

// spend allows one follow-up a round.
func (m *Model) spend() bool {
	if m.poll.spent == m.poll.epoch {
		return false
	}
	m.poll.spent = m.poll.epoch
	return true
}

func (m *Model) onTop(ids []api.JobID) int {
	n := 0
	for _, id := range ids {
		if page, _, ok := m.store.PageOf(id); ok && page == 0 {
			n++
		}
	}
	return n
}
