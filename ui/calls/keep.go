package calls

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api/record"
	"lipdash/ui/state/browse"
	"lipdash/ui/state/create"
)

// CacheRead is a part of the list that an earlier run kept.
type CacheRead struct {
	Page record.Page
	Err  error
}

// ReadCache reads the list that an earlier run kept, from a page's Next on.
func ReadCache(ctx context.Context, mem Memory, from string) tea.Cmd {
	limit := browse.FirstCached
	if from != "" {
		limit = browse.MoreCached
	}
	return func() tea.Msg {
		page, err := mem.Cached(ctx, from, limit)
		return CacheRead{Page: page, Err: err}
	}
}

// CacheSaved says whether the list was kept.
type CacheSaved struct{ Err error }

// SaveCache keeps the list for the next start.
func SaveCache(ctx context.Context, mem Memory, change browse.CacheChange) tea.Cmd {
	return func() tea.Msg { return CacheSaved{mem.Cache(ctx, change)} }
}

// DraftSaved says whether a draft was kept; Edit is that of create.SaveDraft.
type DraftSaved struct {
	Edit int
	Err  error
}

// SaveDraft writes a draft; an emptied form forgets its own.
func SaveDraft(ctx context.Context, mem Memory, e create.SaveDraft) tea.Cmd {
	if mem == nil {
		return nil
	}
	return func() tea.Msg {
		if len(e.Draft.Values) == 0 {
			return DraftSaved{Edit: e.Edit, Err: mem.DeleteDraft(ctx, e.Draft.ID)}
		}
		return DraftSaved{Edit: e.Edit, Err: mem.SaveDraft(ctx, e.Draft)}
	}
}

// LeftKept says whether what was typed in a session that is left was kept, and what is Lost
// else.
type LeftKept struct {
	Lost []record.Draft
	Err  error
}

// KeepLeft saves what is typed and what changed in the list of a session that is left.
func KeepLeft(ctx context.Context, mem Memory, drafts []create.SaveDraft, change browse.CacheChange) tea.Cmd {
	return func() tea.Msg {
		var kept LeftKept
		for _, e := range drafts {
			if said, ok := SaveDraft(ctx, mem, e)().(DraftSaved); ok && said.Err != nil {
				kept.Err = said.Err
				kept.Lost = append(kept.Lost, e.Draft)
			}
		}
		_ = mem.Cache(ctx, change)
		return kept
	}
}

// lastWordsWithin is how long the disk is waited for before the program ends.
const lastWordsWithin = time.Second

// LastWords saves what is typed and what changed in the list, and ends the program.
func LastWords(mem Memory, drafts []create.SaveDraft, change browse.CacheChange) tea.Cmd {
	return func() tea.Msg {
		// The root's context may be ending; the disk is waited for all the same.
		ctx, cancel := context.WithTimeout(context.Background(), lastWordsWithin)
		defer cancel()
		for _, e := range drafts {
			SaveDraft(ctx, mem, e)()
		}
		_ = mem.Cache(ctx, change)
		return tea.QuitMsg{}
	}
}
