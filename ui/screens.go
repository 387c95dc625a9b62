package ui

import (
	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/nav"
	"lipdash/ui/pane/joblist"
)

// scope is one of those that are offered a key.
type scope struct {
	// bindings are whose keys have a meaning here, as the palette lists them.
	bindings []keymap.Scope
	key      func(k tea.KeyPressMsg) (act action.Action, handled bool)
	// typing tells whether letters are text here; paste is nil where nothing is pasted.
	typing bool
	paste  func(text string) action.Action
	// hints are for the footer.
	hints func() []keymap.Hint
	// closed keeps what it does not know to itself; else the next scope is offered it.
	closed bool
}

// scopes are who is offered a key now, innermost first: the layer on top of the screen
// alone, or what has the focus on the screen, and then everywhere.
func (m *Model) scopes() []scope {
	if top := m.layers.Top(); top != nil {
		return []scope{{
			key:    func(k tea.KeyPressMsg) (action.Action, bool) { return m.layers.Key(k, m.now) },
			typing: m.layers.Typing(),
			paste:  func(text string) action.Action { m.layers.Paste(text); return nil },
			hints:  top.Hints, closed: true,
		}}
	}
	return m.screenScopes()
}

// screenScopes are those of the screen: a screen is a case here, one in drawBody and one in
// drawHeader.
func (m *Model) screenScopes() []scope {
	everywhere := scope{bindings: []keymap.Scope{keymap.Global}, key: named(action.Everywhere(m.keys, m.Screen == nav.Jobs && !m.DetailFocus))}
	hints := func() []keymap.Hint { return m.detail.Hints(m.source().Fit([]action.RowID{m.list.Cursor()}, false)) }
	oneJob := scope{bindings: []keymap.Scope{keymap.Jobs, keymap.Detail}, key: named(m.jobKey), hints: hints}
	switch m.Screen {
	case nav.Form:
		return []scope{{
			bindings: []keymap.Scope{keymap.Form}, key: m.form.Key, typing: m.form.Typing(), paste: m.form.Paste, hints: m.form.Hints,
		}, everywhere}
	case nav.FirstRun:
		return []scope{{
			bindings: []keymap.Scope{keymap.Form}, key: m.firstRun.Key, typing: m.firstRun.Typing(), paste: silently(m.firstRun.Paste), hints: m.firstRun.Hints,
		}, everywhere}
	case nav.Batches:
		return []scope{{bindings: []keymap.Scope{keymap.Batches}, key: named(m.batch.Key), hints: m.batch.Hints}, everywhere}
	case nav.Batch:
		return []scope{{bindings: []keymap.Scope{keymap.Batches}, key: named(m.items.Key), hints: m.items.Hints}, everywhere}
	case nav.Transfers:
		return []scope{{bindings: []keymap.Scope{keymap.Transfers}, key: named(m.files.Key), hints: m.files.Hints}, everywhere}
	case nav.Activity:
		return []scope{{
			bindings: []keymap.Scope{keymap.Activity}, key: m.events.Key, typing: m.events.Typing(), paste: silently(m.events.Paste), hints: m.events.Hints,
		}, everywhere}
	case nav.Sheet:
		return []scope{{
			bindings: []keymap.Scope{keymap.OnSheet}, key: m.sheet.Key, typing: m.sheet.Typing(), paste: silently(m.sheet.Paste), hints: m.sheet.Hints,
			closed: m.sheet.Typing(),
		}, everywhere}
	case nav.Failures:
		return []scope{{bindings: []keymap.Scope{keymap.Jobs}, key: named(m.failures.Key), hints: m.failures.Hints}, everywhere}
	case nav.Job:
		return []scope{oneJob, everywhere}
	}
	switch {
	case m.filterLine != nil:
		return []scope{{
			bindings: []keymap.Scope{keymap.Filter}, key: m.filterLine.Key, typing: true, paste: m.filterLine.Paste, hints: m.filterLine.Hints,
		}, {
			key: func(k tea.KeyPressMsg) (action.Action, bool) { return m.list.StepKey(k.String(), m.rows()), true },
		}}
	case m.DetailFocus:
		return []scope{oneJob, everywhere}
	}
	return []scope{{
		bindings: []keymap.Scope{keymap.Jobs, keymap.Queue}, hints: m.listHints,
		key: func(k tea.KeyPressMsg) (action.Action, bool) { return m.list.Key(k.String(), m.rows()) },
	}, everywhere}
}

// listHints are the keys of the list of jobs.
func (m *Model) listHints() []keymap.Hint {
	targets := m.list.Targets(m.rows())
	redo, esc := 0, m.nextEsc().Off(m.list.Marks() > 0)
	if m.stands() {
		esc = "resume"
	}
	if m.poll.Refused() == nil {
		redo = m.edits.CanRedo(action.JobsOf(targets))
	}
	return m.list.Hints(joblist.Offer{
		Esc: esc, Redo: redo, Flat: m.browse.Flat(), Empty: m.store.Len() == 0, Undo: m.source().Undoes(), Reviewed: m.source().UndoesReview(),
		Paused: m.create.Pending.Paused(), Fit: m.source().Fit(targets, m.list.Marks() > 0 || m.list.InRange()),
	})
}

// named gives a pane that goes by the names of keys what it wants.
func named(key func(string) (action.Action, bool)) func(tea.KeyPressMsg) (action.Action, bool) {
	return func(k tea.KeyPressMsg) (action.Action, bool) { return key(k.String()) }
}

// silently is a paste that asks for nothing.
func silently(paste func(string)) func(string) action.Action {
	return func(text string) action.Action { paste(text); return nil }
}

// showRaw toggles the raw JSON, opening the detail where it is not shown.
func (m *Model) showRaw() tea.Cmd {
	if m.layout().Side == 0 && m.Screen == nav.Jobs {
		m.Enter(nav.Job)
		if m.detail.Raw() {
			return nil
		}
	}
	m.detail.ToggleRaw()
	return nil
}
