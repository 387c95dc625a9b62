package ui

import (
	"context"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/overlay/menu"
	"lipdash/ui/pane/form"
	"lipdash/ui/pane/statusbar"
	"lipdash/ui/state/create"
)

// What is typed and not sent: state/create says when it is saved.

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
	if m.create.Drafts.Typed(inForm(m.form), api.NewIdempotencyKey, m.now) {
		return after(create.Pause, draftPausedMsg{})
	}
	return nil
}

// inForm is what is typed, and where.
func inForm(f *form.Form) create.Draft {
	at := f.Place()
	return create.Draft{Values: f.Typed(), Focus: at.Param, Caret: at.Caret}
}

// saveDraft writes a draft; an emptied form forgets its own.
func saveDraft(ctx context.Context, mem Memory, e create.SaveDraft) tea.Cmd {
	if mem == nil {
		return nil
	}
	return func() tea.Msg {
		if len(e.Draft.Values) == 0 {
			return draftSavedMsg{e.Edit, mem.DeleteDraft(ctx, e.Draft.ID)}
		}
		return draftSavedMsg{e.Edit, mem.SaveDraft(ctx, e.Draft)}
	}
}

func (m *Model) applyDraftSaved(msg draftSavedMsg) tea.Cmd {
	m.create.Drafts.Saved(msg.edit, msg.err)
	if msg.err == nil || m.memory.Trouble() != "" {
		return nil
	}
	return m.say(statusbar.Warning, "the draft is not on disk: "+msg.err.Error())
}

// discardDraft throws the form's draft away, on demand only.
func (m *Model) discardDraft() tea.Cmd {
	if m.create.Flow.Busy() {
		return m.say(statusbar.Info, "it is being sent, wait for the answer")
	}
	m.home()
	return m.created(m.create.Drafts.Discard())
}

// openForm goes on with the draft there is; with several it asks which.
func (m *Model) openForm() tea.Cmd {
	if !m.isOpen() {
		return nil
	}
	m.form.Notice(balance(m.account))
	others := m.create.Drafts.Others()
	switch {
	case len(others) == 0:
		m.enter(screenForm)
		return nil
	case m.form.Empty() && len(others) == 1:
		return m.pickDraft(others[0].ID)
	}
	m.layers.Push(menu.New("Go on with", m.draftItems(others)))
	return nil
}

// draftsShown is how many drafts a menu of single keys offers.
const draftsShown = 8

func (m *Model) draftItems(others []Draft) []menu.Item {
	var items []menu.Item
	if !m.form.Empty() {
		here := m.create.Drafts.Form()
		items = append(items, menu.Item{Key: "c", Text: m.draftName(here) + ", in the form", Action: action.PickDraft{ID: here.ID}})
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
	m.enter(screenForm)
	return m.created(m.create.Drafts.Pick(id, inForm(m.form), api.NewIdempotencyKey, m.now))
}

// closeForm leaves; what was typed is on disk, or about to be.
func (m *Model) closeForm() tea.Cmd {
	m.goBack()
	if m.form.Empty() || m.create.Flow.Busy() {
		return nil
	}
	return m.say(statusbar.Info, "the draft stays, c goes on with it")
}

// lastWords saves what is typed and what changed in the list before the program
// ends.
func (m *Model) lastWords() tea.Cmd {
	m.watchForm()
	unsaved := m.create.Drafts.Last()
	if m.memory == nil || len(unsaved) == 0 && len(m.cache.dirty) == 0 {
		return tea.Quit
	}
	mem := m.memory
	change, _ := m.cacheChange()
	return func() tea.Msg {
		// The root's context may be ending; the disk is waited for all the same.
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		for _, e := range unsaved {
			saveDraft(ctx, mem, e)()
		}
		_ = mem.Cache(ctx, change)
		return tea.QuitMsg{}
	}
}

// inForm are the facts as the field of a parameter shows them.
func (f FileFact) inForm(param string) form.Facts {
	if param == "video" && f.Audio {
		f.Problem = "this is sound, a video is needed here"
	}
	return form.Facts{
		Path: f.Path, Text: f.Kind, Problem: f.Problem, Warning: f.Warning, Size: f.Size,
		Convert: f.Convert, Length: f.Length, Width: f.Width, Height: f.Height,
		Real: f.Real, Silent: f.Silent, NoPicture: f.NoPicture,
	}
}
