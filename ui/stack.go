package ui

import (
	"lipdash/ui/ask"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/stack"
	"lipdash/ui/nav"
	"lipdash/ui/overlay/confirm"
	"lipdash/ui/overlay/help"
	"lipdash/ui/overlay/palette"
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

// commands are those that have a meaning now.
func (m *Model) commands() []palette.Entry {
	var scopes []keymap.Scope
	for _, s := range m.screenScopes() {
		scopes = append(scopes, s.bindings...)
	}
	return palette.Offer(m.keys, scopes, palette.Situation{
		Jobs: m.Screen == nav.Jobs, Transfers: m.Screen == nav.Transfers, Activity: m.Screen == nav.Activity, Failures: m.Screen == nav.Failures,
		OneJob: m.OnJob(), Beside: m.layout().Side > 0,
		Row: m.list.Cursor() != (action.RowID{}), Waits: m.list.Cursor().Submission != "", File: m.files.Cursor() != (action.FileID{}),
		Undo: m.source().Undoes() != "", Redo: m.edits.CanRedo(action.JobsOf(m.list.Targets(m.rows()))) > 0,
		Notifies: m.opts.Notifier != nil, Demo: m.isOpen() && m.Identity.Demo, Leaves: m.opts.Reconnect != nil || m.own != "", Profiles: m.opts.Others(m.Identity), Opens: m.opts.OpenDemo != nil, Themes: m.look.Names(),
		Views: ask.ViewEntries(&m.browse.Views, m.theme.Glyphs.Ellipsis), Asks: m.Screen == nav.Jobs && m.browse.Query().Active(),
	})
}
