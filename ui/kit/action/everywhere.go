package action

import "lipdash/ui/kit/keymap"

// Everywhere is what a key means that works everywhere; at the top, the one that closes quits.
func Everywhere(keys *keymap.Map, atTop bool) func(string) (Action, bool) {
	return func(key string) (Action, bool) {
		c := keys.Lookup(key, keymap.Global)
		if c == keymap.Close && atTop {
			return Quit{}, true
		}
		act, ok := everywhere[c]
		return act, ok
	}
}

// everywhere are the actions of the global commands.
var everywhere = map[keymap.Command]Action{
	keymap.Help: Help{}, keymap.Back: Back{}, keymap.Close: Back{},
	keymap.Suspend: Suspend{}, keymap.Redraw: Redraw{}, keymap.Pane: FocusPane{},
	keymap.TabJobs: Show{Tab: JobsTab}, keymap.TabBatches: Show{Tab: BatchesTab}, keymap.TabTransfers: Show{Tab: TransfersTab},
	keymap.TabActivity: Show{Tab: ActivityTab}, keymap.NextTab: Turn{By: 1}, keymap.PrevTab: Turn{By: -1},
	keymap.LastError: LastError{}, keymap.Palette: OpenPalette{},
	keymap.Refresh: Refresh{}, keymap.Resync: Resync{}, keymap.Undo: Undo{}, keymap.NewKey: AskKey{},
}
