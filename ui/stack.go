package ui

import (
	"lipdash/ui/kit/stack"
	"lipdash/ui/overlay/confirm"
	"lipdash/ui/overlay/help"
	"lipdash/ui/overlay/titleedit"
)

// What lies over the screen is one stack (kit/stack). A new dialog is a confirm.Spec given
// to openDialog; one that does more than answer is a type of its own with a *confirm.Dialog
// in it, like quitDialog.

// openDialog opens a dialog on top.
func (m *Model) openDialog(spec confirm.Spec) {
	m.count.Take() // it is no count for the dialog
	m.toast.Waits("")
	m.layers.PushGuarded(confirm.New(m.keys, spec), m.now)
}

// closeForeign closes what was about the session that is left. A title that is being
// typed is still one of this place's jobs.
func closeForeign(layers *stack.Stack, samePlace bool) {
	layers.Keep(func(l stack.Layer) bool {
		switch l.(type) {
		case *help.Overlay:
			return true
		case *titleedit.Editor:
			return samePlace
		}
		return false
	})
}
