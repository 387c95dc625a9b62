package menu

import (
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells"
)

// Click chooses the item that is drawn on a line; one that cannot be chosen does nothing.
func (m *Menu) Click(x, _ int, line string) (act action.Action, done bool) {
	for _, it := range m.items[m.top : m.top+m.shown()] {
		i, _ := cells.WordAt(line, []string{it.Key + "  " + string(it.words())}, x)
		if i == 0 && it.Why == "" {
			return it.Action, true
		}
	}
	return nil, false
}

// Wheel shows other items.
func (m *Menu) Wheel(by int) { m.scroll(by) }
