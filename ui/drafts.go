package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/ask"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/nav"
	"lipdash/ui/overlay/menu"
	"lipdash/ui/pane/form"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/rows"
)

// What is typed and not sent: state/create says when it is saved.

// draftPausedMsg comes when nothing was typed for a moment.
type draftPausedMsg struct{}

// openForm goes on with the draft there is; with several it asks which.
func (m *Model) openForm() tea.Cmd {
	if !m.isOpen() {
		return nil
	}
	others := m.create.Drafts.Others()
	switch {
	case len(others) == 1 && m.form.Empty():
		return m.pickDraft(others[0].ID)
	case len(others) > 0:
		var guard time.Time
		if m.Screen == nav.Form { // it comes by itself, over what is being typed
			guard = m.now
		}
		m.layers.PushGuarded(menu.New(m.keys, keymap.InDrafts, "Go on with", ask.Drafts(&m.create.Drafts, others, m.now, m.names.Cut)), guard)
		return nil
	}
	m.Enter(nav.Form)
	return nil
}

// pickDraft puts a draft into the form; the one that was there becomes one of
// the others.
func (m *Model) pickDraft(id string) tea.Cmd {
	if !m.isOpen() {
		return nil
	}
	m.Enter(nav.Form)
	return m.created(m.create.Drafts.Pick(id, rows.Typed(m.form), api.NewIdempotencyKey, m.now))
}

// typed tells whether the form holds what somebody typed: what was only filled in is not kept.
func (s *session) typed(f *form.Form) bool {
	return !f.Empty() && !s.create.Drafts.Untouched(f.Typed())
}

// leaveForm closes it; what was typed is on disk, or about to be, unless it is thrown
// away, on demand only.
func (m *Model) leaveForm(discard bool) tea.Cmd {
	switch busy := m.create.Flow.Busy(); {
	case discard && busy:
		return m.say(statusbar.Info, "it is being sent, wait for the answer")
	case discard:
		m.Home()
		return m.created(m.create.Drafts.Discard())
	case busy:
		m.Back()
		return nil
	case !m.typed(m.form):
		m.Back()
		return m.created(m.create.Drafts.Discard())
	}
	m.Back()
	return m.say(statusbar.Info, "the draft stays, "+m.keys.Of(keymap.Create, keymap.Jobs)+" continues it")
}
