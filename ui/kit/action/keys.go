package action

import "lipdash/ui/kit/keymap"

// Keys are the keys that sentences of the rooms name, as people are told them. A sentence
// names no key by itself, since any of them may be another one by the settings.
type Keys struct {
	Open, Create, Back, Top, Refresh        string
	Again, Download, Redo, MarkAll, LoadAll string
	Hold, PauseQueue, Transfers             string
	// OfFile are those of a file on its way.
	OfFile struct{ Open, Pause, Again, Cancel string }
}

// KeysOf are those of a map.
func KeysOf(m *keymap.Map) Keys {
	jobs := func(c keymap.Command) string { return m.Of(c, keymap.Jobs) }
	k := Keys{
		Open: jobs(keymap.Open), Create: jobs(keymap.Create), Back: m.Of(keymap.Back, keymap.Global), Top: m.Of(keymap.Top, keymap.Move),
		Refresh: m.Of(keymap.Refresh, keymap.Global),
		Again:   jobs(keymap.Again), Download: jobs(keymap.Download), Redo: jobs(keymap.Redo), MarkAll: jobs(keymap.MarkAll), LoadAll: jobs(keymap.LoadAll),
		Hold: m.Of(keymap.Hold, keymap.Queue), PauseQueue: m.Of(keymap.PauseQueue, keymap.Queue), Transfers: m.Of(keymap.TabTransfers, keymap.Global),
	}
	of := func(c keymap.Command) string { return m.Of(c, keymap.Transfers) }
	k.OfFile.Open, k.OfFile.Pause, k.OfFile.Again, k.OfFile.Cancel = of(keymap.Open), of(keymap.Pause), of(keymap.Again), of(keymap.Cancel)
	return k
}

// UsualKeys are those of the usual map.
func UsualKeys() Keys { return KeysOf(keymap.Default()) }
