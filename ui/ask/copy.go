package ask

import (
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/overlay/menu"
	"lipdash/ui/state/share"
)

// Copy offers what rows have to copy, and all of it as plain text; without any, what was
// copied last.
func Copy(offers []share.Offer, rows []action.RowID) []menu.Item {
	var items []menu.Item
	for _, o := range offers {
		items = append(items, menu.Item{Command: keymap.Command(o.Part.ID), Text: o.Text, Why: o.Why, Action: action.CopyPart{IDs: rows, Part: action.Part(o.Part.ID)}})
	}
	return append(items, menu.Item{Command: keymap.PlainText, Text: "plain text, for the mouse", Action: action.ShowPlain{IDs: rows}})
}

// CopyOr copies a text, or says why there is none.
func CopyOr(what, text, why string) action.Action {
	if why != "" {
		return action.Say{Text: why}
	}
	return action.Copy{What: what, Text: text}
}
