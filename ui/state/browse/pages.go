package browse

import (
	"lipdash/ui/kit/action"
)

// Move is where the cursor goes.
type Move int

// Nowhere, to the first or last row on screen's page, or a screen on or back.
const (
	Stay Move = iota
	Top
	Bottom
	ScreenDown
	ScreenUp
)

// Flat tells whether the list is one list over all that is loaded, because it is filtered
// or sorted; else it shows HeyGen's pages.
func (l *List) Flat() bool { return l.query.Active() }

// Page is the number of the page on screen, from 0.
func (l *List) Page() int { return l.page }

// follow keeps the page on screen the one that holds the cursor's row, however pages were
// split since.
func (l *List) follow(cursor action.RowID) {
	if l.frozen != nil {
		return
	}
	if cursor.Submission != "" {
		l.page = 0
	} else if page, _, ok := l.jobs.PageOf(cursor.Job); ok {
		l.page = page
	}
	l.page = max(0, min(l.page, l.jobs.Pages()-1))
}

// NextPage turns to the next page, or remembers to once it has arrived; pressed again
// while it waits it means the page after that. A flat list goes a screen on, or loads
// more at its end.
func (l *List) NextPage(atEnd bool) Move {
	next := max(l.page, l.turning) + 1
	switch {
	case l.Flat() && !atEnd:
		return ScreenDown
	case !l.Flat() && next < l.jobs.Pages():
		return l.turnTo(next, Top)
	case l.jobs.HasMore() && l.Flat():
		l.pageErr, l.turning = nil, l.jobs.Pages()
	case l.jobs.HasMore():
		l.pageErr, l.turning = nil, next
	}
	return Stay
}

// PrevPage turns back, to the row it is told.
func (l *List) PrevPage(to Move) Move {
	switch {
	case l.Flat():
		return ScreenUp
	case l.page > 0:
		return l.turnTo(l.page-1, to)
	}
	return Stay
}

// FirstPage goes to the very top, where the pages are split anew: nobody is looking at
// the middle of one. above is how many rows of the page are hidden above the screen.
func (l *List) FirstPage(above int) Move {
	if l.Flat() {
		return Top
	}
	if l.page == 0 && l.jobs.Pages() > 0 && above == 0 || len(l.arrived) > 0 {
		l.jobs.Repage()
	}
	clear(l.arrived)
	return l.turnTo(0, Top)
}

// StayHere gives up the page that is waited for.
func (l *List) StayHere() { l.turning = -1 }

// Show turns to the page of a row; found tells whether it is loaded. A filter that hides
// it is taken off, touched being the list widget's count of marks.
func (l *List) Show(row action.RowID, touched int) (found bool) {
	page, _, listed := l.jobs.PageOf(row.Job)
	if listed {
		l.page = page
	}
	if _, shown := l.Rows().Index(row); !shown && l.query.Filters() {
		l.Ask(l.query.everything(), row, touched)
	}
	return listed
}

// ShowTop turns to the first page, where what is made stands.
func (l *List) ShowTop() { l.page = 0 }

// turnTo puts a page on screen.
func (l *List) turnTo(page int, to Move) Move {
	l.turning, l.page = -1, page
	return to
}

// Arrived turns to the page that was waited for, or to the last one when the list ends
// before it.
func (l *List) Arrived() Move {
	switch last := l.jobs.Pages() - 1; {
	case l.turning < 0:
	case l.Flat():
		l.turning = -1
	case l.turning <= last:
		return l.turnTo(l.turning, Top)
	case !l.jobs.HasMore():
		return l.turnTo(last, Top)
	}
	return Stay
}

// Removed fills a page up from the next ones: when many jobs went at once, or one after
// the other less than half of the page is left. What moves is below the cursor, or goes
// to another page with it.
func (l *List) Removed(gone int) {
	left, whole := len(l.jobs.Page(l.page)), l.pageSize
	if l.frozen == nil && !l.Flat() && l.page < l.jobs.Pages()-1 && (gone > 1 && left < whole || left < whole/2) {
		l.jobs.Repage()
	}
}

// Ask shows what matches a query. touched is the list widget's count of marks.
func (l *List) Ask(q Query, cursor action.RowID, touched int) {
	was := l.query
	l.ask(q)
	if q.Text != was.Text || q.State != was.State || q.Reason != was.Reason {
		l.touched = touched
	}
	l.turning = -1
	if l.frozen != nil {
		// What is asked for now is held from now on.
		l.frozen.pages = map[int]*held{}
	}
	l.follow(cursor)
}

// OpenFilter notes where the cursor is before the filter is typed.
func (l *List) OpenFilter(cursor action.RowID) { l.from = cursor }

// ClearFilter ends the filter where it is typed, and returns the row the cursor was on
// before.
func (l *List) ClearFilter(cursor action.RowID, touched int) (from action.RowID) {
	q := l.query
	q.Text = ""
	l.Ask(q, cursor, touched)
	if page, _, ok := l.jobs.PageOf(l.from.Job); ok && !l.Flat() {
		l.page = page
	}
	return l.from
}
