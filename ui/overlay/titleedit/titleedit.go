// Package titleedit is the one-line editor that stands where a job's title was
// while it is renamed.
package titleedit

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"lipdash/api"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/stack"
	"lipdash/ui/kit/textline"
	"lipdash/ui/kit/theme"
)

// Editor edits one job's title.
type Editor struct {
	textline.Field
	keys *keymap.Map
	id   api.JobID
	// was is the title as it was offered.
	was string
}

// New opens the editor on a title, with the caret at its end. Of the server's title
// it takes what it takes of what is pasted, unchanged; left as it is, nothing is
// sent.
func New(km *keymap.Map, id api.JobID, title string) *Editor {
	line := textline.New(strings.TrimSpace(textline.OneLine(title)))
	return &Editor{Field: textline.Field{Line: line}, keys: km, id: id, was: line.Text()}
}

// Key answers a key: done closes the editor, with action.Rename or, when the
// title is empty, unchanged or was left, nil.
func (e *Editor) Key(k tea.KeyPressMsg) (act action.Action, done bool) {
	switch e.keys.Lookup(k.String(), keymap.Edit) {
	case keymap.Accept:
		return e.accept(), true
	case keymap.Leave:
		return nil, true
	}
	if !textline.Typed(k) && e.keys.Lookup(k.String(), keymap.Form) == keymap.Clear {
		e.Line.Kill()
	} else {
		e.Line.Key(k)
	}
	return nil, false
}

func (e *Editor) accept() action.Action {
	title := strings.TrimSpace(e.Line.Text())
	if title == "" || title == e.was {
		return nil
	}
	return action.Rename{ID: e.id, Title: title}
}

// SetSize changes nothing: it is one line.
func (e *Editor) SetSize(_, _ int) {}

// Place is where the title is.
func (e *Editor) Place(int) stack.Place { return stack.Place{At: stack.Title} }

// Hints are the keys beside those of the text.
func (e *Editor) Hints() []keymap.Hint {
	edit := []keymap.Scope{keymap.Edit}
	clears := e.keys.As(keymap.Clear, keymap.Form, "clear") // left out first where it is narrow
	return slices.Concat(e.keys.Hints(edit, keymap.Accept), clears, e.keys.Hints(edit, keymap.Leave))
}

// View draws the editor as one line of exactly w cells.
func (e *Editor) View(th theme.Theme, w int) string {
	return e.Line.Draw(th, th.OnField, w, true)
}
