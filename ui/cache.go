package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/store"
)

// CachedJob is a job as an earlier run last saw it, without links and JSON.
type CachedJob = store.Cached

// CachedPage is a part of what an earlier run kept.
type CachedPage struct {
	Jobs []CachedJob
	// Next goes on behind this page, "" at the end.
	Next string
	// SavedAt is when the list was last heard of; Whole says that it was loaded
	// to its end then.
	SavedAt time.Time
	Whole   bool
	// ClockOffset is how far HeyGen's clock was ahead of this machine's.
	ClockOffset time.Duration
}

// CacheChange is what became of the list.
type CacheChange struct {
	Put   []CachedJob
	Gone  []api.JobID
	Whole bool
	At    time.Time
	// ClockOffset is how far HeyGen's clock is ahead of this machine's.
	ClockOffset time.Duration
}

// cache is what is kept of the list for the next start.
type cache struct {
	dirty map[api.JobID]struct{}
	// id is the number of the timer that saves, armed whether it runs.
	id            int
	armed, saving bool
	// silent is set while rows come out of the cache.
	silent bool
	// from is when what was read was saved, whole what it said of itself, and
	// read whether all of it was.
	from    time.Time
	whole   bool
	read    bool
	savedAt time.Time
	// offset is how far HeyGen's clock was ahead of ours.
	offset time.Duration
}

func newCache() cache { return cache{dirty: map[api.JobID]struct{}{}} }

func (c *cache) note(ids []api.JobID) {
	if c.silent {
		return
	}
	for _, id := range ids {
		c.dirty[id] = struct{}{}
	}
}

type (
	cacheReadMsg struct {
		page CachedPage
		err  error
	}
	cacheSavedMsg struct {
		failed []api.JobID
		err    error
	}
	cacheDueMsg struct{ id int }
)

const (
	// firstCached is enough to paint a screen from, moreCached what is taken over
	// at a time behind it.
	firstCached = 200
	moreCached  = 2000
	// cacheAfter is how long changes are gathered, cacheAgain how long a cache
	// that could not be written is left alone, and cacheFresh how old what it says
	// about its age may get.
	cacheAfter = 2 * time.Second
	cacheAgain = time.Minute
	cacheFresh = time.Minute
	// cachedAtOnce bounds one write.
	cachedAtOnce = 2000
)

// readCache reads what an earlier run kept, from a place on.
func (m *Model) readCache(from string) tea.Cmd {
	limit := firstCached
	if from != "" {
		limit = moreCached
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
		m.cache.read = true
		return m.say(statusbar.Info, "the last list could not be read: "+msg.err.Error())
	}
	cmds := []tea.Cmd{m.noteChanges()}
	unseen := m.store.ApplyCached(msg.page.Jobs)
	m.cache.from, m.cache.whole, m.cache.offset = msg.page.SavedAt, msg.page.Whole, msg.page.ClockOffset
	m.cache.silent = true
	cmds = append(cmds, m.noteChanges(), m.created(m.create.Relisted(m.store)))
	m.cache.silent = false
	m.cache.note(unseen)
	for _, c := range msg.page.Jobs {
		if _, held := m.store.Get(c.Job.ID); !held {
			m.cache.note([]api.JobID{c.Job.ID}) // it is gone, and is not kept for the next start
		}
	}
	if msg.page.Next != "" {
		return tea.Batch(append(cmds, m.readCache(msg.page.Next))...)
	}
	m.cache.read = true
	m.store.CacheEnds(msg.page.Whole)
	return tea.Batch(cmds...)
}

// fromCache tells whether all that is on screen is an earlier run's.
func (m *Model) fromCache() bool {
	return !m.store.Loaded() && m.store.Len() > 0 && !m.cache.from.IsZero()
}

// saveCache arms the timer that keeps what changed.
func (m *Model) saveCache() tea.Cmd {
	c := &m.cache
	stale := m.store.LoadedAt().Sub(c.savedAt) > cacheFresh
	if m.memory == nil || c.armed || c.saving || len(c.dirty) == 0 && !stale {
		return nil
	}
	c.armed = true
	c.id++
	return m.guarded(after(cacheAfter, cacheDueMsg{c.id}))
}

// cacheDue keeps what changed, as much as one write takes.
func (m *Model) cacheDue(msg cacheDueMsg) tea.Cmd {
	c := &m.cache
	if msg.id != c.id || m.memory == nil {
		return nil
	}
	c.armed = false
	change, ids := m.cacheChange()
	c.saving, c.savedAt = true, m.store.LoadedAt()
	return m.guarded(keepCache(m.ctx, m.memory, change, ids))
}

// cacheChange is what one write takes of what changed, and of which jobs that is.
func (m *Model) cacheChange() (change CacheChange, ids []api.JobID) {
	c := &m.cache
	change = CacheChange{Whole: m.wholeListKnown(), At: m.store.LoadedAt(), ClockOffset: m.clockOffset()}
	if change.At.IsZero() {
		change.At = c.from
	}
	for id := range c.dirty {
		if len(ids) >= cachedAtOnce {
			break
		}
		ids = append(ids, id)
		delete(c.dirty, id)
		if e, ok := m.store.Get(id); ok {
			change.Put = append(change.Put, cached(e))
		} else {
			change.Gone = append(change.Gone, id)
		}
	}
	if len(c.dirty) == 0 {
		c.dirty = map[api.JobID]struct{}{} // a map that was large stays so
	}
	return change, ids
}

func keepCache(ctx context.Context, mem Memory, change CacheChange, ids []api.JobID) tea.Cmd {
	return func() tea.Msg {
		if err := mem.Cache(ctx, change); err != nil {
			return cacheSavedMsg{failed: ids, err: err}
		}
		return cacheSavedMsg{}
	}
}

// wholeListKnown tells whether the list is known to its end; until all of an
// earlier run's is read, that one's word counts.
func (m *Model) wholeListKnown() bool {
	if !m.cache.read {
		return m.cache.whole
	}
	return !m.store.HasMore() && !m.store.Incomplete()
}

// cached is a job as it may be kept: its links are secrets, and would have
// expired.
func cached(e store.Entry) CachedJob {
	j := e.Job
	j.VideoURL, j.CaptionURL, j.Raw = "", "", nil
	return CachedJob{Job: j, HasVideo: e.HasVideo, HasCaptions: e.HasCaptions, Unseen: e.Unseen, SeenAt: e.SeenAt}
}

// applyCacheSaved tries again later what could not be kept. Nobody is told: it
// only makes the next start slower, and what else cannot be written is said.
func (m *Model) applyCacheSaved(msg cacheSavedMsg) tea.Cmd {
	m.cache.saving = false
	if msg.err == nil {
		return nil
	}
	m.cache.note(msg.failed)
	m.cache.armed = true
	m.cache.id++
	return m.guarded(after(cacheAgain, cacheDueMsg{m.cache.id}))
}
