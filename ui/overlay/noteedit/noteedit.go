// Package noteedit is the dialog in which a short note on finished jobs is typed.
package noteedit

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/stack"
	"lipdash/ui/kit/textline"
	"lipdash/ui/kit/theme"
)

// Editor is the open dialog.
type Editor struct {
	keys   *keymap.Map
	title  string
	rows   []action.RowID
	line   textline.Line
	height int
}

// New opens the dialog on the note that jobs have; title says whose it is.
func New(keys *keymap.Map, title string, rows []action.RowID, note string) *Editor {
	return &Editor{keys: keys, title: title, rows: rows, line: textline.New(textline.OneLine(note))}
}

// Key answers a key: done closes the dialog, with what is to be noted or, when it was left, nil.
func (e *Editor) Key(k tea.KeyPressMsg) (act action.Action, done bool) {
	switch e.keys.Lookup(k.String(), keymap.Edit) {
	case keymap.Accept:
		return action.Review{IDs: e.rows, Do: action.SetNote, With: strings.TrimSpace(e.line.Text())}, true
	case keymap.Leave:
		return nil, true
	}
	e.line.Key(k)
	return nil, false
}

// Type takes a key that is text or edits it.
func (e *Editor) Type(k tea.KeyPressMsg) bool { return e.line.Key(k) }

// Typing is true: letters are text.
func (e *Editor) Typing() bool { return true }

// Paste puts text at the caret; several lines become one.
func (e *Editor) Paste(text string) { e.line.Insert(text) }

// SetSize says how many lines the dialog may take.
func (e *Editor) SetSize(_, h int) { e.height = h }

// widest is how many cells the dialog has where there is room.
const widest = 68

// Place is in the middle of the screen.
func (e *Editor) Place(screen int) stack.Place { return stack.Middle(widest, screen) }

// Hints are the keys beside those of the text.
func (e *Editor) Hints() []keymap.Hint {
	return e.keys.Hints([]keymap.Scope{keymap.Edit}, keymap.Accept, keymap.Leave)
}

// View draws the dialog as a block of w cells.
func (e *Editor) View(th theme.Theme, w int) string {
	const gap = ""
	r := cells.Panel(th, th.Accent, w)
	room := max(1, r.Left()-cells.PanelMargin)
	lines := []string{
		gap, cells.PanelLine(th, th.Text.Bold(true), e.title, w), gap,
		r.Raw(e.line.Draw(th, th.OnSel, room, true), room).String(),
		cells.PanelLine(th, th.Muted, "kept on this machine, empty takes it off", w), gap,
	}
	return cells.PanelBlock(th, lines, w, e.height)
}
