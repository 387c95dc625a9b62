// Package entry is the dialog in which one line is typed, such as the name of a view of the
// list or a note on finished jobs.
package entry

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

// Spec is what is typed.
type Spec struct {
	// Title says what for, Label stands before the field, Text is in it at first, and Note
	// is said under it.
	Title, Label, Text, Note string
	// Empty tells that nothing typed is an answer too.
	Empty bool
	// Then is what follows from what was typed.
	Then func(text string) action.Action
}

// Entry is the open dialog.
type Entry struct {
	stack.Centered
	textline.Field
	keys *keymap.Map
	spec Spec
}

// widest is how many cells the dialog has where there is room.
const widest = 64

// New opens the dialog.
func New(keys *keymap.Map, spec Spec) *Entry {
	return &Entry{
		Centered: stack.Centered{Widest: widest}, Field: textline.Field{Line: textline.New(spec.Text)},
		keys: keys, spec: spec,
	}
}

// Key answers a key: done closes the dialog. Without an answer it stays open.
func (e *Entry) Key(k tea.KeyPressMsg) (act action.Action, done bool) {
	switch e.keys.Lookup(k.String(), keymap.Edit) {
	case keymap.Leave:
		return nil, true
	case keymap.Accept:
		if text := strings.TrimSpace(e.Line.Text()); text != "" || e.spec.Empty {
			return e.spec.Then(text), true
		}
		return nil, false
	}
	e.Type(k)
	return nil, false
}

// Hints are the keys beside those of the text.
func (e *Entry) Hints() []keymap.Hint {
	return e.keys.Hints([]keymap.Scope{keymap.Edit}, keymap.Accept, keymap.Leave)
}

// View draws the dialog as a block of w cells.
func (e *Entry) View(th theme.Theme, w int) string {
	const gap = ""
	return cells.PanelBlock(th, []string{
		gap, cells.PanelLine(th, th.Text.Bold(true), string(format.Safe(e.spec.Title)), w), gap, e.field(th, w),
		cells.PanelLine(th, th.Muted, string(format.Safe(e.spec.Note)), w), gap,
	}, w, e.Height)
}

func (e *Entry) field(th theme.Theme, w int) string {
	r := cells.Panel(th, th.Accent, w).Put(th.OnField(th.Muted), e.spec.Label)
	return e.Line.Box(r, th, th.OnSel, max(1, r.Left()-cells.PanelMargin), true).String()
}
