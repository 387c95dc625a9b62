package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/state/poll"
)

// restFor is how long the cursor stays on a job before it is read.
const restFor = 300 * time.Millisecond

// read asks for one job, unless it is being read.
func (m *Model) read(id api.JobID) tea.Cmd {
	key := poll.ReadKey(id)
	if m.flights.flying(key) {
		return nil
	}
	ctx, seq := m.launch(key)
	return m.guarded(readJob(ctx, m.Client, seq, id))
}

// accountFor is how long the account is not asked for again.
const accountFor = 10 * time.Second

func (m *Model) readAccount() tea.Cmd {
	if m.now.Sub(m.accountAt) < accountFor || m.tight() {
		return nil
	}
	m.accountAt = m.now
	ctx, seq := m.launch("account")
	return m.guarded(readAccount(ctx, m.Client, seq))
}

// balanceFor is how long the balance is believed although jobs started or ended,
// which is what moves it.
const balanceFor = 2 * time.Minute

// freshenBalance asks for the account after jobs moved.
func (m *Model) freshenBalance() tea.Cmd {
	if !m.isOpen() || m.poll.Refused() != nil || m.flights.flying("account") ||
		!m.poll.LastChange().After(m.accountAt) || m.now.Sub(m.accountAt) < balanceFor {
		return nil
	}
	return m.readAccount()
}

func (m *Model) applyAccountRead(msg accountReadMsg) tea.Cmd {
	if !m.flights.landed("account", msg.seq) {
		return nil
	}
	if msg.err == nil {
		m.account = msg.account
		m.carriedFor(msg.account.Username)
		return m.openMemory(msg.account.Username)
	}
	m.noteRefusal(msg.err)
	if !api.IsAuth(msg.err) && !api.IsOffline(msg.err) && !api.IsCanceled(msg.err) {
		m.noteFailure("the balance is not known", msg.err) // of the others the round tells
	}
	return m.stopSending()
}

func (m *Model) applyJobsListed(msg jobsListedMsg) tea.Cmd {
	if msg.token != "" {
		return m.applyNextPage(msg)
	}
	if !m.flights.landed("list", msg.seq) {
		return nil
	}
	if msg.err != nil {
		return m.answered("list", msg.err)
	}
	first, cached := !m.store.Loaded(), m.store.Len() > 0
	merged := m.store.ApplyFirstPage(msg.seq, msg.page, m.now)
	switch {
	case first && cached && m.untouched():
		m.list.Edge(false, m.rows())
	}
	m.tellMemory(msg.page.Jobs...)
	return tea.Batch(m.merged(merged), m.answered("list", nil))
}

func (m *Model) applyNextPage(msg jobsListedMsg) tea.Cmd {
	if !m.flights.landed("page", msg.seq) {
		return nil
	}
	m.pageErr = msg.err
	if msg.err != nil {
		waited := m.turning >= 0
		m.turning = -1
		if tokenRefused(msg.err) {
			m.store.TokenRefused()
			m.pageErr = nil
			return m.startRound()
		}
		if !waited {
			return nil // it was fetched ahead; a round that succeeds tries again
		}
		return m.failed("could not load the next page", msg.err)
	}
	merged := m.store.ApplyNextPage(msg.seq, msg.token, msg.page, m.now)
	m.tellMemory(msg.page.Jobs...)
	cmd := m.merged(merged)
	m.pageArrived()
	return cmd
}

func (m *Model) applyStatusesPolled(msg statusesPolledMsg) tea.Cmd {
	if !m.flights.landed(msg.key, msg.seq) {
		return nil
	}
	if msg.err != nil && len(msg.statuses) == 0 {
		return m.answered(msg.key, msg.err)
	}
	merged := m.store.ApplyStatuses(msg.seq, msg.statuses, m.now)
	m.tellMemory()
	return tea.Batch(m.merged(merged), m.answered(msg.key, msg.err))
}

func (m *Model) applyJobRead(msg jobReadMsg) tea.Cmd {
	key := poll.ReadKey(msg.id)
	if !m.flights.landed(key, msg.seq) {
		return nil
	}
	switch {
	case api.IsGone(msg.err):
		gone := m.store.ApplyGone(msg.seq, msg.id, m.now)
		return tea.Batch(m.merged(gone), m.answered(key, nil))
	case msg.err != nil:
		m.readErrs[msg.id] = msg.err
		return m.answered(key, msg.err)
	}
	delete(m.readErrs, msg.id)
	merged := m.store.ApplyJob(msg.seq, msg.job, m.now)
	m.tellMemory(msg.job)
	return tea.Batch(m.merged(merged), m.answered(key, nil))
}

// cursorRested reads a finished job that has no link yet once the cursor has
// stayed on it for a moment; running through a list asks nothing.
func (m *Model) cursorRested(msg cursorRestedMsg) tea.Cmd {
	if !m.isOpen() || m.poll.Refused() != nil || m.list.Cursor() != msg.row {
		return nil
	}
	e, ok := m.store.Get(msg.row.Job)
	if !ok || !e.NeedsRead && !e.Shelved || m.tight() {
		return nil // the rounds' follow-ups begin with this one
	}
	return m.read(msg.row.Job)
}
