package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/calls"
	"lipdash/ui/state/browse"
	"lipdash/ui/state/edits"
	"lipdash/ui/state/poll"
)

// What a request is for: these, and what state/poll names.
const (
	pageKey    = "page"
	accountKey = "account"
	connectKey = "connect"
	linksKey   = "links"
)

// begin marks a request as under way.
func (s *session) begin(key string) (context.Context, calls.Request) {
	return s.requests.Begin(s.ctx, key, s.store.NextSeq())
}

// read asks for one job, unless it is being read.
func (s *session) read(id api.JobID) tea.Cmd {
	key := poll.ReadKey(id)
	if s.requests.UnderWay(key) {
		return nil
	}
	ctx, r := s.begin(key)
	return s.guarded(calls.ReadJob(ctx, s.Client, r, id))
}

// readAccount asks for the account when that is due; wanted tells that somebody wants it.
func (m *Model) readAccount(wanted bool) tea.Cmd {
	if !m.isOpen() || !wanted && m.requests.UnderWay(accountKey) || !m.poll.AccountDue(wanted, m.pollConditions()) {
		return nil
	}
	ctx, r := m.begin(accountKey)
	return m.guarded(calls.ReadAccount(ctx, m.Client, r))
}

func (m *Model) applyAccountRead(msg calls.AccountRead) tea.Cmd {
	first := m.poll.AccountRead(msg.Err)
	if msg.Err == nil {
		m.account = msg.Account
		if m.edits.DropForeign(msg.Account.Username) { // the new key is of another account
			m.browse.Return(browse.Place{})
			m.transfers.DropCarried()
			m.hooks.DropCarried()
			m.list.ClearMarks()
		}
		return m.openMemory(msg.Account.Username, m.now)
	}
	if m.poll.Refuse(msg.Err) {
		m.log.Refused(m.now, msg.Err)
	}
	if first && !api.IsAuth(msg.Err) && !api.IsOffline(msg.Err) && !api.IsCanceled(msg.Err) {
		m.log.Failed(m.now, "the balance is not known", msg.Err) // of the others the round tells
	}
	return m.edited(edits.Effects{})
}

func (m *Model) applyStatusesPolled(msg calls.StatusesPolled) tea.Cmd {
	if msg.Err != nil && len(msg.Statuses) == 0 {
		return m.answered(msg.Key, msg.Err)
	}
	merged := m.store.ApplyStatuses(msg.Seq, msg.Statuses, m.now)
	m.tellMemory()
	return tea.Batch(m.merged(merged), m.answered(msg.Key, msg.Err))
}

func (m *Model) applyJobRead(msg calls.JobRead) tea.Cmd {
	switch {
	case api.IsGone(msg.Err):
		gone := m.store.ApplyGone(msg.Seq, msg.ID, m.now)
		return tea.Batch(m.merged(gone), m.answered(msg.Key, nil))
	case msg.Err != nil:
		m.readErrs[msg.ID] = msg.Err
		return m.answered(msg.Key, msg.Err)
	}
	delete(m.readErrs, msg.ID)
	merged := m.store.ApplyJob(msg.Seq, msg.Job, m.now)
	m.tellMemory(msg.Job)
	return tea.Batch(m.merged(merged), m.answered(msg.Key, nil))
}
