package ui

import (
	tea "charm.land/bubbletea/v2"

	"lipdash/ui/calls"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/nav"
	"lipdash/ui/overlay/filterline"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/browse"
	"lipdash/ui/state/poll"
)

// Which rows are shown and what is loaded next is decided by state/browse. Here its
// answers move the cursor and become calls.

// catchUp makes the list fit what the store holds, and does what is due.
func (m *Model) catchUp() tea.Cmd {
	back, ok := m.browse.CatchUp(browse.User{
		Cursor: m.list.Cursor(), LastKey: m.poll.LastKey(),
		Finding: m.filterLine != nil || m.Screen == nav.Failures, Ahead: m.clockOffset(),
	}, m.now)
	away := m.Screen != nav.Jobs && m.Screen != nav.Job
	m.kept.Rows(m.source(), m.browse.Hold(m.list.Above(), m.height, away))
	if ok {
		m.list.Goto(back, m.rows())
	}
	m.list.Fit(m.rows())
	m.browse.Saw(m.list.Cursor(), m.list.Above(), m.now)
	return m.browseDue(m.browse.Due(m.listConditions(), m.now))
}

func (m *Model) listConditions() browse.Conditions {
	s := browse.Conditions{
		Online: m.isOpen() && m.poll.Refused() == nil, Listing: m.requests.UnderWay(poll.ListKey), Paging: m.requests.UnderWay(pageKey),
		Stalled: m.stalled(m.now), Keeping: m.memory != nil, Tight: func() bool { return m.poll.Tight(m.pollConditions()) },
	}
	if m.isOpen() {
		s.Calls = m.Client.RecentCalls
	}
	return s
}

// browseDue turns what is due into calls and words.
func (m *Model) browseDue(d browse.Due) tea.Cmd {
	var cmds []tea.Cmd
	if d.Page != nil {
		ctx, r := m.begin(pageKey)
		cmds = append(cmds, m.guarded(calls.ListJobs(ctx, m.Client, r, d.Page.Limit, d.Page.Token)))
	}
	if d.Job != "" {
		cmds = append(cmds, m.read(d.Job))
	}
	if d.Keep != nil {
		d.Keep.ClockOffset = m.clockOffset()
		cmds = append(cmds, m.guarded(calls.SaveCache(m.ctx, m.memory, *d.Keep)))
	}
	if d.Loaded && m.store.Incomplete() {
		cmds = append(cmds, m.warn(format.Count(m.store.Len(), "job is", "jobs are")+" loaded, HeyGen gave no way to load the rest"))
	} else if d.Loaded {
		cmds = append(cmds, m.say(statusbar.Good, m.browse.AllLoaded()))
	}
	return tea.Batch(cmds...)
}

// move moves the cursor where the list wants it.
func (m *Model) move(to browse.Move) tea.Cmd {
	switch to {
	case browse.Top, browse.Bottom:
		m.list.Edge(to == browse.Bottom, m.rows())
	case browse.ScreenDown:
		m.list.Screen(1, m.rows())
	case browse.ScreenUp:
		m.list.Screen(-1, m.rows())
	case browse.Stay:
	}
	return nil
}

// setQuery shows what matches a query. The cursor stays on its job if that does, else
// it goes to the first that does; on the first it stays on the first when the order changes.
func (m *Model) setQuery(q browse.Query) {
	at, _ := m.rows().Index(m.list.Cursor())
	first := at == 0 && !q.OrderedAs(m.browse.Query())
	m.browse.Ask(q, m.list.Cursor(), m.list.Touched())
	if _, ok := m.rows().Index(m.list.Cursor()); !ok || first {
		m.list.Edge(false, m.rows())
	}
}

// find performs the actions that change what is looked for.
func (m *Model) find(a action.Action) tea.Cmd {
	q, to := m.browse.Query(), browse.Stay
	switch a := a.(type) {
	case action.AskFilter:
		m.filterLine = filterline.New(m.keys, q.Text)
		m.browse.OpenFilter(m.list.Cursor())
	case action.Filter:
		q.Text = a.Text
	case action.EndFilter:
		m.filterLine = nil
		if a.Clear {
			// The cursor goes back to where it was.
			m.list.Goto(m.browse.ClearFilter(m.list.Cursor(), m.list.Touched()), m.rows())
			return nil
		}
	case action.FilterState:
		q.State = q.State.Next()
	case action.FilterReason:
		m.HomeFrom(nav.Failures)
		q.Text, q.State, q.Reason = "", browse.All, a.Reason
		to = browse.Top
	case action.NextSort:
		q, to = q.SortedBy(a.Column)
	case action.ReverseSort:
		q.Reverse = !q.Reverse
	}
	m.setQuery(q)
	return m.move(to)
}

// nextEsc is what esc takes off the list next.
func (m *Model) nextEsc() browse.EscTarget {
	return m.browse.NextEsc(browse.Marks{
		Any: m.list.Marks() > 0 || m.edits.Failures() > 0, Shown: m.list.MarksShown(m.rows()), Touched: m.list.Touched(), Group: m.Under() == nav.Failures,
	})
}

// takeOff takes off the list what esc takes off next.
func (m *Model) takeOff() tea.Cmd {
	switch next := m.nextEsc(); next {
	case browse.EscNothing:
	case browse.EscMarks:
		m.list.ClearMarks()
		m.edits.ForgetAllFailures()
	case browse.EscGroup:
		m.Back()
		fallthrough
	case browse.EscFilter, browse.EscSort:
		m.setQuery(m.browse.Without(next))
	}
	return nil
}

func (m *Model) applyJobsListed(msg calls.JobsListed) tea.Cmd {
	if msg.Token != "" {
		return m.applyNextPage(msg)
	}
	if msg.Err != nil {
		return m.answered(msg.Key, msg.Err)
	}
	merged, to := m.browse.Listed(msg.Seq, msg.Page, m.now)
	m.move(to)
	m.tellMemory(msg.Page.Jobs...)
	return tea.Batch(m.merged(merged), m.answered(msg.Key, nil))
}

func (m *Model) applyNextPage(msg calls.JobsListed) tea.Cmd {
	if msg.Err != nil {
		switch startOver, told := m.browse.PageFailed(msg.Err); {
		case startOver:
			return m.polls(m.poll.Refresh)
		case told:
			return m.failed("could not load the next page", msg.Err)
		}
		return nil // it was fetched ahead; a round that succeeds tries again
	}
	m.browse.TryAgain()
	merged := m.store.ApplyNextPage(msg.Seq, msg.Token, msg.Page, m.now)
	m.tellMemory(msg.Page.Jobs...)
	cmd := m.merged(merged)
	m.move(m.browse.Arrived())
	return cmd
}

// markJobs marks the failures of a reason, or takes their marks off.
func (m *Model) markJobs(a action.MarkJobs) tea.Cmd {
	n := format.Count(len(a.IDs), "job", "jobs")
	if a.Off {
		m.list.Unmark(action.JobRows(a.IDs...))
		return m.say(statusbar.Info, n+" no longer marked")
	}
	m.list.Mark(action.JobRows(a.IDs...))
	return m.say(statusbar.Info, n+" marked")
}
