package ui

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/overlay/menu"
	"lipdash/ui/pane/form"
	"lipdash/ui/pane/statusbar"
)

// pause is how long what was typed stays off the disk, also while somebody goes
// on typing: whoever never rests would else never be saved.
const pause = 200 * time.Millisecond

type (
	draftPausedMsg struct{}
	draftSavedMsg  struct {
		edit int
		err  error
	}
)

// watchForm notices that the form changed, and has it saved in a moment. It
// runs after every message, so no way of changing a form can be forgotten.
func (m *Model) watchForm() tea.Cmd {
	due := m.version != m.savedVersion
	if !m.takeDown() || due {
		return nil // the timer of the first change saves the later ones too
	}
	return after(pause, draftPausedMsg{})
}

// takeDown copies what is typed, and where, into the draft; false when nothing
// changed.
func (m *Model) takeDown() bool {
	values, at := m.form.Typed(), m.form.Place()
	if len(values) == 0 && len(m.draft.Values) == 0 {
		return false
	}
	if maps.Equal(values, m.draft.Values) && at.Param == m.draft.Focus && at.Caret == m.draft.Caret {
		return false
	}
	if m.draft.ID == "" {
		m.draft.ID, m.draft.CreatedAt = m.newID(), m.now
	}
	m.draft.Values, m.draft.Focus, m.draft.Caret, m.draft.UpdatedAt = values, at.Param, at.Caret, m.now
	m.version++
	return true
}

func (m *Model) draftPaused() tea.Cmd {
	if m.version == m.savedVersion {
		return nil
	}
	m.savedVersion = m.version
	return m.saveDraft(m.draft)
}

// saveDraft writes a draft in the background; an emptied form forgets its own.
func (m *Model) saveDraft(d Draft) tea.Cmd {
	if m.memory == nil || d.ID == "" {
		return nil
	}
	d.Values = maps.Clone(d.Values)
	mem, ctx, edit := m.memory, m.ctx, m.version
	return m.guarded(func() tea.Msg {
		if len(d.Values) == 0 {
			return draftSavedMsg{edit, mem.DeleteDraft(ctx, d.ID)}
		}
		return draftSavedMsg{edit, mem.SaveDraft(ctx, d)}
	})
}

func (m *Model) applyDraftSaved(msg draftSavedMsg) tea.Cmd {
	m.draftLost = msg.err != nil
	if msg.err == nil {
		m.keptVersion = max(m.keptVersion, msg.edit)
		return nil
	}
	if m.memory == nil || m.memory.Trouble() != "" {
		return nil
	}
	return m.say(statusbar.Warning, "the draft is not on disk: "+msg.err.Error())
}

// dropDraft empties the form and forgets that its draft was one.
func (m *Model) dropDraft() {
	m.drafts = slices.DeleteFunc(m.drafts, func(d Draft) bool { return d.ID == m.draft.ID })
	m.draft = Draft{}
	m.savedVersion, m.keptVersion = m.version, m.version
	m.form.Reset()
}

// discardDraft throws the form's draft away, on demand only.
func (m *Model) discardDraft() tea.Cmd {
	if m.submitting {
		return m.say(statusbar.Info, "it is being sent, wait for the answer")
	}
	gone := m.draft
	gone.Values = nil
	cmd := m.saveDraft(gone)
	m.dropDraft()
	m.screen = screenJobs
	return cmd
}

// openForm goes on with the draft there is; with several it asks which.
func (m *Model) openForm() tea.Cmd {
	if !m.isOpen() {
		return nil
	}
	if m.screen != screenForm {
		m.formFrom = m.screen
	}
	m.form.Notice(balance(m.account))
	others := m.otherDrafts()
	switch {
	case !m.form.Empty() && len(others) == 0, len(others) == 0:
		m.screen = screenForm
		return nil
	case m.form.Empty() && len(others) == 1:
		return m.pickDraft(others[0].ID)
	}
	m.push(menuOverlay{menu.New("Go on with", m.draftItems(others))})
	return nil
}

// otherDrafts are the stored drafts besides the one in the form.
func (m *Model) otherDrafts() []Draft {
	var out []Draft
	for _, d := range m.drafts {
		if d.ID != m.draft.ID && len(d.Values) > 0 {
			out = append(out, d)
		}
	}
	return out
}

// draftsShown is how many drafts a menu of single keys offers.
const draftsShown = 8

func (m *Model) draftItems(others []Draft) []menu.Item {
	var items []menu.Item
	if !m.form.Empty() {
		items = append(items, menu.Item{Key: "c", Text: m.draftName(m.draft) + ", in the form", Action: action.PickDraft{ID: m.draft.ID}})
	}
	for i, d := range others[:min(draftsShown, len(others))] {
		items = append(items, menu.Item{Key: fmt.Sprint(i + 1), Text: m.draftName(d), Action: action.PickDraft{ID: d.ID}})
	}
	return append(items, menu.Item{Key: "n", Text: "a new one", Action: action.PickDraft{}})
}

func (m *Model) draftName(d Draft) string {
	name := d.Values["title"]
	for _, p := range []string{"video", "audio"} {
		if name == "" {
			name = d.Values[p]
		}
	}
	if name == "" {
		name = "a draft"
	}
	return m.cut(name, 36) + ", " + format.Ago(m.now.Sub(d.UpdatedAt))
}

// pickDraft puts a draft into the form; the one that was there becomes one of
// the others.
func (m *Model) pickDraft(id string) tea.Cmd {
	if !m.isOpen() {
		return nil
	}
	if m.screen != screenForm {
		m.formFrom = m.screen
	}
	m.screen = screenForm
	if id == m.draft.ID && id != "" {
		return nil
	}
	var cmd tea.Cmd
	if !m.form.Empty() {
		m.takeDown()
		old := m.draft
		m.drafts = append([]Draft{old}, slices.DeleteFunc(m.drafts, func(d Draft) bool { return d.ID == old.ID })...)
		cmd = m.saveDraft(old)
	}
	m.draft = Draft{}
	m.form.Reset()
	if i := slices.IndexFunc(m.drafts, func(d Draft) bool { return d.ID == id }); i >= 0 {
		m.draft = m.drafts[i]
		m.form.Return(m.draft.Values, form.Place{Param: m.draft.Focus, Caret: m.draft.Caret})
	}
	m.savedVersion, m.keptVersion = m.version, m.version
	return cmd
}

// closeForm leaves; what was typed is on disk, or about to be.
func (m *Model) closeForm() tea.Cmd {
	m.screen = m.formFrom
	if m.form.Empty() || m.submitting {
		return nil
	}
	return m.say(statusbar.Info, "the draft stays, c goes on with it")
}

// lastWords saves what is typed and what changed in the list before the program
// ends.
func (m *Model) lastWords() tea.Cmd {
	typed := !m.form.Empty()
	if m.memory == nil || !typed && len(m.cache.dirty) == 0 {
		return tea.Quit
	}
	if typed {
		m.takeDown()
	}
	d, mem := m.draft, m.memory
	change, _ := m.cacheChange()
	return func() tea.Msg {
		// The root's context may be ending; the disk is waited for all the same.
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		if typed {
			_ = mem.SaveDraft(ctx, d)
		}
		_ = mem.Cache(ctx, change)
		return tea.QuitMsg{}
	}
}
