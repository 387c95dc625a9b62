package ui

import (
	"cmp"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/calls"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/nav"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/create"
	"lipdash/ui/state/hooks"
	"lipdash/ui/state/store"
	"lipdash/ui/timer"
	"lipdash/ui/toast"
)

// openMemory opens what this machine remembers of the account. It never waits
// for the screen, nor the screen for it.
func (s *session) openMemory(username string, now time.Time) tea.Cmd {
	if s.OpenMemory == nil || s.memory != nil || !s.create.Opening.Begin(now) {
		return nil
	}
	slow := timer.After(create.Slow, memorySlowMsg{now})
	return s.guarded(slow, calls.OpenMemory(s.ctx, s.OpenMemory, username, s.HookRules()))
}

// memorySlowMsg comes when a memory that was asked for at a time should be open.
type memorySlowMsg struct{ since time.Time }

func (m *Model) applyMemoryOpened(msg calls.MemoryOpened) tea.Cmd {
	m.create.Opening.Ended()
	if msg.Memory == nil {
		if name := m.account.Username; name != "" && name != msg.Asked {
			return m.openMemory(name, m.now)
		}
		return nil
	}
	m.memory, m.split = msg.Memory, cmp.Or(m.split, msg.Split)
	m.hooks.Late(msg.Left, m.now)
	m.batches.Opened()
	m.memory.See(m.store.Active(), nil)
	m.memory.Observe(m.store.Observations())
	// What waited for a key or a quota has another chance with this session.
	m.memory.Resume()
	// What was typed before anybody knew where to keep it is kept now, and whoever
	// was quicker with c than the disk finds the draft after all.
	m.habits.Learned(msg.Habits)
	cmds := []tea.Cmd{m.warn(hooks.CutShortText(msg.Left.CutShort)), m.guarded(calls.ReadCache(m.ctx, m.memory, ""), calls.ListenOutgoing(m.life, m.memory)), m.created(m.create.Drafts.Opened(msg.Drafts)), m.takeOutgoing(), m.askJournal(m.browse.InView(m.list.Visible(m.rows())), m.now)}
	if m.downloads = m.memory.Downloads(); m.downloads != nil {
		cmds = append(cmds, m.guarded(calls.ListenTransfers(m.life, m.downloads)), m.lookAtFiles())
	}
	if m.Screen == nav.Form && m.form.Empty() {
		cmds = append(cmds, m.openForm())
	}
	if m.memory.Trouble() == "" && msg.Err != nil {
		cmds = append(cmds, m.warn("drafts and views could not be read: "+msg.Err.Error()))
	}
	if m.browse.Views.Read(msg.Views); !m.browse.Begin(m.opts.View) {
		m.opts.Notice(`there is no view "` + m.opts.View + `" to begin with, ` + m.keys.Of(keymap.Views, keymap.Jobs) + " lists those there are.")
		cmds = append(cmds, m.warn(toast.Notices(m.opts.Notices, m.keys.Of(keymap.Help, keymap.Global))))
	}
	return tea.Batch(cmds...)
}

// askJournal asks what is not known yet, or not any more: what the jobs on the page
// were made from, how long jobs take, what today's cost.
func (s *session) askJournal(onPage []api.JobID, now time.Time) tea.Cmd {
	if s.memory == nil {
		return nil
	}
	var cmds []tea.Cmd
	mem, r := s.memory, s.create
	if ids := r.Records.Unread(onPage, now); len(ids) > 0 {
		cmds = append(cmds, calls.ReadRecords(s.ctx, mem, ids, nil))
	}
	if s.batches.Due(now) {
		cmds = append(cmds, calls.ReadBatches(s.ctx, mem))
	}
	if r.Durations.Due(now) {
		for _, mode := range create.Modes {
			cmds = append(cmds, calls.ReadTypical(s.ctx, mem, mode, now))
		}
	}
	if r.Money.Due(now) {
		cmds = append(cmds, calls.ReadSpent(s.ctx, mem, format.Midnight(now)))
	}
	return s.guarded(cmds...)
}

func (m *Model) applyRecordsRead(msg calls.RecordsRead) tea.Cmd {
	m.create.Records.Read(msg.Asked, msg.Records, msg.Err, m.now)
	switch {
	case msg.Then == nil:
		return nil
	case msg.Err != nil:
		return m.failed("what they were made from could not be read", msg.Err)
	}
	return m.perform(msg.Then)
}

// observed passes changes of state on, so that the next start knows how long
// jobs take here.
func (s *session) observed(ts []store.Transition, now time.Time) {
	if s.memory != nil {
		s.memory.Observe(s.store.Observed(ts, now))
	}
}

// tellMemory passes on what an answer brought: the outbox frees slots by it, and
// finds its own jobs.
func (s *session) tellMemory(jobs ...api.Job) {
	if s.memory != nil {
		s.memory.See(s.store.Active(), jobs)
		s.create.Money.Ended(jobs)
	}
}

// applyCacheRead shows the list of the last run, and reads on.
func (m *Model) applyCacheRead(msg calls.CacheRead) tea.Cmd {
	if m.memory == nil {
		return nil
	}
	if msg.Err != nil {
		m.browse.Cache.Unreadable()
		return m.say(statusbar.Info, "the last list could not be read: "+msg.Err.Error())
	}
	more, listed := m.browse.ReadCached(msg.Page), m.created(m.create.Relisted(m.store))
	if more != "" {
		return tea.Batch(listed, m.guarded(calls.ReadCache(m.ctx, m.memory, more)))
	}
	return listed
}
