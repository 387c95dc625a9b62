package palette

import (
	"slices"
	"strings"
	"testing"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
)

func TestOnlyWhatHasAMeaningIsOffered(t *testing.T) {
	list := []keymap.Scope{keymap.Jobs, keymap.Global}
	for name, c := range map[string]struct {
		s       Situation
		scopes  []keymap.Scope
		yes, no string
	}{
		"an empty list":             {Situation{Jobs: true}, list, "create filter load_all failures transfers", "jobs delete rename undo pane tell_me notify_test demo"},
		"a list":                    {Situation{Jobs: true, Row: true, Beside: true, Undo: true}, list, "delete rename undo pane mark", "jobs quit,again_for_what_failed"},
		"where something failed":    {Situation{Jobs: true, Row: true, Redo: true}, list, "again_for_what_failed", "undo pane"},
		"one job":                   {Situation{Row: true, OneJob: true}, []keymap.Scope{keymap.Jobs, keymap.Detail, keymap.Global}, "delete raw next_page jobs", "mark filter"},
		"the failures":              {Situation{Failures: true}, list, "delete mark jobs", "rename create"},
		"transfers without a file":  {Situation{Transfers: true}, []keymap.Scope{keymap.Transfers, keymap.Global}, "jobs activity", "pause cancel transfers"},
		"transfers":                 {Situation{Transfers: true, File: true}, []keymap.Scope{keymap.Transfers, keymap.Global}, "pause cancel", "transfers"},
		"the activity":              {Situation{Activity: true}, []keymap.Scope{keymap.Activity, keymap.Global}, "jobs transfers search", "activity"},
		"where messages arrive":     {Situation{Jobs: true, Row: true, Notifies: true}, list, "tell_me tell_about notify_test", "demo"},
		"the demo":                  {Situation{Jobs: true, Demo: true, Leaves: true, Opens: true}, list, "leave_demo", "demo"},
		"one's own account":         {Situation{Jobs: true, Leaves: true, Opens: true}, list, "demo", "leave_demo"},
		"a demo nobody can go from": {Situation{Jobs: true, Demo: true}, list, "create", "demo leave_demo"},
	} {
		var got []string
		for _, e := range Offer(keymap.Default(), c.scopes, c.s) {
			got = append(got, strings.ReplaceAll(e.Text, " ", "_"))
		}
		for _, want := range strings.Fields(c.yes) {
			if !slices.Contains(got, want) {
				t.Errorf("%s: %s is not offered: %v", name, want, got)
			}
		}
		for _, no := range strings.Fields(c.no) {
			if slices.Contains(got, no) {
				t.Errorf("%s: %s is offered", name, no)
			}
		}
	}
}

func TestViewsAreCommandsOfTheirOwn(t *testing.T) {
	s := Situation{Views: []View{{Name: "mine", Long: "failed"}, {Name: "kept", Kept: true}}, Asks: true}
	got := map[string]action.Action{}
	for _, e := range Offer(keymap.Default(), nil, s) {
		got[e.Text] = e.Action
	}
	for text, want := range map[string]action.Action{
		"view mine": action.UseView{Name: "mine"}, "view kept": action.UseView{Name: "kept"}, "save this view": action.AskSaveView{},
		"delete view kept": action.DropView{Name: "kept"}, "delete view mine": nil,
	} {
		if got[text] != want {
			t.Errorf("%s is %#v", text, got[text])
		}
	}
}
