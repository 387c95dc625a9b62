package action

import (
	"strconv"

	"lipdash/ui/kit/keymap"
)

// Fit is what can be done with the rows that an action is meant for: for how many of them
// each command does something.
type Fit struct {
	// Rows is all of them, Jobs without what is no job yet. Marked tells that they are
	// marked, and not the one under the cursor.
	Rows, Jobs int
	Marked     bool
	// Again can be made again from here, or sent; Precise in precision; Fetch has files that
	// are not here; Watch is still to end, and Told of these is told then; Done has a result,
	// and Failed has none.
	Again, Precise, Fetch, Watch, Told, Done, Failed int
	// Queued waits here, and Asks wants a decision.
	Queued, Asks int
	// Here tells that the file of the one row is on this machine.
	Here bool
}

// Of is for how many rows a command does something; where it is not about rows it is 1.
func (f Fit) Of(c keymap.Command) int {
	switch c {
	case keymap.Again:
		return f.Again
	case keymap.Promote:
		return f.Precise
	case keymap.Download:
		return f.Fetch
	case keymap.Watch:
		return f.Watch
	case keymap.Accepts, keymap.Rejects, keymap.Note:
		return f.Done + f.Failed
	case keymap.OpenLink:
		return f.Done
	case keymap.Delete:
		return f.Rows
	case keymap.Rename, keymap.CopyID, keymap.CopyMenu, keymap.Double, keymap.Raw:
		return f.Jobs
	case keymap.MoveUp, keymap.MoveDown, keymap.Hold:
		return f.Queued
	}
	return 1
}

// DoNotTell is what the key that tells says where all of its rows are told already.
const DoNotTell = "do not tell"

// MakeAgain is what the key that makes again says where others than what failed and waits are made again too.
const MakeAgain = "make again"

// Hints are the footer's entries of those commands that do something, with how many rows
// each is for where more than one is marked.
func (f Fit) Hints(keys *keymap.Map, scopes []keymap.Scope, commands ...keymap.Command) (out []keymap.Hint) {
	for _, c := range commands {
		n := f.Of(c)
		if n == 0 {
			continue
		}
		for _, h := range keys.Hints(scopes, c) {
			if c == keymap.Watch && f.Told == f.Watch {
				h.Text = DoNotTell
			}
			if other := keys.Hints(scopes, keymap.Rejects); c == keymap.Accepts && len(other) > 0 {
				h = keymap.Hint{Key: h.Key + " " + other[0].Key, Text: "review"}
			}
			if c == keymap.Again && f.Again > f.Failed+f.Queued+f.Asks {
				h.Text = MakeAgain
			}
			if NeedsRow(c) && f.Marked && manyRows(c) {
				h.Text += " " + strconv.Itoa(n)
			}
			out = append(out, h)
		}
	}
	return out
}

// manyRows tells whether a command means all marked rows.
func manyRows(c keymap.Command) bool {
	_, many := OnRows(c, nil)
	return many
}
