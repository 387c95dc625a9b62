package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/theme"
	"lipdash/ui/overlay/confirm"
	"lipdash/ui/overlay/help"
	"lipdash/ui/overlay/menu"
	"lipdash/ui/overlay/palette"
	"lipdash/ui/overlay/patternedit"
	"lipdash/ui/overlay/titleedit"
)

// overlay is what lies over the screen until it is closed. They are one stack: the
// one that was opened last is drawn last, and has the keys, what is pasted and the
// hints.
type overlay interface {
	// key answers a key; done closes it.
	key(m *Model, k tea.KeyPressMsg) (act action.Action, done bool)
	paste(text string)
	// typing tells whether a letter is text here.
	typing() bool
	// place tells it how much room there is; over is the most lines of a block.
	place(l layout, over int)
	// draw lays it over the drawn lines.
	draw(m *Model, th theme.Theme, lines []string, l layout) []string
	hints(m *Model) []keymap.Hint
	// block tells whether it is one, under which the screen is dimmed.
	block() bool
}

// The kinds of overlay.
type (
	dialogOverlay  struct{ *confirm.Dialog }
	menuOverlay    struct{ *menu.Menu }
	titlesOverlay  struct{ *patternedit.Editor }
	paletteOverlay struct{ *palette.Palette }
	renameOverlay  struct{ *titleedit.Editor }
	helpOverlay    struct{ *help.Overlay }
)

// push opens an overlay on top.
func (m *Model) push(o overlay) { m.overlays = append(m.overlays, o) }

// remove closes an overlay, wherever in the stack it is.
func (m *Model) remove(o overlay) {
	m.overlays = slices.DeleteFunc(m.overlays, func(other overlay) bool { return other == o })
}

// top is the overlay that has the keys, nil when the panes have them.
func (m *Model) top() overlay {
	if len(m.overlays) == 0 {
		return nil
	}
	return m.overlays[len(m.overlays)-1]
}

// openDialog opens a dialog.
func (m *Model) openDialog(spec confirm.Spec) *confirm.Dialog {
	d := confirm.New(m.keys, spec, m.now)
	m.push(dialogOverlay{d})
	return d
}

// dialog is the one on top, nil when something else is.
func (m *Model) dialog() *confirm.Dialog {
	d, _ := m.top().(dialogOverlay)
	return d.Dialog
}

// inStack tells whether a dialog is open, on top or not.
func (m *Model) inStack(d *confirm.Dialog) bool {
	return d != nil && slices.Contains(m.overlays, overlay(dialogOverlay{d}))
}

// replace puts a dialog in the place of another one.
func (m *Model) replace(old, d *confirm.Dialog) *confirm.Dialog {
	m.overlays[slices.Index(m.overlays, overlay(dialogOverlay{old}))] = dialogOverlay{d}
	return d
}

// bodyHidden tells whether the help takes the body's place.
func (m *Model) bodyHidden() bool {
	return slices.ContainsFunc(m.overlays, func(o overlay) bool { _, help := o.(helpOverlay); return help })
}

// leaving tells whether quitting was asked for and is being confirmed.
func (m *Model) leaving() bool { return m.inStack(m.quitting) }

// keepOverlays closes what was about the session that is left. A title that is being
// typed is still one of this place's jobs.
func (m *Model) keepOverlays(samePlace bool) {
	m.overlays = slices.DeleteFunc(m.overlays, func(o overlay) bool {
		switch o.(type) {
		case helpOverlay:
			return false
		case renameOverlay:
			return !samePlace
		}
		return true
	})
}

func (d dialogOverlay) key(m *Model, k tea.KeyPressMsg) (act action.Action, done bool) {
	if d.Dialog == m.story && m.keys.Lookup(k.String(), keymap.Global) == keymap.LastError {
		return action.LastError{}, false
	}
	act, done, _ = d.Key(k, m.now)
	return act, done
}

func (o menuOverlay) key(_ *Model, k tea.KeyPressMsg) (action.Action, bool)    { return o.Key(k.String()) }
func (o titlesOverlay) key(_ *Model, k tea.KeyPressMsg) (action.Action, bool)  { return o.Key(k) }
func (o paletteOverlay) key(_ *Model, k tea.KeyPressMsg) (action.Action, bool) { return o.Key(k) }
func (o helpOverlay) key(_ *Model, k tea.KeyPressMsg) (action.Action, bool) {
	return nil, o.Key(k.String())
}

