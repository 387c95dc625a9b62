package browse

import (
	"slices"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/state/store"
)

// CacheChange is what became of the list: jobs to keep, and those that are gone.
type CacheChange struct {
	record.Page
	Gone []api.JobID
}

// Cache is the list of the last run, and what is kept of this one for the next start.
type Cache struct {
	jobs *store.Store
	// dirty are the jobs that changed since they were kept.
	dirty map[api.JobID]struct{}
	// saving are those of the write under way, nil while there is none; dueAt is when
	// the next one is, zero while nothing changed.
	saving []api.JobID
	dueAt  time.Time
	// last is what was read, without its jobs; complete says that all of it was.
	last     record.Page
	complete bool
	savedAt  time.Time
	// away are those that may have been made here and ended while no dashboard looked (Away).
	away map[api.JobID]struct{}
}

const (
	// FirstCached is enough to paint a screen from.
	FirstCached = 200
	// MoreCached is how much is taken over at a time behind it.
	MoreCached = 2000
	// cacheAfter is how long changes are gathered, cacheAgain how long a cache
	// that could not be written is left alone, and cacheFresh how old what it says
	// about its age may get.
	cacheAfter = 2 * time.Second
	cacheAgain = time.Minute
	cacheFresh = time.Minute
	// cachedAtOnce bounds one write.
	cachedAtOnce = 2000
)

func newCache(jobs *store.Store) Cache {
	return Cache{jobs: jobs, dirty: map[api.JobID]struct{}{}, away: map[api.JobID]struct{}{}}
}

func (c *Cache) note(ids []api.JobID) {
	for _, id := range ids {
		c.dirty[id] = struct{}{}
	}
}

// ReadCached takes over a part of what an earlier run kept; more goes on behind it.
func (l *List) ReadCached(page record.Page) (more string) {
	c := &l.Cache
	c.note(l.take())
	c.last = page
	c.last.Jobs = nil
	if !l.jobs.Loaded() {
		l.ahead = page.ClockOffset
	}
	unseen := l.jobs.ApplyCached(page.Jobs)
	l.take()
	c.note(unseen)
	c.Appeared(slices.Collect(l.jobs.All())) // an answer may have been quicker
	for _, j := range page.Jobs {
		if _, held := l.jobs.Get(j.Job.ID); !held {
			c.note([]api.JobID{j.Job.ID}) // it is gone, and is not kept for the next start
		}
	}
	if page.Next == "" {
		c.complete = true
		l.jobs.CacheEnds(page.Whole)
	}
	return page.Next
}

// Unreadable says that nothing more of an earlier run can be read.
func (c *Cache) Unreadable() { c.complete = true }

// Since is of when what is on screen is, zero once HeyGen was heard of.
func (c *Cache) Since() time.Time {
	if c.jobs.Loaded() || c.jobs.Len() == 0 {
		return time.Time{}
	}
	return c.last.SavedAt
}

// ClockOffset is how far HeyGen's clock was ahead of this machine's in the last run.
func (c *Cache) ClockOffset() time.Duration { return c.last.ClockOffset }

// due is what is to be written now; changes are gathered for a moment before.
func (c *Cache) due(keeping bool, now time.Time) *CacheChange {
	stale := c.jobs.LoadedAt().Sub(c.savedAt) > cacheFresh
	switch {
	case !keeping:
		c.dueAt = time.Time{}
		return nil
	case c.saving != nil:
		return nil
	case c.dueAt.IsZero() && (len(c.dirty) > 0 || stale):
		c.dueAt = now.Add(cacheAfter)
		return nil
	case c.dueAt.IsZero() || now.Before(c.dueAt):
		return nil
	}
	change, ids := c.change()
	c.dueAt, c.saving, c.savedAt = time.Time{}, ids, c.jobs.LoadedAt()
	return &change
}

// Changed tells whether there is something that was not kept.
func (c *Cache) Changed() bool { return len(c.dirty) > 0 }

// Rest is what one last write takes.
func (c *Cache) Rest() CacheChange {
	change, _ := c.change()
	return change
}

// change is what one write takes of what changed, and of which jobs that is.
func (c *Cache) change() (change CacheChange, ids []api.JobID) {
	change = CacheChange{Page: record.Page{Whole: c.whole(), SavedAt: c.jobs.LoadedAt()}}
	if change.SavedAt.IsZero() {
		change.SavedAt = c.last.SavedAt
	}
	ids = []api.JobID{}
	for id := range c.dirty {
		if len(ids) >= cachedAtOnce {
			break
		}
		ids = append(ids, id)
		delete(c.dirty, id)
		if e, ok := c.jobs.Get(id); ok {
			change.Jobs = append(change.Jobs, cached(e))
		} else {
			change.Gone = append(change.Gone, id)
		}
	}
	if len(c.dirty) == 0 {
		c.dirty = map[api.JobID]struct{}{} // a map that was large stays so
	}
	return change, ids
}

// whole tells whether the list is known to its end; until all of an earlier run's is
// read, that one's word counts.
func (c *Cache) whole() bool {
	if !c.complete {
		return c.last.Whole
	}
	return !c.jobs.HasMore() && !c.jobs.Incomplete()
}

// cached is a job as it may be kept: its links are secrets, and would have
// expired.
func cached(e store.Entry) record.Job {
	j := e.Job
	j.VideoURL, j.CaptionURL, j.Raw = "", "", nil
	return record.Job{Job: j, HasVideo: e.HasVideo, HasCaptions: e.HasCaptions, Unseen: e.Unseen, SeenAt: e.SeenAt}
}

// Kept tells how the write under way ended. What could not be kept is tried again later,
// and nobody is told: it only makes the next start slower.
func (c *Cache) Kept(err error, now time.Time) {
	if err != nil {
		c.note(c.saving)
		c.dueAt = now.Add(cacheAgain)
	}
	c.saving = nil
}
