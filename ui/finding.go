package ui

import (
	"iter"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/overlay/filterline"
	"lipdash/ui/state/find"
	"lipdash/ui/state/store"
)

// finding is what narrows and orders the list.
type finding struct {
	index *find.Index
	// line is open while the filter is typed; from is where the cursor stood
	// before, to go back to when the filter is cleared there.
	line *filterline.Line
	from action.RowID
	// waiting is the number of the timer that puts changed rows in their places,
	// due whether it is armed.
	waiting int
	armed   bool
	// touched tells which of marks and filter is newer: it is the list's as it was
	// when what is left out last changed.
	touched int
}

// quietFor is how long no key is pressed before rows that changed move.
const quietFor = 2 * time.Second

// rowsMayMoveMsg comes when the keys may have been left alone for long enough.
type rowsMayMoveMsg struct{ id int }

// flat tells whether the list is one list over all that is loaded, because it is
// filtered or sorted; else it shows HeyGen's pages.
func (m *Model) flat() bool { return m.finding.index.Query().Active() }

// noteChanges passes on what the store's rows have become.
func (m *Model) noteChanges() tea.Cmd {
	c := m.store.TakeChanges()
	x := m.finding.index
	for _, id := range c.IDs {
		if e, ok := m.store.Get(id); ok {
			if !x.Has(id) {
				m.noteArrival(id)
			}
			x.Put(m.facts(e))
		} else {
			x.Drop(id)
		}
	}
	m.cache.note(c.IDs)
	var list iter.Seq[api.JobID]
	if c.Moved && x.Watching() {
		list = m.store.All()
	}
	quiet := m.now.Sub(m.poll.LastKey())
	x.Refresh(list, c.Unmoved, quiet < quietFor, m.list.Cursor().Job)
	if !x.Watching() || m.finding.armed || !x.Waiting(m.list.Cursor().Job) {
		return nil
	}
	m.finding.armed = true
	m.finding.waiting++
	return m.guarded(after(max(quietFor-quiet, 0)+time.Millisecond, rowsMayMoveMsg{m.finding.waiting}))
}

// rowsMayMove has reconcile look again.
func (m *Model) rowsMayMove(msg rowsMayMoveMsg) tea.Cmd {
	if msg.id == m.finding.waiting {
		m.finding.armed = false
	}
	return nil
}

// facts are what of a job is looked at. A job that was not seen to change has
// been in its state since it was made, as far as anybody here knows.
func (m *Model) facts(e store.Entry) find.Facts {
	f := find.Facts{
		ID: e.Job.ID, Title: e.Job.Title, CallbackID: shownCallback(e.Job), Failure: format.RedactText(e.Job.FailureMessage),
		Status: e.Job.Status, Unseen: e.Unseen, Length: e.Job.Duration, Changed: m.made(e.Job),
	}
	if n := len(e.History); n > 1 {
		f.Changed = e.History[n-1].At
	}
	return f
}

// ask shows what matches a query. The cursor stays on its job if that does, else
// it goes to the first that does.
func (m *Model) ask(change func(*find.Query)) tea.Cmd {
	x := m.finding.index
	if !x.Watching() {
		x.Watch(m.store.All())
	}
	was := x.Query()
	q := was
	change(&q)
	x.Ask(q)
	if q.Text != was.Text || q.State != was.State || q.Reason != was.Reason {
		m.finding.touched = m.list.Touched()
	}
	m.turning = -1
	if m.frozen != nil {
		// What is asked for now is held from now on.
		m.frozen.pages = map[int]*frozenRows{}
	}
	if !q.Active() && m.finding.line == nil && m.screen != screenFailures {
		x.Rest()
	}
	m.followCursor()
	if _, ok := m.rows().Index(m.list.Cursor()); !ok {
		m.list.Edge(false, m.rows())
	}
	return nil
}

func (m *Model) openFilter() tea.Cmd {
	m.finding.line = filterline.New(m.keys, m.finding.index.Query().Text)
	m.finding.from = m.list.Cursor()
	return m.ask(func(*find.Query) {})
}

func (m *Model) filter(text string) tea.Cmd {
	return m.ask(func(q *find.Query) { q.Text = text })
}

// endFilter closes the line. Cleared, the cursor goes back to where it was.
func (m *Model) endFilter(clear bool) tea.Cmd {
	m.finding.line = nil
	cmd := m.ask(func(q *find.Query) {
		if clear {
			q.Text = ""
		}
	})
	if clear {
		if page, _, ok := m.store.PageOf(m.finding.from.Job); ok && !m.flat() {
			m.page = page
		}
		m.list.Goto(m.finding.from, m.rows())
	}
	return cmd
}

// clearFilter shows everything again.
func (m *Model) clearFilter() {
	if m.finding.index.Query().Filters() {
		m.ask(func(q *find.Query) { q.Text, q.State, q.Reason = "", find.All, "" })
	}
}

func (m *Model) filterState() tea.Cmd {
	return m.ask(func(q *find.Query) { q.State = q.State.Next() })
}

func (m *Model) nextSort() tea.Cmd {
	return m.ask(func(q *find.Query) { q.Sort, q.Reverse = q.Sort.Next(), false })
}

func (m *Model) reverseSort() tea.Cmd {
	return m.ask(func(q *find.Query) { q.Reverse = !q.Reverse })
}

// filterKey is a key while the filter is typed: text, or a move of the cursor.
func (m *Model) filterKey(k tea.KeyPressMsg) action.Action {
	act, done, handled := m.finding.line.Key(k)
	if done {
		m.finding.line = nil
	}
	if handled {
		return act
	}
	switch m.keys.Lookup(k.String(), keymap.Move) {
	case keymap.Down, keymap.Up, keymap.PageDown, keymap.PageUp:
		act, _ = m.list.Key(k.String(), m.rows())
		return act
	}
	return nil
}
