package account

import (
	"context"

	"lipdash/api/record"
	"lipdash/ui/state/browse"
)

// Drafts are the stored drafts, the newest first.
func (m *Memory) Drafts(ctx context.Context) ([]record.Draft, error) {
	return m.live().Drafts(ctx)
}

// SaveDraft keeps a draft.
func (m *Memory) SaveDraft(ctx context.Context, d record.Draft) error {
	return m.live().SaveDraft(ctx, d)
}

// DeleteDraft forgets a draft.
func (m *Memory) DeleteDraft(ctx context.Context, id string) error {
	return m.live().DeleteDraft(ctx, id)
}

// Views are the views of the list that are kept, by name.
func (m *Memory) Views(ctx context.Context) ([]record.View, error) {
	return m.live().Views(ctx)
}

// SaveView keeps a view of the list.
func (m *Memory) SaveView(ctx context.Context, v record.View) error {
	return m.live().SaveView(ctx, v)
}

// DeleteView forgets a view of the list.
func (m *Memory) DeleteView(ctx context.Context, name string) error {
	return m.live().DeleteView(ctx, name)
}

// Cached are jobs of the list as an earlier run kept them.
func (m *Memory) Cached(ctx context.Context, after string, limit int) (record.Page, error) {
	return m.live().Listed(ctx, after, limit)
}

// keptAtOnce bounds one transaction: a draft that is saved meanwhile waits for it.
const keptAtOnce = 500

// Cache keeps what became of the list for the next start.
func (m *Memory) Cache(ctx context.Context, c browse.CacheChange) error {
	if !m.live().Survives() {
		return nil // there is no next start
	}
	part := c.Page
	for part.Whole = false; len(c.Jobs) > keptAtOnce; c.Jobs = c.Jobs[keptAtOnce:] {
		part.Jobs = c.Jobs[:keptAtOnce]
		if err := m.journal.KeepListed(ctx, part, nil); err != nil {
			return err
		}
	}
	return m.journal.KeepListed(ctx, c.Page, c.Gone)
}
