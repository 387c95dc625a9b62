package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/state/poll"
)

// poller is the one chain of ticks. A round asks for what is active, a hundred
// jobs or, after a refresh was wanted, as many as the budget has room for, and
// for the newest page when due; only the round's last answer arms the next tick.
type poller struct {
	pacer *poll.Pacer
	epoch int
	// awaiting are the requests of the round that have not landed.
	awaiting map[string]struct{}
	// asked is when a job was last asked about, and forKey what a status call
	// under way asks.
	asked  map[api.JobID]time.Time
	forKey map[string][]api.JobID
	// refreshed is when everything was last wanted anew, wanted the same as long as
	// not all of it was asked, failing since when rounds have failed; zero when not.
	refreshed, wanted, failing time.Time
	// mine is when the calls of the last minute's rounds were made.
	mine []time.Time
	// within is how long a change takes to be seen at worst.
	within time.Duration
	// roundErr is the first problem of the running round; err and failures
	// are those of the rounds that ended badly in a row.
	roundErr error
	err      error
	failures int

	startedAt   time.Time
	nextAt      time.Time
	lastOK      time.Time
	lastList    time.Time
	lastChange  time.Time
	lastCreate  time.Time
	lastKey     time.Time
	slowedUntil time.Time
	probed      time.Time
	// retrying is why the client is waiting to repeat a call, nil when not.
	retrying error
	focused  bool
	// spent is the epoch that had its follow-up.
	spent int
	// suspects are jobs that an answer should have shown and did not.
	suspects []api.JobID
}

const (
	// justAsked is how young a refresh may be for another one to bring nothing,
	// and justNow how young one for which nobody pressed a key.
	justAsked = time.Second
	justNow   = 3 * time.Second
)

func (m *Model) pollTicked(msg pollTickMsg) tea.Cmd {
	if msg.epoch != m.poll.epoch {
		return nil
	}
	return m.nextRound()
}

// startRound asks for everything again, as fast as the budget allows: now, if
// there is room. What was asked a moment ago is not asked twice.
func (m *Model) startRound() tea.Cmd {
	p := &m.poll
	if !m.isOpen() || m.refused != nil || m.now.Sub(p.refreshed) < justAsked {
		return nil
	}
	p.refreshed, p.wanted, p.lastList = m.now, m.now, time.Time{}
	if m.heldBack() {
		return m.armPoll()
	}
	return m.nextRound()
}

// hurryRound lets a job made here be asked about soon.
func (m *Model) hurryRound() tea.Cmd {
	if !m.isOpen() || m.refused != nil || len(m.poll.awaiting) > 0 {
		return nil
	}
	return m.armPoll()
}

// nextRound asks for what is due.
func (m *Model) nextRound() tea.Cmd {
	if !m.isOpen() || m.refused != nil {
		return nil
	}
	p := &m.poll
	m.caughtUp()
	s := m.situation()
	plan := p.pacer.Plan(m.now, p.lastList, s)
	if plan == (poll.Plan{}) && s.Active > 0 {
		return m.armPoll()
	}
	p.epoch++
	m.dropRound()
	p.nextAt, p.startedAt = time.Time{}, m.now
	cmds := m.askAll(plan.Statuses)
	if plan.List || len(cmds) == 0 && s.Active == 0 {
		cmds = append(cmds, m.listTop())
	}
	if len(cmds) == 0 {
		return m.armPoll()
	}
	return tea.Batch(cmds...)
}

// listTop asks for the newest page as part of the round.
func (m *Model) listTop() tea.Cmd {
	ctx, seq := m.launch("list")
	m.await("list")
	m.poll.lastList = m.now
	return m.guarded(listJobs(ctx, m.Client, seq, m.opts.PageSize, ""))
}

// answered takes a landed request off the round, and ends the round with its
// last one.
func (m *Model) answered(key string, err error) tea.Cmd {
	m.noteAnswer(key, err)
	if _, ok := m.poll.awaiting[key]; !ok {
		return nil
	}
	delete(m.poll.awaiting, key)
	if err != nil && m.poll.roundErr == nil {
		m.poll.roundErr = err
	}
	if len(m.poll.awaiting) > 0 {
		return nil
	}
	if more := m.followUp(); more != nil {
		return more
	}
	return m.endRound()
}

func (m *Model) noteAnswer(key string, err error) {
	switch {
	case err == nil:
		m.poll.lastOK = m.now
		delete(m.poll.forKey, key)
	case key == "list":
		m.poll.lastList = time.Time{}
	default:
		m.unasked(key)
	}
}

func (m *Model) endRound() tea.Cmd {
	p := &m.poll
	m.noteRound(p.roundErr)
	if err := p.roundErr; err != nil {
		p.failures++
		p.err = err
		if p.failing.IsZero() {
			p.failing = m.now
		}
		m.noteRefusal(err)
	} else {
		if p.failures > 0 {
			// What was asked while nothing came through is asked once now.
			p.wanted = p.failing
		}
		p.failures, p.failing = 0, time.Time{}
		p.err = nil
		m.pageErr = nil
	}
	if m.refused != nil {
		return m.stopSending()
	}
	return m.armPoll()
}

// armPoll sets the one tick that is to come.
func (m *Model) armPoll() tea.Cmd {
	p := &m.poll
	m.caughtUp()
	s := m.situation()
	wait := p.pacer.Next(m.now, s)
	p.within = p.pacer.Within(m.now, s)
	p.epoch++
	p.nextAt = m.now.Add(wait)
	return m.guarded(after(wait, pollTickMsg{p.epoch}))
}

// caughtUp forgets the wish for a refresh once every active job was asked about
// since.
func (m *Model) caughtUp() {
	if m.behind() == 0 {
		m.poll.wanted = time.Time{}
	}
}

// noteRefusal stops the polling when the key is no longer accepted.
func (m *Model) noteRefusal(err error) {
	if api.IsAuth(err) {
		if m.refused == nil {
			m.noteRefused(err)
		}
		m.refused = err
	}
}

// applyDisconnected looks at once when an idle connection was closed by the
// other side: it may be an outage, and the next tick may be a minute away.
func (m *Model) applyDisconnected(msg disconnectedMsg) tea.Cmd {
	listen := m.guarded(listenDisconnects(msg.more))
	if !m.isOpen() || len(m.poll.awaiting) > 0 || m.now.Sub(m.poll.probed) < time.Minute {
		return listen
	}
	m.poll.probed = m.now
	return tea.Batch(listen, m.startRound())
}

// late keeps the attempts of a session that was left in the activity.
func (msg callMadeMsg) late(m *Model, left *session) tea.Cmd {
	m.noteCall(msg.call)
	return ofSession(left, listenCalls(msg.more))
}

// applyCallMade notes an attempt. A failed one that the client repeats by
// itself is worth a look at the clock: it may have begun to wait.
func (m *Model) applyCallMade(msg callMadeMsg) tea.Cmd {
	m.noteCall(msg.call)
	m.poll.retrying = nil
	if msg.call.Wait > 0 {
		m.poll.retrying = msg.call.Err
	}
	return m.guarded(listenCalls(msg.more))
}
