package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/state/create"
	"lipdash/ui/state/store"
)

// openMemory opens what this machine remembers of the account. It never waits
// for the screen, nor the screen for it.
func (m *Model) openMemory(username string) tea.Cmd {
	if m.OpenMemory == nil || m.memory != nil || !m.create.Opening.Begin(m.now) {
		return nil
	}
	open, ctx := m.OpenMemory, m.ctx
	return tea.Batch(m.guarded(after(create.Slow, memorySlowMsg{m.now})), m.guarded(func() tea.Msg {
		mem := open(ctx, username)
		if mem == nil {
			return memoryOpenedMsg{asked: username}
		}
		drafts, err := mem.Drafts(ctx)
		return memoryOpenedMsg{asked: username, memory: mem, drafts: drafts, err: err}
	}))
}

const journalSlow = "The journal is not open yet: another process keeps it locked, or its disk is slow. It is tried again by itself."

// discard closes a memory whose account was left before it was open: its outbox
// must not go on for it.
func (msg memoryOpenedMsg) discard() tea.Cmd {
	if msg.memory == nil {
		return nil
	}
	return func() tea.Msg {
		msg.memory.Close()
		return nil
	}
}

func (m *Model) applyMemoryOpened(msg memoryOpenedMsg) tea.Cmd {
	m.create.Opening.Ended()
	if msg.memory == nil {
		if name := m.account.Username; name != "" && name != msg.asked {
			return m.openMemory(name)
		}
		return nil
	}
	m.memory = msg.memory
	m.memory.See(m.store.Active(), nil)
	m.memory.Observe(seenSoFar(m.store))
	// What waited for a key or a quota has another chance with this session.
	m.memory.Resume()
	// What was typed before anybody knew where to keep it is kept now, and whoever
	// was quicker with c than the disk finds the draft after all.
	cmds := []tea.Cmd{m.readCache(""), m.guarded(listenOutgoing(m.ctx, m.memory.Changes())), m.created(m.create.Drafts.Opened(msg.drafts)), m.takeOutgoing(), m.askJournal(m.ctx, m.visible(), m.now)}
	if m.downloads = m.memory.Downloads(); m.downloads != nil {
		cmds = append(cmds, m.lookAtFiles(m.downloads.Changes()))
	}
	if m.screen == screenForm && m.form.Empty() {
		cmds = append(cmds, m.openForm())
	}
	if m.memory.Trouble() == "" && msg.err != nil {
		cmds = append(cmds, m.warn("the drafts could not be read: "+msg.err.Error()))
	}
	return tea.Batch(cmds...)
}

// askJournal asks what is not known yet, or not any more: what the jobs on the page
// were made from, how long jobs take, what today's cost.
func (s *session) askJournal(ctx context.Context, onPage []api.JobID, now time.Time) tea.Cmd {
	if s.memory == nil {
		return nil
	}
	var cmds []tea.Cmd
	mem, r := s.memory, s.create
	if ids := r.Records.Unread(onPage, now); len(ids) > 0 {
		cmds = append(cmds, readRecords(ctx, mem, ids, nil))
	}
	if r.Lives.Due(now) {
		for _, mode := range create.Modes {
			cmds = append(cmds, readTypical(ctx, mem, mode, now))
		}
	}
	if r.Money.Due(now) {
		cmds = append(cmds, readSpent(ctx, mem, today(now)))
	}
	for i := range cmds {
		cmds[i] = ofSession(s, cmds[i])
	}
	return tea.Batch(cmds...)
}

// recordsFirst reads what jobs were made from, where that is not known yet, and
// comes back to the action with it; nil when all is known.
func (s *session) recordsFirst(ctx context.Context, rows []action.RowID, then action.Action) tea.Cmd {
	unknown := s.create.Records.Unknown(action.JobsOf(rows))
	if s.memory == nil || len(unknown) == 0 {
		return nil
	}
	return ofSession(s, readRecords(ctx, s.memory, unknown, then))
}

func (m *Model) applyRecordsRead(msg recordsReadMsg) tea.Cmd {
	m.create.Records.Read(msg.asked, msg.records, msg.err, m.now)
	switch {
	case msg.then == nil:
		return nil
	case msg.err != nil:
		return m.failed("what they were made from could not be read", msg.err)
	}
	return m.perform(msg.then)
}

func readRecords(ctx context.Context, mem calls.Memory, ids []api.JobID, then action.Action) tea.Cmd {
	return func() tea.Msg {
		got, err := mem.Records(ctx, ids)
		return recordsReadMsg{asked: ids, records: got, err: err, then: then}
	}
}

func readTypical(ctx context.Context, mem calls.Memory, mode api.Mode, now time.Time) tea.Cmd {
	return func() tea.Msg {
		t, err := mem.Typical(ctx, mode, now)
		if err != nil {
			return nil
		}
		return typicalReadMsg{mode, t}
	}
}

func readSpent(ctx context.Context, mem calls.Memory, since time.Time) tea.Cmd {
	return func() tea.Msg {
		amount, err := mem.Spent(ctx, since)
		if err != nil {
			return nil
		}
		return spentReadMsg{amount}
	}
}

// seenSoFar is what was seen before the memory was open.
func seenSoFar(s *store.Store) (seen []calls.Observed) {
	for id := range s.All() {
		e, _ := s.Get(id)
		for _, c := range e.History {
			seen = append(seen, calls.Observed{ID: id, Status: c.Status, At: c.At, Found: c.Found, Length: e.Job.Duration})
		}
	}
	return seen
}

// observed passes changes of state on, so that the next start knows how long
// jobs take here.
func (s *session) observed(ts []store.Transition, now time.Time) {
	if s.memory == nil {
		return
	}
	var seen []calls.Observed
	for _, t := range ts {
		e, _ := s.store.Get(t.ID)
		seen = append(seen, calls.Observed{ID: t.ID, Status: t.To, At: now, Found: t.Found, Length: e.Job.Duration})
	}
	s.memory.Observe(seen)
}
