package mouse

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"lipdash/ui/kit/action"
	"lipdash/ui/kit/keymap"
	"lipdash/ui/kit/stack"
	"lipdash/ui/overlay/confirm"
)

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func click(p *Pointer, f Frame, x int, at time.Time) Meant {
	return p.Takes(tea.MouseClickMsg{X: x, Y: 1, Button: tea.MouseLeft}, f, at)
}

func TestTwoClicksWithinHalfASecondAreADoubleClick(t *testing.T) {
	for after, want := range map[time.Duration]bool{450 * time.Millisecond: true, 510 * time.Millisecond: false} {
		var p Pointer
		p.clicked(3, 4, noon)
		if got := p.clicked(4, 4, noon.Add(after)); got != want {
			t.Errorf("after %s: %v", after, got)
		}
	}
}

func TestTheSecondOfTwoClicksAnswersNothingThatTheFirstOpened(t *testing.T) {
	var p Pointer
	var layers stack.Stack
	list := Frame{Drawn: "\nx delete", Width: 40, Hints: []keymap.Hint{{Key: "x", Text: "delete"}}, Layers: &layers}
	if meant := click(&p, list, 2, noon); meant.Key != "x" {
		t.Fatalf("%+v", meant)
	}
	layers.Push(confirm.New(keymap.Default(), confirm.Spec{Buttons: []confirm.Button{{Label: "Yes", Action: action.Refresh{}}}}))
	dialog := Frame{Drawn: "\ny yes", Width: 40, Hints: []keymap.Hint{{Key: "y", Text: "yes"}}, Layers: &layers}
	if meant := click(&p, dialog, 2, noon.Add(Double-1)); meant != (Meant{}) || layers.Top() == nil {
		t.Errorf("%+v", meant)
	}
	if meant := click(&p, dialog, 2, noon.Add(time.Second)); meant.Key != "y" {
		t.Errorf("one of its own: %+v", meant)
	}
}
