package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/state/edits"
	"lipdash/ui/state/poll"
)

// read asks for one job, unless it is being read.
func (m *Model) read(id api.JobID) tea.Cmd {
	key := poll.ReadKey(id)
	if m.requests.underWay(key) {
		return nil
	}
	ctx, seq := m.begin(key)
	return m.guarded(readJob(ctx, m.Client, seq, id))
}

// accountFor is how long the account is not asked for again.
const accountFor = 10 * time.Second

func (m *Model) readAccount() tea.Cmd {
	if m.now.Sub(m.accountAt) < accountFor || m.poll.Tight(m.moment()) {
		return nil
	}
	m.accountAt = m.now
	ctx, seq := m.begin(accountKey)
	return m.guarded(readAccount(ctx, m.Client, seq))
}

// balanceFor is how long the balance is believed although jobs started or ended,
// which is what moves it.
const balanceFor = 2 * time.Minute

// freshenBalance asks for the account after jobs moved.
func (m *Model) freshenBalance() tea.Cmd {
	if !m.isOpen() || m.poll.Refused() != nil || m.requests.underWay(accountKey) ||
		!m.poll.LastChange().After(m.accountAt) || m.now.Sub(m.accountAt) < balanceFor {
		return nil
	}
	return m.readAccount()
}

func (m *Model) applyAccountRead(msg accountReadMsg) tea.Cmd {
	if !m.requests.ended(accountKey, msg.seq) {
		return nil
	}
	if msg.err == nil {
		m.account = msg.account
		m.carriedFor(msg.account.Username)
		return m.openMemory(msg.account.Username)
	}
	if m.poll.Refuse(msg.err) {
		m.log.Refused(m.now, msg.err)
	}
	if !api.IsAuth(msg.err) && !api.IsOffline(msg.err) && !api.IsCanceled(msg.err) {
		m.log.Failed(m.now, "the balance is not known", msg.err) // of the others the round tells
	}
	return m.edited(edits.Effects{})
}

func (m *Model) applyStatusesPolled(msg statusesPolledMsg) tea.Cmd {
	if !m.requests.ended(msg.key, msg.seq) {
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
	if !m.requests.ended(key, msg.seq) {
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
