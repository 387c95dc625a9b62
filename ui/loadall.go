package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/format"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/poll"
)

// loading is the background load of the whole account, a page of a hundred at a
// time. What stops a page, an outage or a 429, only makes it wait.
type loading struct {
	on bool
	// id is the number of the timer that asks for the next page, armed whether it
	// runs.
	id    int
	armed bool
	// pages is when those of the last minute were asked for, oldest first.
	pages []time.Time
}

// pageDueMsg comes when the next page may be asked for.
type pageDueMsg struct{ id int }

// loadAll begins to load everything, or stops that.
func (m *Model) loadAll() tea.Cmd {
	switch {
	case !m.isOpen():
		return nil
	case m.loading.on:
		m.loading.on = false
		return m.say(statusbar.Info, "stopped: "+format.Count(m.store.Len(), "job is", "jobs are")+" loaded, A goes on")
	}
	m.loading.on = true
	m.pageErr = nil
	return nil
}

// loadedAll ends the load when there is nothing left to ask for.
func (m *Model) loadedAll() tea.Cmd {
	if !m.loading.on || !m.store.Loaded() || m.flights.flying("list") || m.store.HasMore() && !m.store.Incomplete() {
		return nil
	}
	m.loading.on = false
	if m.store.Incomplete() {
		return m.warn(format.Count(m.store.Len(), "job is", "jobs are") + " loaded, HeyGen gave no way to load the rest")
	}
	return m.say(statusbar.Good, "all loaded: "+format.Count(m.store.Len(), "job", "jobs"))
}

// loadingText is the progress line.
func (m *Model) loadingText() string {
	n := format.Number(m.store.Len()-m.store.Cached()) + " so far"
	if m.pausedFor() > 0 || m.poll.Failures() > 0 || m.pageErr != nil {
		return "loading waits: " + n + ", A stops"
	}
	return "loading: " + n + ", A stops"
}

// prefetch loads the page after the one on screen, so that turning is instant,
// and closes a gap that fast arrivals tore into the list.
func (m *Model) prefetch() tea.Cmd {
	if !m.isOpen() || m.poll.Refused() != nil || m.flights.flying("page") || m.pageErr != nil {
		return nil
	}
	token, ok := m.wantedPage()
	again := !ok
	if again {
		token, ok = m.resyncPage()
	}
	if !ok || token == "" {
		return m.loadedAll()
	}
	if wait := m.pageWait(); wait > 0 {
		return m.armPage(wait)
	}
	if again {
		m.reloads--
	}
	ctx, seq := m.launch("page")
	m.loading.pages = append(poll.LastMinute(m.now, m.loading.pages), m.now)
	return m.guarded(listJobs(ctx, m.Client, seq, m.pageLimit(), token))
}

// wantedPage is the cursor of the page to load next: into a gap, ahead of the
// one on screen, or of what this run has not read yet.
func (m *Model) wantedPage() (token string, ok bool) {
	if token, ok = m.store.Gap(); ok {
		return token, true
	}
	if max(m.page+1, m.turning) >= m.store.Pages() && m.store.HasMore() {
		return m.store.More()
	}
	if m.loading.on || m.showsCached() {
		return m.unreadPage()
	}
	return "", false
}

// resyncPage is, while everything is read again, the cursor of the next page that
// the newest list did not cover.
func (m *Model) resyncPage() (token string, ok bool) {
	if m.reloads == 0 || m.flights.flying("list") || m.tight() {
		return "", false
	}
	return m.store.Stale()
}

// unreadPage is the cursor of what this run has not read yet: the rows of an
// earlier one, then what follows the last row.
func (m *Model) unreadPage() (token string, ok bool) {
	if m.store.Cached() > 0 {
		if token, ok = m.store.Stale(); ok {
			return token, true
		}
	}
	if m.loading.on {
		return m.store.More()
	}
	return "", false
}

// showsCached tells whether the page on screen is an earlier run's.
func (m *Model) showsCached() bool {
	if m.store.Cached() == 0 || m.flat() || !m.store.Loaded() {
		return false
	}
	ids := m.store.Page(m.page)
	return len(ids) > 0 && m.store.IsCached(ids[len(ids)-1])
}

// fullPage is the most jobs one call lists (api.md 1.1).
const fullPage = 100

func (m *Model) pageLimit() int {
	if m.loading.on {
		return fullPage
	}
	return m.opts.PageSize
}

// freePages is how many pages a minute are read at once, before the budget
// counts: somebody who turns pages does not wait for them.
const freePages = 10

// pageWait is how long to wait before the next page is read. What nobody turned
// to leaves room for the polls in the budget of a minute.
func (m *Model) pageWait() time.Duration {
	l, pages := &m.loading, poll.LastMinute(m.now, m.loading.pages)
	switch {
	case m.turning >= 0:
		return 0
	case l.on && (m.poll.Failures() > 0 || m.pausedFor() > 0):
		return time.Second
	case !l.on && len(pages) < freePages:
		return 0
	}
	return pageGap(m.now, m.opts.CallBudget, pages, m.Client.RecentCalls())
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

func (m *Model) armPage(wait time.Duration) tea.Cmd {
	if m.loading.armed {
		return nil
	}
	m.loading.armed = true
	m.loading.id++
	return m.guarded(after(wait, pageDueMsg{m.loading.id}))
}

// pageDue has reconcile ask for the page.
func (m *Model) pageDue(msg pageDueMsg) tea.Cmd {
	if msg.id == m.loading.id {
		m.loading.armed = false
	}
	return nil
}

// loadReserve is how many calls a minute the polls leave to a load under way.
const loadReserve = 5

func (m *Model) reserved() int {
	if m.loading.on {
		return min(loadReserve, m.opts.CallBudget/2)
	}
	return 0
}
