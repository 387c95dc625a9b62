package account

import (
	"context"
	"slices"

	"lipdash/journal"
	"lipdash/ui"
)

// Drafts are the stored drafts, the newest first.
func (m *Memory) Drafts(ctx context.Context) ([]ui.Draft, error) {
	if m.kept() == nil {
		m.mu.Lock()
		defer m.mu.Unlock()
		var out []ui.Draft
		for _, d := range m.drafts {
			out = append(out, d)
		}
		slices.SortFunc(out, func(a, b ui.Draft) int { return b.UpdatedAt.Compare(a.UpdatedAt) })
		return out, nil
	}
	got, err := m.journal.Drafts(ctx)
	out := make([]ui.Draft, len(got))
	for i, d := range got {
		out[i] = ui.Draft(d)
	}
	return out, inWords(err)
}

// SaveDraft keeps a draft.
func (m *Memory) SaveDraft(ctx context.Context, d ui.Draft) error {
	if m.kept() == nil {
		m.mu.Lock()
		defer m.mu.Unlock()
		m.drafts[d.ID] = d
		return nil
	}
	return inWords(m.journal.SaveDraft(ctx, journal.Draft(d)))
}

// DeleteDraft forgets a draft.
func (m *Memory) DeleteDraft(ctx context.Context, id string) error {
	if m.kept() == nil {
		m.mu.Lock()
		defer m.mu.Unlock()
		delete(m.drafts, id)
		return nil
	}
	return inWords(m.journal.DeleteDraft(ctx, id))
}
