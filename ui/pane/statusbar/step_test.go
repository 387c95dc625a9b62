package statusbar_test

import (
	"testing"

	"lipdash/ui/kit/keymap"
	"lipdash/ui/pane/statusbar"
)

func TestAKnownHintStepsBackAndTheLastStaysLast(t *testing.T) {
	hints := []keymap.Hint{{Key: "enter", Text: "open"}, {Key: "c", Text: "create"}, {Key: "/", Text: "filter"}, {Key: "?", Text: "help"}}
	got := ""
	for _, h := range statusbar.Step(hints, func(text string) bool { return text == "open" || text == "help" }) {
		got += h.Text + " "
	}
	if got != "create filter open help " {
		t.Errorf("%q", got)
	}
	if left := statusbar.Step(nil, func(string) bool { return true }); len(left) != 0 {
		t.Errorf("%v", left)
	}
}
