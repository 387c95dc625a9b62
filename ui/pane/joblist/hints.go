package joblist

import (
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
)

// Offer is what the footer depends on: Esc is what that key would do, Flat and Empty lists have keys
// of their own, Undo tells whether something can be taken back.
type Offer struct {
	Esc               string
	Flat, Empty, Undo bool
	// Paused tells that the queue is, Waits that the row is no job yet, and waits in it.
	Paused, Waits bool
	// Redo is for how many jobs something that failed can be asked again.
	Redo int
}

// Hints are the keys it has now, the most used first.
func (l *List) Hints(o Offer) []keymap.Hint {
	var undo []keymap.Command
	if o.Undo {
		undo = []keymap.Command{keymap.Undo}
	}
	then := func(commands ...keymap.Command) []keymap.Hint {
		return l.keys.Hints([]keymap.Scope{keymap.Jobs, keymap.Detail, keymap.Move, keymap.Global}, commands...)
	}
	var hints []keymap.Hint
	if o.Esc != "" {
		hints = append(hints, keymap.Hint{Key: l.keys.Of(keymap.Back, keymap.Global), Text: o.Esc})
	}
	if o.Redo > 0 {
		hints = append(hints, keymap.Hint{Key: l.keys.Of(keymap.Redo, keymap.Jobs), Text: "again for " + format.Count(o.Redo, "job", "jobs")})
	}
	if o.Paused {
		hints = append(hints, keymap.Hint{Key: l.keys.Of(keymap.PauseQueue, keymap.Queue), Text: "resume the queue"})
	}
	switch {
	case o.Flat:
		hints = append(hints, then(keymap.Find, keymap.States, keymap.Sort, keymap.Open, keymap.Mark, keymap.MarkAll)...)
		hints = append(hints, then(undo...)...)
		return append(hints, then(keymap.Again, keymap.Download, keymap.Delete, keymap.Failures, keymap.Reverse, keymap.LoadAll, keymap.Help)...)
	case o.Empty:
		return append(hints, then(keymap.Create, keymap.Sheet, keymap.Refresh, keymap.Close, keymap.Help)...)
	}
	hints = append(hints, then(keymap.Open, keymap.Create)...)
	hints = append(hints, then(undo...)...)
	hints = append(hints, then(keymap.Again, keymap.Download, keymap.Delete, keymap.CopyMenu, keymap.Find, keymap.Rename)...)
	hints = append(hints, keymap.Hint{Key: l.keys.Of(keymap.NextPage, keymap.Jobs) + " " + l.keys.Of(keymap.PrevPage, keymap.Jobs), Text: "page"})
	// Behind what every row has: a step between a job and what waits changes the end of the line alone.
	if o.Waits {
		hints = append(hints,
			keymap.Hint{Key: l.keys.Of(keymap.MoveUp, keymap.Queue) + " " + l.keys.Of(keymap.MoveDown, keymap.Queue), Text: "move"},
			keymap.Hint{Key: l.keys.Of(keymap.Hold, keymap.Queue), Text: "pause"})
	}
	return append(hints, then(keymap.States, keymap.Sort, keymap.Mark, keymap.Watch, keymap.Sheet, keymap.Refresh, keymap.Raw, keymap.Close, keymap.Help)...)
}
