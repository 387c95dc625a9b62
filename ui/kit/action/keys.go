package action

import "lipdash/ui/kit/keymap"

// Keys are the keys that sentences of the rooms name, as people are told them. A sentence
// names no key by itself, since any of them may be another one by the settings.
type Keys struct {
	Open, Create, Back, Top                       string
	Again, Download, Delete, Redo, Refresh        string
	Mark, MarkAll, Range, LoadAll, Failures, Edit string
	Hold, PauseQueue, Freeze, Undo                string
	Transfers                                     string
	// OfFile are those of a file on its way.
	OfFile struct{ Open, Pause, Again, Cancel string }
}

// KeysOf are those of a map.
func KeysOf(m *keymap.Map) Keys {
	jobs := func(c keymap.Command) string { return m.Of(c, keymap.Jobs) }
	k := Keys{
		Open: jobs(keymap.Open), Create: jobs(keymap.Create), Back: m.Of(keymap.Back, keymap.Global), Top: m.Of(keymap.Top, keymap.Move),
		Again: jobs(keymap.Again), Download: jobs(keymap.Download), Delete: jobs(keymap.Delete), Redo: jobs(keymap.Redo), Refresh: m.Of(keymap.Refresh, keymap.Global),
		Mark: jobs(keymap.Mark), MarkAll: jobs(keymap.MarkAll), Range: jobs(keymap.Range), LoadAll: jobs(keymap.LoadAll), Failures: jobs(keymap.Failures), Edit: jobs(keymap.Double),
		Hold: m.Of(keymap.Hold, keymap.Queue), PauseQueue: m.Of(keymap.PauseQueue, keymap.Queue), Freeze: jobs(keymap.Freeze), Undo: m.Of(keymap.Undo, keymap.Global),
		Transfers: m.Of(keymap.TabTransfers, keymap.Global),
	}
	of := func(c keymap.Command) string { return m.Of(c, keymap.Transfers) }
	k.OfFile.Open, k.OfFile.Pause, k.OfFile.Again, k.OfFile.Cancel = of(keymap.Open), of(keymap.Pause), of(keymap.Again), of(keymap.Cancel)
	return k
}

// UsualKeys are those of the usual map.
func UsualKeys() Keys { return KeysOf(keymap.Default()) }
