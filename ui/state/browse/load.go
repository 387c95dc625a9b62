package browse

import (
	"slices"
	"time"

	"lipdash/api"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/poll"
	"lipdash/ui/state/store"
)

// Conditions is what of the rest decides whether something may be asked for.
type Conditions struct {
	// Online is true while an account is open whose key is accepted.
	Online bool
	// Listing and Paging tell that a list from the top, or a page, is under way.
	Listing, Paging bool
	// Stalled is true while HeyGen is not heard, or asked to slow down.
	Stalled bool
	// Tight tells whether the calls a minute are nearly used up. Calls are when the
	// account's of the last minute left, oldest first.
	Tight func() bool
	Calls func() []time.Time
	// Keeping is true while there is a place to keep the list in.
	Keeping bool
}

// Due is what is to be done now.
type Due struct {
	// Page is the page to read next, nil for none.
	Page *Page
	// Job is a finished job to read since the cursor stays on it, "" for none.
	Job api.JobID
	// Loaded tells that the load of everything has ended.
	Loaded bool
	// Keep is what is to be written of the list, nil for nothing.
	Keep *CacheChange
}

// Page is a page to ask for.
type Page struct {
	Token string
	Limit int
}

const (
	// fullPage is the most jobs one call lists (api.md 1.1).
	fullPage = 100
	// freePages is how many pages a minute are read at once, before the budget
	// counts: somebody who turns pages does not wait for them.
	freePages = 10
	// loadReserve is how many calls a minute the polls leave to a load under way.
	loadReserve = 5
)

// Due is what is to be done now, and is taken to be done.
func (l *List) Due(s Conditions, now time.Time) Due {
	d := Due{Job: l.restedOn(s, now), Keep: l.Cache.due(s.Keeping, now)}
	l.pageAt = time.Time{}
	if !s.Online || s.Paging || l.pageErr != nil {
		return d
	}
	token, ok := l.wanted()
	again := !ok
	if again {
		token, ok = l.readAgain(s)
	}
	if !ok || token == "" {
		d.Loaded = l.loaded(s)
		return d
	}
	if wait := l.pageWait(s, now); wait > 0 {
		l.pageAt = now.Add(wait)
		return d
	}
	if again {
		l.reloads--
	}
	l.read = append(poll.LastMinute(now, l.read), now)
	d.Page = &Page{token, l.pageSize}
	if l.loading {
		d.Page.Limit = fullPage
	}
	return d
}

// restedOn is the finished job without a link that the cursor has stayed on; running
// through a list asks nothing.
func (l *List) restedOn(s Conditions, now time.Time) api.JobID {
	if l.restAt.IsZero() || now.Before(l.restAt) {
		return ""
	}
	l.restAt = time.Time{}
	id := l.cursor.Job
	if e, ok := l.jobs.Get(id); !ok || !e.NeedsRead && !e.Trimmed || !s.Online || l.cursor != l.restsOn || s.Tight() {
		return ""
	}
	return id
}

// wanted is the cursor of the page to load next: into a gap that fast arrivals tore, the
// one after that on screen so that turning is instant, or what this run has not read yet.
func (l *List) wanted() (token string, ok bool) {
	if token, ok = l.jobs.Gap(); ok {
		return token, true
	}
	if max(l.page+1, l.turning) >= l.jobs.Pages() && l.jobs.HasMore() {
		return l.jobs.More()
	}
	if l.jobs.Cached() > 0 && (l.loading || l.showsCached()) {
		if token, ok = l.jobs.Stale(); ok {
			return token, true
		}
	}
	if l.loading {
		return l.jobs.More()
	}
	return "", false
}

// readAgain is, while everything is read again, the cursor of the next page that the
// newest list did not cover.
func (l *List) readAgain(s Conditions) (token string, ok bool) {
	if l.reloads == 0 || s.Listing || s.Tight() {
		return "", false
	}
	return l.jobs.Stale()
}

// showsCached tells whether the page on screen is an earlier run's.
func (l *List) showsCached() bool {
	if l.Flat() || !l.jobs.Loaded() {
		return false
	}
	ids := l.jobs.Page(l.page)
	return len(ids) > 0 && l.jobs.IsCached(ids[len(ids)-1])
}

// pageWait is how long to wait before the next page is read. What nobody turned to leaves
// room for the polls in the budget of a minute.
func (l *List) pageWait(s Conditions, now time.Time) time.Duration {
	pages := poll.LastMinute(now, l.read)
	switch {
	case l.turning >= 0:
		return 0
	case l.loading && s.Stalled:
		return time.Second
	case !l.loading && len(pages) < freePages:
		return 0
	}
	return pageGap(now, l.budget, pages, s.Calls())
}

// pageGap is how long until another page fits a budget of calls a minute: pages are
// spread evenly over what the other calls of the last minute left of it. The calls
// are all that left, whoever made them, with the pages among them. There stays room
// for what the others call in ten seconds, since they do not ask here.
func pageGap(now time.Time, budget int, pages, calls []time.Time) time.Duration {
	others := max(0, len(calls)-len(pages))
	wait := time.Duration(0)
	if n := len(pages); n > 0 {
		wait = pages[n-1].Add(time.Minute / time.Duration(max(2, budget-others-1))).Sub(now)
	}
	if over := len(calls) - max(1, budget-others/6); over >= 0 {
		wait = max(wait, calls[over].Add(time.Minute).Sub(now))
	}
	return wait
}

// LoadAll begins to load everything, or stops that and says so; key goes on with it. What
// stops a page, an outage or a 429, only makes the load wait.
func (l *List) LoadAll(key string) (stopped string) {
	if l.loading = !l.loading; l.loading {
		l.pageErr = nil
		return ""
	}
	return "stopped: " + format.Count(l.jobs.Len(), "job is", "jobs are") + " loaded, " + key + " continues"
}

// loaded ends the load of everything when there is nothing left to ask for.
func (l *List) loaded(s Conditions) bool {
	if !l.loading || !l.jobs.Loaded() || s.Listing || l.jobs.HasMore() && !l.jobs.Incomplete() {
		return false
	}
	l.loading = false
	return true
}

// Reserved is how many calls a minute the polls leave to the load of everything.
func (l *List) Reserved() int {
	if l.loading {
		return min(loadReserve, l.budget/2)
	}
	return 0
}

// ReadAgain reads all loaded pages again, but the first, which a list brings.
func (l *List) ReadAgain() { l.reloads = max(0, l.jobs.Pages()-1) }

// TryAgain forgets that a page did not come.
func (l *List) TryAgain() { l.pageErr = nil }

// Listed merges a list from the top. The cursor goes to the top with the first one, unless
// a key was pressed since the account was opened.
func (l *List) Listed(seq store.Seq, page api.JobPage, now time.Time) (store.Merge, Move) {
	first, cached := !l.jobs.Loaded(), l.jobs.Len() > 0
	m := l.jobs.ApplyFirstPage(seq, page, now)
	if first && cached && l.Untouched() {
		return m, Top
	}
	return m, Stay
}

// PageFailed notes why a page did not come. startOver is true when its cursor is not
// accepted any more, told when somebody waited for the page.
func (l *List) PageFailed(err error) (startOver, told bool) {
	waited := l.turning >= 0
	l.turning, l.pageErr = -1, err
	if tokenRefused(err) {
		l.jobs.TokenRefused()
		l.pageErr = nil
		return true, false
	}
	return false, waited
}

// tokenRefused tells whether an answer says that the cursor is not accepted any more
// (api.md 9, no. 19).
func tokenRefused(err error) bool {
	return slices.Contains([]int{400, 404, 410}, api.As(err).Status)
}
