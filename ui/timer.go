package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// timer is the one timer of a room: it is armed for the earliest moment at which the
// room wants to be asked, and only the newest one counts.
type timer struct {
	id int
	at time.Time
}

// arm waits until at, unless that is zero or waited for already. due makes the message
// of the timer's id.
func (t *timer) arm(at, now time.Time, due func(id int) tea.Msg) tea.Cmd {
	if at.IsZero() || at.Equal(t.at) {
		return nil
	}
	*t = timer{t.id + 1, at}
	return after(at.Sub(now), due(t.id))
}

// over tells whether a message is the newest timer's, which is over then.
func (t *timer) over(id int) bool {
	if id != t.id {
		return false
	}
	t.at = time.Time{}
	return true
}

// after sends msg once d has passed.
func after(d time.Duration, msg tea.Msg) tea.Cmd {
	return tea.Tick(d, func(time.Time) tea.Msg { return msg })
}
