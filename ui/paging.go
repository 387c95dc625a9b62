package ui

import (
	"errors"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/kit/action"
)

// reconcile runs after every message: the panes are made to fit what changed, and
// whatever follows from the new state is started.
func (m *Model) reconcile() tea.Cmd {
	if m.width == 0 {
		return nil
	}
	m.place()
	m.keepTitles()
	m.recallFailures()
	if m.detailFocus || m.screen == screenJob {
		m.store.Look(m.list.Cursor().Job)
	}
	before := m.lastCursor
	moved := m.noteChanges()
	m.followCursor()
	m.holdView()
	m.recallPlace()
	m.list.Fit(m.rows())
	m.seeArrivals()
	m.showDetail()
	m.showTransfers()
	m.showFailures()
	m.showActivity()
	cmds := []tea.Cmd{moved, m.prefetch(), m.saveCache(), m.hurryClock(), m.perform(m.form.Ask()), m.watchForm(), m.askJournal(m.ctx, m.visible(), m.now), m.freshenBalance()}
	if m.transfers.MayAsk(m.now) {
		cmds = append(cmds, m.readSaved(m.visible()))
	}
	if c := m.list.Cursor(); c != before && c != (action.RowID{}) {
		m.lastCursor = c
		cmds = append(cmds, m.guarded(after(restFor, cursorRestedMsg{c})))
	}
	return tea.Batch(cmds...)
}

// followCursor keeps the page on screen the one that holds the cursor's job,
// however pages were split since.
func (m *Model) followCursor() {
	if m.frozen != nil {
		return
	}
	if m.local(m.list.Cursor()) != nil {
		m.page = 0
	} else if page, _, ok := m.store.PageOf(m.list.Cursor().Job); ok {
		m.page = page
	}
	m.page = max(0, min(m.page, m.store.Pages()-1))
}

// nextPage turns to the next page, or remembers to once it has arrived; pressed
// again while it waits it means the page after that.
func (m *Model) nextPage() tea.Cmd {
	if m.flat() {
		return m.flatNext()
	}
	next := max(m.page, m.turning) + 1
	switch {
	case next < m.store.Pages():
		m.turnTo(next, false)
	case m.store.HasMore():
		m.pageErr = nil
		m.turning = next
	}
	return nil
}

// pageArrived turns to the page that was waited for, or to the last one when
// the list ends before it.
func (m *Model) pageArrived() {
	switch last := m.store.Pages() - 1; {
	case m.turning < 0:
	case m.flat():
		m.turning = -1
	case m.turning <= last:
		m.turnTo(m.turning, false)
	case !m.store.HasMore():
		m.turnTo(last, false)
	}
}

func (m *Model) prevPage(toLast bool) tea.Cmd {
	if m.flat() {
		return m.flatPrev()
	}
	if m.page > 0 {
		m.turnTo(m.page-1, toLast)
	}
	return nil
}

// firstPage goes to the very top, where the pages are split anew: nobody is
// looking at the middle of one.
func (m *Model) firstPage() tea.Cmd {
	if m.flat() {
		m.list.Edge(false, m.rows())
		return nil
	}
	if m.page == 0 && m.store.Pages() > 0 && m.list.Above() == 0 || len(m.arrived) > 0 {
		m.store.Repage()
	}
	m.turnTo(0, false)
	clear(m.arrived)
	return nil
}

// closeRanks fills a page up from the next ones after deletes: when many jobs went at
// once, or one after the other less than half of the page is left. What moves is below
// the cursor, or goes to another page with it.
func (m *Model) closeRanks(gone int) {
	left, whole := len(m.store.Page(m.page)), m.opts.PageSize
	if m.frozen == nil && !m.flat() && m.page < m.store.Pages()-1 && (gone > 1 && left < whole || left < whole/2) {
		m.store.Repage()
	}
}

func (m *Model) turnTo(page int, toLast bool) {
	m.turning = -1
	m.page = page
	m.list.Edge(toLast, m.rows())
}

// tokenRefused tells whether an answer says that the cursor is not accepted
// any more (api.md 9, no. 19).
func tokenRefused(err error) bool {
	var e *api.Error
	return errors.As(err, &e) && (e.Status == 400 || e.Status == 404 || e.Status == 410)
}
