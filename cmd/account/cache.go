package account

import (
	"context"

	"lipdash/journal"
	"lipdash/ui/state/browse"
	"lipdash/ui/state/store"
)

// Cached are jobs of the list as an earlier run kept them.
func (m *Memory) Cached(ctx context.Context, after string, limit int) (browse.CachedPage, error) {
	if !m.live().Survives() {
		return browse.CachedPage{}, nil
	}
	got, err := m.journal.Listed(ctx, after, limit)
	if err != nil {
		return browse.CachedPage{}, inWords(err)
	}
	page := browse.CachedPage{Next: got.Next, SavedAt: got.SavedAt, Whole: got.Whole, ClockOffset: got.ClockOffset, Jobs: make([]store.Cached, len(got.Jobs))}
	for i, l := range got.Jobs {
		page.Jobs[i] = store.Cached(l)
	}
	return page, nil
}

// keptAtOnce bounds one transaction: a draft that is saved meanwhile waits for it.
const keptAtOnce = 500

// Cache keeps what became of the list for the next start.
func (m *Memory) Cache(ctx context.Context, c browse.CacheChange) error {
	if !m.live().Survives() {
		return nil // there is no next start
	}
	put := make([]journal.ListedJob, len(c.Put))
	for i, l := range c.Put {
		put[i] = journal.ListedJob(l)
	}
	page := journal.ListedPage{SavedAt: c.At, ClockOffset: c.ClockOffset}
	for len(put) > keptAtOnce {
		page.Jobs, put = put[:keptAtOnce], put[keptAtOnce:]
		if err := m.journal.KeepListed(ctx, page, nil); err != nil {
			return inWords(err)
		}
	}
	page.Jobs, page.Whole = put, c.Whole
	return inWords(m.journal.KeepListed(ctx, page, c.Gone))
}
