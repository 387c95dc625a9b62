// Package browse decides which rows are shown, in which order and on which page, and
// what of the account is loaded next: turning pages, the filter and the sort, groups of
// failures, the view that stands still, what came in above the screen, loading
// everything, and the list that is kept for the next start.
//
// It must never know how a row is drawn, nor who asks HeyGen: it says which call or
// write is due, and is told what came of it. The cursor, the marks and the scroll
// position are the list widget's, and are handed in.
//
// A query is a walk over all loaded jobs. What it reads of them (facts.go) is folded once
// and stands beside the store; store.TakeChanges says which of it is to be made anew.
//
// A text is words. A job matches when each of them is somewhere in its title, its
// callback id, the reason of its failure or its id; a short word only at the beginning of
// the id, for any two digits are somewhere in most ids. Only when no job matches are
// those shown that have the letters of each word in order and close to each other:
// somebody who types a part of a name wants what has it, and not a screen of guesses
// behind it.
package browse

import (
	"time"

	"lipdash/api"
	"lipdash/api/submission"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/state/store"
)

// List is the list of one account as it is looked at.
type List struct {
	finder
	// Keys are those that its words name.
	Keys action.Keys
	// Cache is the list of the last run, and what is kept of this one.
	Cache Cache
	// Views are ways to look at it that have names.
	Views Views

	// waiting are the submissions that stand on top of the jobs, oldest first.
	waiting          func() []Waiting
	pageSize, budget int
	// page is the page on screen, from 0. turning is the one to turn to once it has
	// arrived, -1 for none.
	page, turning int
	// pageErr is why the page read last did not come; nothing more is read ahead then.
	pageErr error

	// loading is true while everything is loaded; reloads is how many loaded pages are
	// still to be read again.
	loading bool
	reloads int
	// read is when the pages of the last minute were asked for, oldest first, pageAt
	// when the next one may be, zero for no moment.
	read   []time.Time
	pageAt time.Time

	// opened is when the account was; back is where its cursor was before that.
	opened  time.Time
	back    Place
	cursor  action.RowID
	lastKey time.Time
	// restsOn is the row the cursor went to last, restAt when it has stayed there for
	// long enough for its job to be read.
	restsOn action.RowID
	restAt  time.Time
	// from is where the cursor was before the filter was typed.
	from action.RowID
	// touched is the list widget's count of marks when what is left out last changed.
	touched int

	arrived map[api.JobID]struct{}
	frozen  *frozen
	// missed are the jobs that changed while the view stood still, until missedUntil.
	missed      map[api.JobID]bool
	missedUntil time.Time
}

// Place is where somebody was in the list.
type Place struct {
	Cursor action.RowID
	// Since is when it was left, zero for no place.
	Since time.Time
	Query Query
	// Touched is the list widget's count of marks then.
	Touched int
}

// New is the list of the jobs in a store, of so many a page, with so many calls a minute
// for everything, and what waits on top of them.
func New(jobs *store.Store, waiting func() []Waiting, pageSize, budget int, now time.Time) *List {
	return &List{
		finder: newFinder(jobs), Cache: newCache(jobs), waiting: waiting, pageSize: pageSize, budget: budget, turning: -1,
		opened: now, arrived: map[api.JobID]struct{}{}, Keys: action.UsualKeys(),
	}
}

// Return comes back to a place where another list of the account was left, as soon as it
// is loaded.
func (l *List) Return(to Place) {
	l.back = to
	if to.Query.Active() {
		l.Ask(to.Query, action.RowID{}, to.Touched)
	}
}

// Left is where the list is left, for another that comes back to it.
func (l *List) Left(cursor action.RowID, touched int, now time.Time) Place {
	if cursor == (action.RowID{}) {
		cursor = l.back.Cursor
	}
	return Place{Cursor: cursor, Since: now, Query: l.query, Touched: touched}
}

// Waiting is a submission that is no job yet.
type Waiting struct {
	ID    submission.ID
	Title string
}

// User is where the user is, and since when.
type User struct {
	Cursor action.RowID
	// LastKey is when a key was last pressed.
	LastKey time.Time
	// Finding is true while a filter is typed, or failures are looked at by reason.
	Finding bool
	// Ahead is how far HeyGen's clock is ahead of this machine's.
	Ahead time.Duration
}

const (
	// quietFor is how long no key is pressed before rows that changed move.
	quietFor = 2 * time.Second
	// restFor is how long the cursor stays on a job before it is read.
	restFor = 300 * time.Millisecond
)

// CatchUp takes over what became of the store, as far as rows may move now. It returns
// the row to put the cursor on, when it comes back to one.
func (l *List) CatchUp(user User, now time.Time) (back action.RowID, ok bool) {
	l.lastKey, l.ahead, l.cursor = user.LastKey, user.Ahead, user.Cursor
	l.Cache.note(l.take())
	l.watch(l.query.Active() || user.Finding)
	l.refresh(now.Sub(l.lastKey) < quietFor, user.Cursor.Job)
	l.follow(user.Cursor)
	return l.comeBack()
}

// take passes on what became of the store, and returns of which jobs.
func (l *List) take() []api.JobID {
	c := l.jobs.TakeChanges()
	for _, id := range c.IDs {
		if page, _, held := l.jobs.PageOf(id); held && page == 0 && l.facts[id] == nil {
			l.arrived[id] = struct{}{}
		}
	}
	l.took(c)
	return c.IDs
}

// comeBack is the row the cursor was on before the account was opened, once it is
// listed, unless a key was pressed meanwhile.
func (l *List) comeBack() (action.RowID, bool) {
	row := l.back.Cursor
	if row == (action.RowID{}) || l.lastKey.After(l.back.Since) {
		l.back.Cursor = action.RowID{}
		return action.RowID{}, false
	}
	page, _, listed := l.jobs.PageOf(row.Job)
	if !listed || l.frozen != nil {
		return action.RowID{}, false
	}
	if _, shown := l.whereShown(row.Job); l.Flat() && !shown {
		return action.RowID{}, false
	}
	l.page, l.back.Cursor = page, action.RowID{}
	return row, true
}

// Untouched tells whether no key was pressed since the account was opened: then the list
// stands at its top whatever comes in.
func (l *List) Untouched() bool { return !l.lastKey.After(l.opened) && l.back.Since.IsZero() }

// Next is when something is due, zero for no moment.
func (l *List) Next() time.Time {
	return format.Earliest(l.pageAt, l.restAt, l.movesAt(), l.Cache.dueAt)
}

// movesAt is when rows that changed go to their places.
func (l *List) movesAt() time.Time {
	if !l.watched || !l.waits(l.cursor.Job) {
		return time.Time{}
	}
	return l.lastKey.Add(quietFor)
}

// brightFor is how long a row that changed state is brighter.
const brightFor = 2 * time.Second

// Bright tells whether a job changed state a moment ago, or while the view stood still
// until then.
func (l *List) Bright(id api.JobID, now time.Time) bool {
	if l.missed[id] && now.Before(l.missedUntil) {
		return true
	}
	e, _ := l.jobs.Get(id)
	n := len(e.History)
	return n > 1 && now.Sub(e.History[n-1].At) < brightFor
}

// Shining tells whether a row may be bright, so that it is to be drawn anew when it is
// not any more; last is when a job last changed state.
func (l *List) Shining(last, now time.Time) bool {
	return now.Before(l.missedUntil) || now.Sub(last) < brightFor
}
