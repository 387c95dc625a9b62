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
	layers.Remove(layers.Top())
	if meant := click(&p, list, 2, noon.Add(time.Second+Double-1)); meant != (Meant{}) {
		t.Errorf("under the dialog that the first one closed: %+v", meant)
	}
	for n, want := range []string{"x", "", "x"} {
		if meant := click(&p, list, 2, noon.Add(time.Minute+time.Duration(n)*Double/2)); meant.Key != want {
			t.Errorf("the %d. click on a key: %+v", n+1, meant)
		}
	}
}

// row is a pane of one row.
type row struct{}

func (row) Click(int, int, string, bool) (action.Action, bool) { return nil, true }
func (row) Wheel(int)                                          {}

func TestTheSecondClickOpensOnlyWhatTheFirstChose(t *testing.T) {
	var p Pointer
	frame := Frame{Drawn: "row\nrow\nkey", Width: 40, Layers: &stack.Stack{}, Body: 2, Pane: row{}}
	form := frame
	form.Pane = Form{}
	p.clicked(2, 1, noon)
	p.on = form.on(1, 3)
	if meant := click(&p, frame, 2, noon.Add(1)); meant != (Meant{}) {
		t.Errorf("the list under the form that the first click closed: %+v", meant)
	}
	for n, open := range []bool{false, true, false} {
		if meant := click(&p, frame, 2, noon.Add(time.Second+time.Duration(n)*Double/2)); !meant.Chose || meant.Open != open {
			t.Errorf("the %d. click: %+v", n+1, meant)
		}
	}
}
