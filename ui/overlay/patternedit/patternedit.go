// Package patternedit is the dialog in which a pattern for the titles of many
// jobs is typed. What it would do is shown while it is typed; what a pattern is,
// the dialog does not know.
package patternedit

import (
	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/stack"
	"lipdash/ui/kit/textline"
)

// Change is one title before and after.
type Change struct{ Old, New string }

// Preview is what a pattern would do.
type Preview struct {
	Changes []Change
	// Notes are short clauses about the jobs that are not among the changes, and
	// about what to mind.
	Notes []string
	// Problem says why the pattern cannot be read, "" when it can.
	Problem string
	// Action is what enter does, nil when there is nothing to do.
	Action action.Action
}

// Editor is the open dialog.
type Editor struct {
	stack.Centered
	textline.Field
	keys    *keymap.Map
	title   string
	preview func(text string) Preview
	now     Preview
}

// widest is how many cells the dialog has where there is room.
const widest = 76

// New opens the editor on a pattern that changes nothing yet. preview is asked
// after every key that changes the text.
func New(km *keymap.Map, title string, preview func(text string) Preview) *Editor {
	e := &Editor{Centered: stack.Centered{Widest: widest}, keys: km, title: title, preview: preview}
	e.Field = textline.Field{Line: textline.New("{title}"), Changed: e.look}
	e.look()
	return e
}

// Hints are the keys beside those of the text.
func (e *Editor) Hints() []keymap.Hint {
	return e.keys.Hints([]keymap.Scope{keymap.Edit}, keymap.Accept, keymap.Leave)
}

func (e *Editor) look() { e.now = e.preview(e.Line.Text()) }

// Key answers a key: done closes the dialog with what is to be done, or with
// nil. A pattern that does nothing does not close it: it says why.
func (e *Editor) Key(k tea.KeyPressMsg) (act action.Action, done bool) {
	switch e.keys.Lookup(k.String(), keymap.Edit) {
	case keymap.Accept:
		return e.now.Action, e.now.Action != nil
	case keymap.Leave:
		return nil, true
	}
	e.Type(k)
	return nil, false
}
