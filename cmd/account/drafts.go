package account

import (
	"context"
	"errors"

	"lipdash/api/record"
	"lipdash/journal"
	"lipdash/ui/state/browse"
)

// Drafts are the stored drafts, the newest first.
func (m *Memory) Drafts(ctx context.Context) ([]record.Draft, error) {
	got, err := m.live().Drafts(ctx)
	return got, inWords(err)
}

// SaveDraft keeps a draft.
func (m *Memory) SaveDraft(ctx context.Context, d record.Draft) error {
	return inWords(m.live().SaveDraft(ctx, d))
}

// DeleteDraft forgets a draft.
func (m *Memory) DeleteDraft(ctx context.Context, id string) error {
	return inWords(m.live().DeleteDraft(ctx, id))
}

// Views are the views of the list that are kept, by name.
func (m *Memory) Views(ctx context.Context) ([]record.View, error) {
	got, err := m.live().Views(ctx)
	return got, inWords(err)
}

// SaveView keeps a view of the list.
func (m *Memory) SaveView(ctx context.Context, v record.View) error {
	return inWords(m.live().SaveView(ctx, v))
}

// DeleteView forgets a view of the list.
func (m *Memory) DeleteView(ctx context.Context, name string) error {
	return inWords(m.live().DeleteView(ctx, name))
}

// Cached are jobs of the list as an earlier run kept them.
func (m *Memory) Cached(ctx context.Context, after string, limit int) (record.Page, error) {
	page, err := m.live().Listed(ctx, after, limit)
	return page, inWords(err)
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
			return inWords(err)
		}
	}
	return inWords(m.journal.KeepListed(ctx, c.Page, c.Gone))
}

// spoken is an error of the journal that reads as a sentence for a person; what
// it was is still there for errors.Is.
type spoken struct{ error }

func (s spoken) Error() string { return journal.Sentence(s.error) }
func (s spoken) Unwrap() error { return s.error }

// inWords makes errors of the journal readable and leaves others as they are.
func inWords(err error) error {
	if own := (*journal.Error)(nil); !errors.As(err, &own) {
		return err
	}
	return spoken{err}
}
