package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/kit/format"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/poll"
)

// asleep is how far the wall clock must have run ahead of the program's own for
// the machine to have slept: timers and the monotonic clock stop then, so the
// next tick would come as if nothing had happened.
const asleep = 10 * time.Second

// wallClock is both clocks at one moment.
type wallClock struct{ wall, own time.Time }

// noticeSleep compares the clocks. After a sleep the picture is as old as the
// wall clock says, and one refresh is due.
func (m *Model) noticeSleep() tea.Cmd {
	before := m.clocks
	m.clocks = wallClock{m.opts.Wall().Round(0), m.now}
	if before.own.IsZero() {
		return nil
	}
	slept := m.clocks.wall.Sub(before.wall) - m.now.Sub(before.own)
	if slept < asleep {
		return nil
	}
	m.poll.lastOK = m.poll.lastOK.Add(-slept)
	m.poll.startedAt = m.poll.startedAt.Add(-slept)
	m.poll.refreshed = m.poll.refreshed.Add(-slept)
	return m.resumed()
}

// resumed asks once for everything after a pause nobody saw: the program was
// stopped, or the machine slept. Connections from before it are dead, most
// likely, and would let the first calls wait for their timeout.
func (m *Model) resumed() tea.Cmd {
	clock := m.armClock()
	if m.now.Sub(m.poll.refreshed) < justNow {
		return clock
	}
	round := m.startRound()
	if round == nil || m.Forget == nil {
		return tea.Batch(clock, round)
	}
	forget := m.Forget
	return tea.Batch(clock, tea.Sequence(func() tea.Msg { forget(); return nil }, round))
}

func (m *Model) situation() poll.Situation {
	return poll.Situation{
		Active: len(m.store.Active()), Behind: m.behind(),
		Started: m.poll.startedAt, Calls: m.Client.RecentCalls(), Mine: m.poll.mine,
		LastChange: m.poll.lastChange, LastCreate: m.poll.lastCreate, LastKey: m.poll.lastKey,
		Focused: m.poll.focused, Failures: m.poll.failures,
		PausedUntil: m.Client.PausedUntil(), SlowedUntil: m.slowedUntil(),
		Reserved: m.reserved(),
	}
}

// slowedFor is how long the pace stays halved after HeyGen asked to slow down.
const slowedFor = 5 * time.Minute

// slowedUntil is until when the pace is halved. Update keeps it.
func (m *Model) slowedUntil() time.Time {
	if m.pausedFor() > 0 || api.IsRateLimited(m.poll.err) {
		return m.now.Add(slowedFor)
	}
	return m.poll.slowedUntil
}

func (m *Model) pausedFor() time.Duration {
	if !m.isOpen() {
		return 0
	}
	return max(0, m.Client.PausedUntil().Sub(m.now))
}

// tight tells whether the calls a minute are nearly used up, so that what can
// wait should.
func (m *Model) tight() bool { return m.poll.pacer.Room(m.now, m.situation()) <= reserved }

// heldBack tells whether the minute's calls are spent, so that a round must wait.
func (m *Model) heldBack() bool {
	return m.poll.failures == 0 && m.poll.pacer.Room(m.now, m.situation()) < 1
}

// sayHeldBack tells whoever pressed a key for it when a round comes that was held
// back; nothing on screen would move until then.
func (m *Model) sayHeldBack(held bool) tea.Cmd {
	wait := m.poll.nextAt.Sub(m.now)
	if !held || wait < time.Second {
		return nil
	}
	return m.flash(statusbar.Info, "the minute's calls are spent, asking in "+format.Took(wait))
}

// reserved is what stays for polling.
const reserved = 3

// focusChanged asks at once when the terminal gets the focus back, unless that was
// just done.
func (m *Model) focusChanged(focused bool) tea.Cmd {
	m.poll.focused = focused
	m.notifier.sawFocus(focused)
	if !focused || !m.isOpen() || m.now.Sub(m.poll.refreshed) < justNow {
		return nil
	}
	return m.startRound()
}

// doubtLine asks at once whether HeyGen is there, after a call of the user's found
// that it is not: the header must not say live until the next round happens to be due.
func (m *Model) doubtLine(err error) tea.Cmd {
	if !api.IsOffline(err) || m.poll.failures > 0 || len(m.poll.awaiting) > 0 {
		return nil
	}
	return m.startRound()
}