func (o renameOverlay) key(_ *Model, k tea.KeyPressMsg) (action.Action, bool) {
	act, done, _ := o.Key(k)
	return act, done
}

func (dialogOverlay) paste(string)         {}
func (menuOverlay) paste(string)           {}
func (helpOverlay) paste(string)           {}
func (o titlesOverlay) paste(text string)  { o.Paste(text) }
func (o paletteOverlay) paste(text string) { o.Paste(text) }
func (o renameOverlay) paste(text string)  { o.Paste(text) }

func (d dialogOverlay) typing() bool { return d.Typing() }
func (menuOverlay) typing() bool     { return false }
func (helpOverlay) typing() bool     { return false }
func (titlesOverlay) typing() bool   { return true }
func (paletteOverlay) typing() bool  { return true }
func (renameOverlay) typing() bool   { return true }

func (dialogOverlay) block() bool  { return true }
func (menuOverlay) block() bool    { return true }
func (titlesOverlay) block() bool  { return true }
func (paletteOverlay) block() bool { return true }
func (renameOverlay) block() bool  { return false }
func (helpOverlay) block() bool    { return false }

func (d dialogOverlay) place(_ layout, over int)  { d.SetHeight(over) }
func (o menuOverlay) place(_ layout, over int)    { o.SetHeight(over) }
func (o titlesOverlay) place(_ layout, over int)  { o.SetHeight(over) }
func (o paletteOverlay) place(_ layout, over int) { o.SetHeight(over) }
func (renameOverlay) place(layout, int)           {}
func (o helpOverlay) place(l layout, _ int)       { o.SetSize(l.width, l.body) }

func (d dialogOverlay) draw(m *Model, th theme.Theme, lines []string, l layout) []string {
	return m.layOver(lines, d.View(th, min(68, l.width-4)), l)
}

func (o menuOverlay) draw(m *Model, th theme.Theme, lines []string, l layout) []string {
	return m.layOver(lines, o.View(th, min(60, l.width-4)), l)
}

func (o titlesOverlay) draw(m *Model, th theme.Theme, lines []string, l layout) []string {
	return m.layOver(lines, o.View(th, min(76, l.width-4)), l)
}

func (o paletteOverlay) draw(m *Model, th theme.Theme, lines []string, l layout) []string {
	return m.layOver(lines, o.View(th, paletteWidth(l.width)), l)
}

func (d dialogOverlay) hints(m *Model) []keymap.Hint {
	scope := []keymap.Scope{keymap.Confirm}
	switch {
	case d.Alone():
		return []keymap.Hint{{Key: "enter", Text: "close"}}
	case d.Dialog == m.telling:
		// Its yes is what there is to copy.
		return append(m.keys.Hints(scope, keymap.Accept, keymap.Right), keymap.Hint{Key: "y", Text: "copy"}, keymap.Hint{Key: "esc", Text: "close"})
	case !d.Open():
		return m.keys.Hints(scope, keymap.Accept, keymap.Right, keymap.No)
	}
	return m.keys.Hints(scope, keymap.Accept, keymap.Right, keymap.Yes, keymap.No)
}

func (menuOverlay) hints(*Model) []keymap.Hint { return []keymap.Hint{{Key: "esc", Text: "close"}} }
func (titlesOverlay) hints(m *Model) []keymap.Hint {
	return m.keys.Hints([]keymap.Scope{keymap.Edit}, keymap.Accept, keymap.Leave)
}

func (o renameOverlay) hints(m *Model) []keymap.Hint { return titlesOverlay{}.hints(m) }
func (paletteOverlay) hints(m *Model) []keymap.Hint {
	return m.keys.Hints([]keymap.Scope{keymap.Commands}, keymap.Accept, keymap.Down, keymap.Up, keymap.Leave)
}

func (helpOverlay) hints(m *Model) []keymap.Hint {
	return append(m.keys.Hints([]keymap.Scope{keymap.Move}, keymap.Down, keymap.Up), keymap.Hint{Key: "esc", Text: "close"})
}
