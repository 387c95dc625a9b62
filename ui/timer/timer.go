// Package timer is the one timer of all rooms: it is armed for the earliest moment at which
// any of them wants to be asked, and only the newest one counts.
package timer

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/format"
)

// Timer waits for one moment; its zero value waits for none.
type Timer struct {
	id int
	at time.Time
}

// Msg comes when something is due.
type Msg struct{ id int }

// Arm waits until the earliest of some moments, unless that is waited for already. Zero
// ones are none.
func (t *Timer) Arm(now time.Time, moments ...time.Time) tea.Cmd {
	next := format.Earliest(moments...)
	if next.IsZero() || next.Equal(t.at) {
		return nil
	}
	*t = Timer{t.id + 1, next}
	return After(next.Sub(now), t.Msg())
}

// Msg is the message that the timer waits for.
func (t *Timer) Msg() Msg { return Msg{t.id} }

// Over tells whether a message is the newest timer's, which is over then.
func (t *Timer) Over(msg Msg) bool {
	if msg.id != t.id {
		return false
	}
	t.Forget()
	return true
}

// Forget waits for nothing any more, so that the next moment is waited for anew: a timer
// stands still while the program is stopped.
func (t *Timer) Forget() { t.at = time.Time{} }

// After sends msg once d has passed.
func After(d time.Duration, msg tea.Msg) tea.Cmd {
	return tea.Tick(d, func(time.Time) tea.Msg { return msg })
}
