package ask_test

import (
	"reflect"
	"testing"

	"lipdash/ui/ask"
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/overlay/menu"
	"lipdash/ui/state/share"
)

func TestTheMenuOfWhatJobsHaveToCopyEndsWithThePlainText(t *testing.T) {
	ids := action.JobRows("a", "b")
	id := share.PartByID("id")
	got := ask.Copy([]share.Offer{{Part: id, Text: "ids", Why: "none"}}, ids)
	want := []menu.Item{
		{Command: "id", Text: "ids", Why: "none", Action: action.CopyPart{IDs: ids, Part: "id"}},
		{Command: keymap.PlainText, Text: "plain text, for the mouse", Action: action.ShowPlain{IDs: ids}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
}
