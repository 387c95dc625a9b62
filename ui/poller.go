package ui

import (
	"fmt"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/poll"
)

// poller is the one chain of ticks. A round asks for what is active and, when
// due, for the newest page; only the round's last answer arms the next tick.
type poller struct {
	pacer *poll.Pacer
	epoch int
	round int
	// awaiting are the requests of the round that have not landed.
	awaiting map[string]struct{}
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

// idsPerCall is how many ids one bulk status call takes (api.md 1.1).
const idsPerCall = 100

func (m *Model) pollTicked(msg pollTickMsg) tea.Cmd {
	if msg.epoch != m.poll.epoch {
		return nil
	}
	return m.startRoundWith(m.poll.pacer.ListDue(m.now, m.poll.lastList, m.situation()))
}

// startRound asks for everything now, whatever was due.
func (m *Model) startRound() tea.Cmd { return m.startRoundWith(true) }

func (m *Model) startRoundWith(list bool) tea.Cmd {
	if m.session == nil || m.refused != nil {
		return nil
	}
	m.poll.epoch++
	m.poll.round++
	m.poll.awaiting = map[string]struct{}{}
	m.poll.roundErr = nil
	m.poll.nextAt, m.poll.startedAt = time.Time{}, m.now
	var cmds []tea.Cmd
	chunk := 0
	for ids := range slices.Chunk(m.pollable(), idsPerCall) {
		key := fmt.Sprintf("statuses:%d", chunk)
		chunk++
		ctx, seq := m.launch(key)
		m.poll.awaiting[key] = struct{}{}
		cmds = append(cmds, pollStatuses(ctx, m.session.Client, key, seq, slices.Clone(ids)))
	}
	if list || chunk == 0 {
		cmds = append(cmds, m.listTop())
	}
	return tea.Batch(cmds...)
}

// pollable are the active jobs; those in a state nobody documented take part
// in every sixth round only.
func (m *Model) pollable() []api.JobID {
	active := m.store.Active()
	if m.store.Counts().Other == 0 || m.poll.round%6 == 0 {
		return active
	}
	return slices.DeleteFunc(slices.Clone(active), func(id api.JobID) bool {
		e, ok := m.store.Get(id)
		return ok && !e.Job.Status.Known()
	})
}

// listTop asks for the newest page as part of the round.
func (m *Model) listTop() tea.Cmd {
	ctx, seq := m.launch("list")
	m.poll.awaiting["list"] = struct{}{}
	m.poll.lastList = m.now
	return listJobs(ctx, m.session.Client, seq, m.opts.PageSize, "")
}

// answered takes a landed request off the round, and ends the round with its
// last one.
func (m *Model) answered(key string, err error) tea.Cmd {
	if err == nil {
		m.poll.lastOK = m.now
	}
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

func (m *Model) endRound() tea.Cmd {
	m.noteRound(m.poll.roundErr)
	if err := m.poll.roundErr; err != nil {
		m.poll.failures++
		m.poll.err = err
		m.noteRefusal(err)
	} else {
		m.poll.failures = 0
		m.poll.err = nil
		m.pageErr = nil
	}
	if m.refused != nil {
		return nil
	}
	wait := m.poll.pacer.Next(m.now, m.situation())
	m.poll.nextAt = m.now.Add(wait)
	return after(wait, pollTickMsg{m.poll.epoch})
}

func (m *Model) situation() poll.Situation {
	paused := m.session.Client.PausedUntil()
	if paused.After(m.now) || api.IsRateLimited(m.poll.err) {
		m.poll.slowedUntil = m.now.Add(5 * time.Minute)
	}
	return poll.Situation{
		Active:     len(m.store.Active()),
		LastChange: m.poll.lastChange, LastCreate: m.poll.lastCreate, LastKey: m.poll.lastKey,
		Focused: m.poll.focused, Failures: m.poll.failures,
		PausedUntil: paused, SlowedUntil: m.poll.slowedUntil,
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

func (m *Model) pausedFor() time.Duration {
	if m.session == nil {
		return 0
	}
	return max(0, m.session.Client.PausedUntil().Sub(m.now))
}

// focusChanged asks at once when the terminal gets the focus back, unless the
// picture is a moment old anyway.
func (m *Model) focusChanged(focused bool) tea.Cmd {
	m.poll.focused = focused
	m.herald.sawFocus(focused)
	if !focused || m.session == nil || m.now.Sub(m.poll.lastOK) < 3*time.Second {
		return nil
	}
	return m.startRound()
}

func (m *Model) resumed() tea.Cmd { return tea.Batch(m.startRound(), m.armClock()) }

// applyDisconnected looks at once when an idle connection was closed by the
// other side: it may be an outage, and the next tick may be a minute away.
func (m *Model) applyDisconnected(msg disconnectedMsg) tea.Cmd {
	listen := listenDisconnects(msg.more)
	if m.session == nil || len(m.poll.awaiting) > 0 || m.now.Sub(m.poll.probed) < time.Minute {
		return listen
	}
	m.poll.probed = m.now
	return tea.Batch(listen, m.startRound())
}

// applyCallMade notes an attempt. A failed one that the client repeats by
// itself is worth a look at the clock: it may have begun to wait.
func (m *Model) applyCallMade(msg callMadeMsg) tea.Cmd {
	m.noteCall(msg.call)
	m.poll.retrying = nil
	if msg.call.Wait > 0 {
		m.poll.retrying = msg.call.Err
	}
	return listenCalls(msg.more)
}
