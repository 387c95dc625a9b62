package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/state/edits"
)

// timer is the one timer: it is armed for the earliest moment at which a room, or the clock
// on screen, wants to be asked, and only the newest one counts.
type timer struct {
	id int
	at time.Time
}

// timerMsg comes when something is due.
type timerMsg struct{ id int }

// arm waits until the earliest of some moments, unless that is waited for already. Zero
// ones are none.
func (t *timer) arm(now time.Time, moments ...time.Time) tea.Cmd {
	var next time.Time
	for _, at := range moments {
		if next.IsZero() || !at.IsZero() && at.Before(next) {
			next = at
		}
	}
	if next.IsZero() || next.Equal(t.at) {
		return nil
	}
	*t = timer{t.id + 1, next}
	return after(next.Sub(now), timerMsg{t.id})
}

// over tells whether a message is the newest timer's, which is over then.
func (t *timer) over(msg timerMsg) bool {
	if msg.id != t.id {
		return false
	}
	t.at = time.Time{}
	return true
}

// after sends msg once d has passed.
func after(d time.Duration, msg tea.Msg) tea.Cmd {
	return tea.Tick(d, func(time.Time) tea.Msg { return msg })
}

// timedOut asks the rooms for what is due; state/browse is asked after every message.
func (m *Model) timedOut(msg timerMsg) tea.Cmd {
	if !m.timer.over(msg) {
		return nil
	}
	return tea.Batch(m.clockTicked(), m.polls(m.poll.Tick), m.edited(edits.Effects{}), m.tellDue())
}
