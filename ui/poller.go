package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/calls"
	"lipdash/ui/state/edits"
	"lipdash/ui/state/poll"
)

// The chain of rounds is decided by state/poll. Here its effects become calls and its
// answers events.

// pollConditions are when something happens, and what holds then, for the rounds.
func (m *Model) pollConditions() poll.Conditions {
	cond := poll.Conditions{
		Now: m.now, Reserved: m.browse.Reserved(), Cursor: m.list.Cursor().Job, Page: m.browse.Page(),
		Reading: func(id api.JobID) bool { return m.requests.UnderWay(poll.ReadKey(id)) },
	}
	if m.isOpen() {
		cond.Calls, cond.PausedUntil = m.Client.RecentCalls(), m.Client.PausedUntil()
	}
	return cond
}

// polls hands an event to the rounds and does what follows. Without a session there
// are none.
func (m *Model) polls(event func(poll.Conditions) poll.Effects) tea.Cmd {
	if !m.isOpen() {
		return nil
	}
	e := event(m.pollConditions())
	var cmds []tea.Cmd
	for _, c := range e.Calls {
		ctx, r := m.begin(c.Key)
		cmds = append(cmds, m.guarded(calls.Poll(ctx, m.Client, r, c, m.Settings.PageSize)))
	}
	if e.Ended != nil {
		m.log.Round(m.now, *e.Ended)
		if e.Ended.Err == nil {
			m.browse.TryAgain()
		}
	}
	if e.Refused != nil {
		m.log.Refused(m.now, e.Refused)
	}
	if e.Ended != nil {
		cmds = append(cmds, m.edited(edits.Effects{}))
	}
	return tea.Batch(cmds...)
}

// answered takes an answer that a round may wait for.
func (m *Model) answered(key string, err error) tea.Cmd {
	return m.polls(func(cond poll.Conditions) poll.Effects { return m.poll.Answered(key, err, cond) })
}

func (m *Model) applyCallMade(c api.Call) tea.Cmd {
	m.log.Attempt(m.now, c)
	heard := m.polls(func(cond poll.Conditions) poll.Effects { return m.poll.Called(c, cond) })
	return tea.Batch(heard, m.guarded(calls.ListenCalls(m.life, m.Calls)))
}

// resumed asks once for everything after a pause nobody saw: the program was
// stopped, or the machine slept. Connections from before it are dead, most
// likely, and would let the first calls wait for their timeout.
func (m *Model) resumed() tea.Cmd {
	m.timer.Forget() // it stood still too
	round := m.polls(m.poll.Resumed)
	if round == nil || m.Forget == nil {
		return round
	}
	forget := m.Forget
	return tea.Sequence(func() tea.Msg { forget(); return nil }, round)
}

// focus tells whether the user looks at the terminal.
func (s *session) focus(looks bool) {
	s.poll.Focus(looks)
	s.notifier.Focus(looks)
}

// stalled tells whether HeyGen is not heard, or asked to slow down.
func (s *session) stalled(now time.Time) bool {
	return s.poll.Failures() > 0 || s.isOpen() && s.Client.PausedUntil().After(now)
}
