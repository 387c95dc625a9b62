package ask

import (
	"fmt"
	"time"

	"lipdash/api/record"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/format"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/overlay/menu"
	"lipdash/ui/state/create"
)

// draftsShown is how many of the others have a key of their own.
const draftsShown = 8

// Drafts offer the draft in the form, the others and a new one.
func Drafts(d *create.Drafts, others []record.Draft, now time.Time, cut func(string, int) string) []menu.Item {
	var items []menu.Item
	name := func(d record.Draft) string { return cut(d.Name(), 36) + ", " + format.Ago(now.Sub(d.UpdatedAt)) }
	if here := d.Form(); len(here.Values) > 0 {
		items = append(items, menu.Item{Command: keymap.ThisDraft, Text: name(here) + ", in the form", Action: action.PickDraft{ID: here.ID}})
	}
	for i, o := range others {
		it := menu.Item{ID: o.ID, Text: name(o), Action: action.PickDraft{ID: o.ID}}
		if i < draftsShown {
			it.Key = fmt.Sprint(i + 1)
		}
		items = append(items, it)
	}
	return append(items, menu.Item{Command: keymap.NewDraft, Text: "a new one", Action: action.PickDraft{}})
}
