package confirm

import (
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
)

// Click presses the button that is drawn at a cell of a line; done closes the dialog with its
// action. One that may not be pressed yet does nothing.
func (d *Dialog) Click(x, _ int, line string) (act action.Action, done bool) {
	labels := make([]string, len(d.spec.Buttons))
	for i, b := range d.spec.Buttons {
		labels[i] = " " + string(format.Safe(b.Label)) + " "
	}
	i, _ := cells.WordAt(line, labels, x)
	if i < 0 || !d.reachable(i) || !cells.Only(line, labels) {
		return nil, false
	}
	return d.spec.Buttons[i].Action, true
}
