package ui

import (
	tea "charm.land/bubbletea/v2"

	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/browse"
)

// The list of the last run, and what is kept of this one for the next start. What is
// written, and when, state/browse decides.

type (
	cacheReadMsg struct {
		page browse.CachedPage
		err  error
	}
	cacheSavedMsg struct{ err error }
)

// readCache reads what an earlier run kept, from a place on.
func (m *Model) readCache(from string) tea.Cmd {
	limit := browse.FirstCached
	if from != "" {
		limit = browse.MoreCached
	}
	mem, ctx := m.memory, m.ctx
	return m.guarded(func() tea.Msg {
		page, err := mem.Cached(ctx, from, limit)
		return cacheReadMsg{page: page, err: err}
	})
}

func (m *Model) applyCacheRead(msg cacheReadMsg) tea.Cmd {
	if m.memory == nil {
		return nil
	}
	if msg.err != nil {
		m.browse.Cache.Unreadable()
		return m.say(statusbar.Info, "the last list could not be read: "+msg.err.Error())
	}
	more, listed := m.browse.ReadCached(msg.page), m.created(m.create.Relisted(m.store))
	if more != "" {
		return tea.Batch(listed, m.readCache(more))
	}
	return listed
}

func (m *Model) keepList(change browse.CacheChange) tea.Cmd {
	change.ClockOffset = m.clockOffset()
	mem, ctx := m.memory, m.ctx
	return m.guarded(func() tea.Msg { return cacheSavedMsg{mem.Cache(ctx, change)} })
}
