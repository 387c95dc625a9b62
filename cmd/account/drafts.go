package account

import (
	"context"

	"lipdash/journal"
	"lipdash/ui/state/create"
)

// Drafts are the stored drafts, the newest first.
func (m *Memory) Drafts(ctx context.Context) ([]create.Draft, error) {
	got, err := m.live().Drafts(ctx)
	out := make([]create.Draft, len(got))
	for i, d := range got {
		out[i] = create.Draft(d)
	}
	return out, inWords(err)
}

// SaveDraft keeps a draft.
func (m *Memory) SaveDraft(ctx context.Context, d create.Draft) error {
	return inWords(m.live().SaveDraft(ctx, journal.Draft(d)))
}

// DeleteDraft forgets a draft.
func (m *Memory) DeleteDraft(ctx context.Context, id string) error {
	return inWords(m.live().DeleteDraft(ctx, id))
}
