package joblist

import (
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
)

// wishes are the commands that are about the list and not about a job.
var wishes = map[keymap.Command]action.Action{
	keymap.Create: action.NewJob{}, keymap.Another: action.PickDraft{}, keymap.Raw: action.ShowRaw{},
	keymap.NextPage: action.NextPage{}, keymap.PrevPage: action.PrevPage{},
	keymap.Find: action.AskFilter{}, keymap.States: action.FilterState{}, keymap.Sort: action.NextSort{},
	keymap.Reverse: action.ReverseSort{}, keymap.Failures: action.ShowFailures{}, keymap.LoadAll: action.LoadAll{},
	keymap.WatchAll: action.WatchAll{}, keymap.Freeze: action.Freeze{},
}

// Screen moves the cursor by screens, down when n is positive.
func (l *List) Screen(n int, rows Rows) { l.moveTo(l.at+n*max(1, l.rowsShown()), rows) }

// AtEnd tells whether the cursor is on the last row.
func (l *List) AtEnd(rows Rows) bool { return l.at >= rows.Len()-1 }

// Visible is the stretch of rows on screen.
func (l *List) Visible(rows Rows) (from, to int) {
	from = l.Above()
	return from, min(rows.Len(), from+l.rowsShown())
}
