package calls

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api/record"
	"lipdash/ui/state/browse"
	"lipdash/ui/state/create"
	"lipdash/ui/state/review"
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

// What the line between the panes and the keys that are known are remembered as.
const (
	keptSplit  = "split"
	keptHabits = "habits"
)

// KeepSplit remembers where the user put the line between the panes. What cannot be kept is
// as it was at the next start.
func KeepSplit(ctx context.Context, mem Memory, split int) tea.Cmd {
	return remember(ctx, mem, keptSplit, split)
}

// KeepHabits remembers which keys are known (state/habits). That it cannot is nothing to tell.
func KeepHabits(ctx context.Context, mem Memory, n int) tea.Cmd {
	return remember(ctx, mem, keptHabits, n)
}

// remember keeps a number by its name, where something can be kept.
func remember(ctx context.Context, mem Memory, name string, n int) tea.Cmd {
	if mem == nil {
		return nil
	}
	return func() tea.Msg {
		_ = mem.Remember(ctx, name, n)
		return nil
	}
}

// ViewKept says whether a view of the list was kept, or with Gone forgotten.
type ViewKept struct {
	View record.View
	Gone bool
	Err  error
}

// KeepView keeps a view of the list.
func KeepView(ctx context.Context, mem Memory, v record.View) tea.Cmd {
	return func() tea.Msg { return ViewKept{View: v, Err: mem.SaveView(ctx, v)} }
}

// DropView forgets a view of the list.
func DropView(ctx context.Context, mem Memory, name string) tea.Cmd {
	return func() tea.Msg {
		return ViewKept{View: record.View{Name: name}, Gone: true, Err: mem.DeleteView(ctx, name)}
	}
}

// Reviewed says that reviews are kept, or why they are not; Kept are those that are.
type Reviewed struct {
	Kept review.Reviews
	Err  error
}

// SaveReviews keeps what is thought of jobs.
func SaveReviews(ctx context.Context, mem Memory, reviews review.Reviews) tea.Cmd {
	if len(reviews) == 0 {
		return nil
	}
	return func() tea.Msg {
		if mem == nil {
			return Reviewed{Err: errors.New("the journal is not open yet")}
		}
		err := mem.Review(ctx, reviews)
		return Reviewed{mem.Reviews(), err}
	}
}
