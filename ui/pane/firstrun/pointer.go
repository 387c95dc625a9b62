package firstrun

import (
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells"
	"lipdash/ui/kit/format"
)

// Click presses the button that is drawn at a cell of a line, or chooses where the key is kept.
func (s *Screen) Click(x, _ int, line string, again bool) (act action.Action, hit bool) {
	if !s.busy && s.keep.Click(x, line) {
		s.focus = itemKeep
		return nil, true
	}
	order := s.buttonOrder()
	labels := make([]string, len(order))
	for i, it := range order {
		labels[i] = " " + labelOf(s, it) + " "
	}
	i, _ := cells.WordAt(line, labels, x)
	if s.busy || again || i < 0 || !cells.Only(line, labels) {
		return nil, false
	}
	s.focus = order[i]
	return s.press(), true
}

func labelOf(s *Screen, i item) string {
	if i >= itemProfile {
		return "Profile " + string(format.Safe(s.profiles[i-itemProfile]))
	}
	return labels[i]
}

// Wheel does nothing: all of it is on screen.
func (s *Screen) Wheel(int) {}
