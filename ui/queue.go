package ui

import (
	tea "charm.land/bubbletea/v2"

	"lipdash/api/submission"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/pane/statusbar"
)

// What waits here is a queue; state/create decides what a key changes of it. Here that
// becomes a call, and what came of it marks and words.

// arrange changes the queue, for all processes on this account.
func (m *Model) arrange(c submission.Change) tea.Cmd {
	all := c.Do == submission.PauseAll || c.Do == submission.ResumeAll
	switch {
	case m.memory == nil:
		return m.say(statusbar.Info, "the queue is not open yet")
	case !all && len(c.IDs) == 0:
		return m.say(statusbar.Info, "only what waits here and is no job yet has a place in the queue")
	}
	return m.guarded(calls.Arrange(m.ctx, m.memory, c))
}

// applyArranged says what came of a change. Marked stays what it was not done for.
func (m *Model) applyArranged(msg calls.Arranged) tea.Cmd {
	if msg.Err != nil {
		return m.failed("the queue was not changed", msg.Err)
	}
	text, refused := m.create.Pending.Arranged(msg.Do, msg.Changed)
	if msg.Do == submission.Drop && len(msg.Changed.Done) > 0 {
		m.edits.Dropped(len(msg.Changed.Done))
		m.review.Behind()
		for _, id := range msg.Changed.Done {
			m.list.Forget(action.SubmissionRow(id))
		}
	}
	if refused {
		return tea.Batch(m.takeOutgoing(), m.warn(text))
	}
	return tea.Batch(m.takeOutgoing(), m.say(statusbar.Info, text))
}
