package joblist

import (
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
)

// Offer is what the footer depends on: Esc is what that key would do, Flat and Empty lists have keys
// of their own, Undo is what can be taken back, "" for nothing.
type Offer struct {
	Esc, Undo   string
	Flat, Empty bool
	// Reviewed tells that Undo is of a review: nothing ends it, so the row's own keys go first.
	Reviewed bool
	// Paused tells that the queue is.
	Paused bool
	// Redo is for how many jobs something that failed can be asked again.
	Redo int
	// Fit is what can be done with the marked rows, or the one under the cursor.
	Fit action.Fit
}

// Hints are the keys it has now, the most used first: what every row has, what fits the row
// under the cursor or the marked ones, and then the list's own.
func (l *List) Hints(o Offer) []keymap.Hint {
	then := func(commands ...keymap.Command) []keymap.Hint {
		return o.Fit.Hints(l.keys, []keymap.Scope{keymap.Jobs, keymap.Queue, keymap.Detail, keymap.Move, keymap.Global}, commands...)
	}
	var hints []keymap.Hint
	if o.Esc != "" {
		hints = append(hints, l.keys.As(keymap.Back, keymap.Global, o.Esc)...)
	}
	if o.Redo > 0 {
		hints = append(hints, l.keys.As(keymap.Redo, keymap.Jobs, "again for "+format.Count(o.Redo, "job", "jobs"))...)
	}
	if o.Paused {
		hints = append(hints, l.keys.As(keymap.PauseQueue, keymap.Queue, "resume the queue")...)
	}
	if o.Undo != "" && !o.Reviewed {
		hints = append(hints, l.keys.As(keymap.Undo, keymap.Global, o.Undo)...)
	}
	var own, rest []keymap.Command
	switch {
	case o.Empty:
		return append(hints, then(keymap.Create, keymap.Sheet, keymap.Refresh, keymap.Close, keymap.Help)...)
	case o.Fit.Marked:
		own = []keymap.Command{keymap.Download, keymap.Again, keymap.Delete, keymap.Rename, keymap.Watch, keymap.CopyMenu, keymap.Promote, keymap.Hold}
		rest = []keymap.Command{keymap.MarkAll, keymap.Accepts, keymap.Note, keymap.Mark, keymap.Range, keymap.Open}
	case o.Flat:
		own = append([]keymap.Command{keymap.Open, keymap.Find, keymap.MarkAll}, onRow(o.Fit)...)
		rest = []keymap.Command{keymap.States, keymap.Sort, keymap.Reverse, keymap.Failures, keymap.LoadAll, keymap.Mark}
	default:
		own = append([]keymap.Command{keymap.Open, keymap.Create}, onRow(o.Fit)...)
		rest = []keymap.Command{keymap.Find, keymap.Mark, keymap.States, keymap.Sort, keymap.Sheet, keymap.Refresh, keymap.Close}
	}
	hints = append(hints, then(own...)...)
	if o.Undo != "" && o.Reviewed {
		hints = append(hints, l.keys.As(keymap.Undo, keymap.Global, o.Undo)...)
	}
	if next, prev := l.keys.Of(keymap.NextPage, keymap.Jobs), l.keys.Of(keymap.PrevPage, keymap.Jobs); !o.Flat && !o.Fit.Marked {
		hints = append(hints, keymap.Hint{Key: next + " " + prev, Text: "page"})
	}
	return append(append(hints, then(rest...)...), then(keymap.Help)...)
}

// onRow are the commands that fit one row, the most used first.
func onRow(f action.Fit) []keymap.Command {
	switch {
	case f.Queued > 0 || f.Asks > 0:
		return []keymap.Command{keymap.Again, keymap.Hold, keymap.MoveUp, keymap.MoveDown, keymap.Delete}
	case f.Failed > 0:
		return []keymap.Command{keymap.Again, keymap.Double, keymap.Delete, keymap.CopyMenu, keymap.Failures, keymap.Rename}
	case f.Done > 0 && f.Here:
		return []keymap.Command{keymap.OpenLink, keymap.Delete, keymap.CopyMenu, keymap.Rename, keymap.Accepts, keymap.Note, keymap.Again, keymap.Promote}
	case f.Done > 0:
		return []keymap.Command{keymap.Download, keymap.OpenLink, keymap.Delete, keymap.CopyMenu, keymap.Rename, keymap.Accepts, keymap.Note, keymap.Again, keymap.Promote}
	}
	return []keymap.Command{keymap.Watch, keymap.Download, keymap.Delete, keymap.Again, keymap.CopyMenu, keymap.Rename}
}
