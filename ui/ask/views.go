package ask

import (
	"cmp"
	"fmt"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/overlay/entry"
	"lipdash/ui/overlay/menu"
	"lipdash/ui/overlay/palette"
	"lipdash/ui/state/browse"
)

// asItIs is what a view that changes nothing is called in a list of them.
const asItIs = "newest first"

// viewsShown is how many views have a key of their own.
const viewsShown = 9

// Views offer the views by number, and to keep what is asked for now as one, or with drop to
// forget one of those that were kept.
func Views(v *browse.Views, now browse.Query, drop bool, ellipsis string) (title string, items []menu.Item) {
	if drop {
		for i, name := range v.Kept() {
			if i < viewsShown {
				items = append(items, menu.Item{Key: fmt.Sprint(i + 1), Text: name, Action: action.DropView{Name: name}})
			}
		}
		return "Delete a view", items
	}
	for i, view := range v.All() {
		if i == viewsShown {
			break
		}
		words := cmp.Or(browse.QueryOf(view).Words(ellipsis), asItIs)
		items = append(items, menu.Item{Key: fmt.Sprint(i + 1), Text: view.Name + ": " + words, Action: action.UseView{Name: view.Name}})
	}
	save := menu.Item{Command: keymap.SaveView, Text: "save this view", Action: action.AskSaveView{}}
	if !now.Active() {
		save.Why, save.Action = "once something is filtered or sorted", action.Say{Text: browse.NoView}
	} else {
		save.Text += ": " + now.Words(ellipsis)
	}
	items = append(items, save)
	if len(v.Kept()) > 0 {
		items = append(items, menu.Item{Command: keymap.DropView, Text: "delete a view", Action: action.AskViews{Drop: true}})
	}
	return "Views", items
}

// ViewEntries are the views for the palette.
func ViewEntries(v *browse.Views, ellipsis string) (out []palette.View) {
	for _, view := range v.All() {
		out = append(out, palette.View{Name: view.Name, Long: cmp.Or(browse.QueryOf(view).Words(ellipsis), asItIs)})
	}
	for _, name := range v.Kept() {
		for i := range out {
			out[i].Kept = out[i].Kept || out[i].Name == name
		}
	}
	return out
}

// ViewName asks for the name of what is asked for now.
func ViewName(now browse.Query, ellipsis string) entry.Spec {
	return entry.Spec{Title: "Save this view", Label: "Name  ", Note: now.Words(ellipsis), Then: func(name string) action.Action { return action.SaveView{Name: name} }}
}

// Note asks for the note on results.
func Note(ids []action.RowID, title, text string) entry.Spec {
	return entry.Spec{
		Title: title, Text: text, Note: "kept on this machine, empty takes it off", Empty: true,
		Then: func(note string) action.Action {
			return action.Review{IDs: ids, Do: action.SetNote, With: note}
		},
	}
}
