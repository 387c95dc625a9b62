package stack

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// GuardDelay is how long a guarded layer takes no answer.
const GuardDelay = 400 * time.Millisecond

// tooSoon is told of an answer that came before the question could be read.
const tooSoon = "too soon, press it again"

// Canceled is a layer of which some answers do no harm, read or not: a guarded one takes those
// at once. Its Click changes nothing in it.
type Canceled interface {
	Cancels(k tea.KeyPressMsg) bool
	// ClickCancels tells the same of a click.
	ClickCancels(x, y int, line string) bool
}

func guardFrom(now time.Time) time.Time {
	if now.IsZero() {
		return now
	}
	return now.Add(GuardDelay)
}

// Early is what is told until the next key of an answer that came too soon, "" for nothing.
func (s *Stack) Early() string {
	if s.early == nil || s.early != s.Top() {
		return ""
	}
	return tooSoon
}
