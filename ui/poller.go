package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/calls"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/edits"
	"lipdash/ui/state/poll"
)

// The chain of rounds is decided by state/poll. Here its effects become calls and its
// answers events.

// pollTickMsg comes when a round is due.
type pollTickMsg struct{ id int }

func (m *Model) pollTicked(msg pollTickMsg) tea.Cmd {
	if !m.pollTimer.over(msg.id) {
		return nil
	}
	return m.polls(m.poll.Tick)
}

// moment is when something happens, for the rounds.
func (m *Model) moment() poll.Moment {
	mo := poll.Moment{
		Now: m.now, Reserved: m.browse.Reserved(), Cursor: m.list.Cursor().Job, Page: m.browse.Page(),
		Reading: func(id api.JobID) bool { return m.requests.underWay(poll.ReadKey(id)) },
	}
	if m.isOpen() {
		mo.Calls, mo.PausedUntil = m.Client.RecentCalls(), m.Client.PausedUntil()
	}
	return mo
}

// polls hands an event to the rounds and does what follows. Without a session there
// are none.
func (m *Model) polls(event func(poll.Moment) poll.Effects) tea.Cmd {
	if !m.isOpen() {
		return nil
	}
	e := event(m.moment())
	var cmds []tea.Cmd
	for _, c := range e.Calls {
		ctx, seq := m.begin(c.Key)
		cmds = append(cmds, m.guarded(calls.Poll(ctx, m.Client, seq, c, m.opts.PageSize)))
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
	due := m.pollTimer.arm(m.poll.Next(), m.now, func(id int) tea.Msg { return pollTickMsg{id} })
	return tea.Batch(append(cmds, m.guarded(due))...)
}

// startRound asks for everything again, now if there is room.
func (m *Model) startRound() tea.Cmd { return m.polls(m.poll.Refresh) }

// answered takes an answer that a round may wait for.
func (m *Model) answered(key string, err error) tea.Cmd {
	return m.polls(func(mo poll.Moment) poll.Effects { return m.poll.Answered(key, err, mo) })
}

// doubtLine asks at once whether HeyGen is there, after a call of the user's found
// that it is not.
func (m *Model) doubtLine(err error) tea.Cmd {
	return m.polls(func(mo poll.Moment) poll.Effects { return m.poll.Doubted(err, mo) })
}

func (m *Model) applyCallMade(c api.Call) tea.Cmd {
	m.log.Attempt(m.now, c)
	m.poll.Called(c)
	m.poll.Paused(m.Client.PausedUntil())
	return m.guarded(calls.ListenCalls(m.ctx, m.Calls))
}

// resumed asks once for everything after a pause nobody saw: the program was
// stopped, or the machine slept. Connections from before it are dead, most
// likely, and would let the first calls wait for their timeout.
func (m *Model) resumed() tea.Cmd {
	m.clock.every = 0
	clock, round := m.armClock(), m.polls(m.poll.Resumed)
	if round == nil || m.Forget == nil {
		return tea.Batch(clock, round)
	}
	forget := m.Forget
	return tea.Batch(clock, tea.Sequence(func() tea.Msg { forget(); return nil }, round))
}

// focusChanged asks at once when the terminal gets the focus back.
func (m *Model) focusChanged(focused bool) tea.Cmd {
	m.poll.Focus(focused)
	m.notifier.Focus(focused)
	if !focused {
		return nil
	}
	return m.polls(m.poll.Resumed)
}

func (m *Model) pausedFor() time.Duration {
	if !m.isOpen() {
		return 0
	}
	return max(0, m.Client.PausedUntil().Sub(m.now))
}

// pulse says how old the picture is and when the next one comes.
func (m *Model) pulse() statusbar.Pulse {
	switch {
	case m.stands():
		return frozenPulse(m.now.Sub(m.seenAt()), m.poll)
	case !m.isOpen():
		return statusbar.Pulse{Mood: statusbar.Asking, Text: []string{"nothing sent yet"}}
	}
	p := m.poll.Picture(m.now, m.Client.PausedUntil(), m.browse.Cache.Since())
	return statusbar.Pulse{Mood: moods[p.Mood], Text: p.Text}
}

var moods = map[poll.Mood]statusbar.Mood{poll.Live: statusbar.Live, poll.Asking: statusbar.Asking, poll.Odd: statusbar.Odd}
