package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// openMemory opens what this machine remembers of the account. It never waits
// for the screen, nor the screen for it.
func (m *Model) openMemory(username string) tea.Cmd {
	if m.OpenMemory == nil || m.memory != nil || !m.openingSince.IsZero() {
		return nil
	}
	m.openingSince = m.now
	open := m.OpenMemory
	ctx := m.ctx
	return tea.Batch(m.guarded(after(slowOpening, memorySlowMsg{m.now})), m.guarded(func() tea.Msg {
		mem := open(ctx, username)
		if mem == nil {
			return memoryOpenedMsg{asked: username}
		}
		drafts, err := mem.Drafts(ctx)
		return memoryOpenedMsg{asked: username, memory: mem, drafts: drafts, err: err}
	}))
}

const (
	// slowOpening is how long a journal takes to open before that is said, and
	// again as long as it does.
	slowOpening = 3 * time.Second
	journalSlow = "The journal is not open yet: another process keeps it locked, or its disk is slow. It is tried again by itself."
)

func (m *Model) memorySlow(msg memorySlowMsg) tea.Cmd {
	if !msg.since.Equal(m.openingSince) {
		return nil
	}
	return tea.Batch(m.warn(journalSlow), m.guarded(after(2*toastFor, msg)))
}

// notYet says why there is no memory.
func (m *Model) notYet() string {
	if !m.openingSince.IsZero() {
		return journalSlow
	}
	return "HeyGen has not answered yet: try again in a moment."
}

// late closes a memory whose account was left before it was open: its outbox
// must not go on for it.
func (msg memoryOpenedMsg) late(*Model, *session) tea.Cmd {
	if msg.memory == nil {
		return nil
	}
	return func() tea.Msg {
		msg.memory.Close()
		return nil
	}
}

func (m *Model) applyMemoryOpened(msg memoryOpenedMsg) tea.Cmd {
	m.openingSince = time.Time{}
	if msg.memory == nil {
		if name := m.account.Username; name != "" && name != msg.asked {
			return m.openMemory(name)
		}
		return nil
	}
	m.memory = msg.memory
	m.drafts = msg.drafts
	m.memory.See(m.store.Active(), nil)
	m.observedSoFar()
	// What waited for a key or a quota has another chance with this session.
	m.memory.Resume()
	// What was typed before anybody knew where to keep it is kept now, and whoever
	// was quicker with c than the disk finds the draft after all.
	m.downloads = m.memory.Downloads()
	cmds := []tea.Cmd{m.openDownloads(), m.readCache(""), m.guarded(listenOutgoing(m.ctx, m.memory.Changes())), m.takeOutgoing(), m.readRecords(), m.saveDraft(m.draft)}
	if m.screen == screenForm && m.form.Empty() {
		cmds = append(cmds, m.openForm())
	}
	cmds = append(cmds, m.tellTrouble())
	if m.memory.Trouble() == "" && msg.err != nil {
		cmds = append(cmds, m.warn("the drafts could not be read: "+msg.err.Error()))
	}
	return tea.Batch(cmds...)
}

// tellTrouble says once why nothing is kept, whether that is so from the start or
// the journal turned out to be damaged.
func (m *Model) tellTrouble() tea.Cmd {
	why := m.memory.Trouble()
	if why == "" || why == m.troubleTold {
		return nil
	}
	m.troubleTold = why
	return m.warn(why)
}
