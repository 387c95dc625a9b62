package ui

import (
	"lipdash/ui/ask"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/nav"
	"lipdash/ui/overlay/palette"
)

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
		Undo: m.edits.CanUndo() || m.review.CanUndo(), Redo: m.edits.CanRedo(action.JobsOf(m.list.Targets(m.rows()))) > 0,
		Notifies: m.opts.Notifier != nil, Demo: m.isOpen() && m.Identity.Demo, Leaves: m.opts.Reconnect != nil || m.own != "", Profiles: m.opts.Others(m.Identity), Opens: m.opts.OpenDemo != nil, Themes: m.look.Names(),
		Views: ask.ViewEntries(&m.browse.Views, m.theme.Glyphs.Ellipsis), Asks: m.Screen == nav.Jobs && m.browse.Query().Active(),
	})
}
