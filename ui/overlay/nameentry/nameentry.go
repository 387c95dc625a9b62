// Package nameentry is the dialog in which something gets a name, such as a view of the list.
package nameentry

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/stack"
	"lipdash/ui/kit/textline"
	"lipdash/ui/kit/theme"
)

// Spec is what gets a name.
type Spec struct {
	// Title says so, and Note what it is.
	Title, Note string
	// Named is what follows from a name that is not empty.
	Named func(name string) action.Action
}

// Entry is the open dialog.
type Entry struct {
	keys   *keymap.Map
	spec   Spec
	height int
	line   textline.Line
}

// New opens the dialog without a name in it.
func New(keys *keymap.Map, spec Spec) *Entry {
	return &Entry{keys: keys, spec: spec, line: textline.New("")}
}

// Key answers a key: done closes the dialog. Without a name it stays open.
func (e *Entry) Key(k tea.KeyPressMsg) (act action.Action, done bool) {
	switch e.keys.Lookup(k.String(), keymap.Edit) {
	case keymap.Leave:
		return nil, true
	case keymap.Accept:
		if name := strings.TrimSpace(e.line.Text()); name != "" {
			return e.spec.Named(name), true
		}
		return nil, false
	}
	e.line.Key(k)
	return nil, false
}

// Type takes a key that is text or edits it.
func (e *Entry) Type(k tea.KeyPressMsg) bool { return e.line.Key(k) }

// Typing is true: letters are text.
func (e *Entry) Typing() bool { return true }

// Paste puts text at the caret; several lines become one.
func (e *Entry) Paste(text string) { e.line.Insert(text) }

// SetSize says how many lines the dialog may take.
func (e *Entry) SetSize(_, h int) { e.height = h }

// widest is how many cells the dialog has where there is room.
const widest = 60

// Place is in the middle of the screen.
func (e *Entry) Place(screen int) stack.Place { return stack.Middle(widest, screen) }

// Hints are the keys beside those of the text.
func (e *Entry) Hints() []keymap.Hint {
	return e.keys.Hints([]keymap.Scope{keymap.Edit}, keymap.Accept, keymap.Leave)
}

// View draws the dialog as a block of w cells.
func (e *Entry) View(th theme.Theme, w int) string {
	const gap = ""
	lines := []string{gap, cells.PanelLine(th, th.Text.Bold(true), string(format.Safe(e.spec.Title)), w), gap, e.field(th, w)}
	if e.spec.Note != "" {
		lines = append(lines, cells.PanelLine(th, th.Muted, string(format.Safe(e.spec.Note)), w))
	}
	return cells.PanelBlock(th, append(lines, gap), w, e.height)
}

func (e *Entry) field(th theme.Theme, w int) string {
	r := cells.Panel(th, th.Accent, w).Put(th.OnField(th.Muted), "Name  ")
	room := max(1, r.Left()-cells.PanelMargin)
	left, right := textline.Edges(th)
	edge := th.OnSel(th.Faint)
	return r.Put(edge, left).Raw(e.line.Draw(th, th.OnSel, room, true), room).Put(edge, right).String()
}
