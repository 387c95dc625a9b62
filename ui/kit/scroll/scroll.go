// Package scroll is text in a bubbles/viewport, moved by the commands of the key map.
// The viewport keeps the place; the lines of its window are drawn as they are. Its View
// would measure them by its own rule, and break one with a flag or a family in two.
package scroll

import (
	"charm.land/bubbles/v2/viewport"

	"lipdash/ui/kit/keymap"
)

// Text is lines of which as many as are told are on screen.
type Text struct{ view viewport.Model }

// Top is the first line on screen.
func (t *Text) Top() int { return t.view.YOffset() }

// Home goes to the first line.
func (t *Text) Home() { t.view.SetYOffset(0) }

// On is the text with other lines or another height, at the place it was at as far as
// there is one. The text itself stays, so drawing may ask for it.
func (t Text) On(lines []string, h int) Text {
	t.view.SetHeight(max(1, h))
	t.view.SetContentLines(lines)
	return t
}

// Wheel moves it by lines, down when by is positive.
func (t *Text) Wheel(by int) { t.view.SetYOffset(t.view.YOffset() + by) }

// Move answers a command of the scope Move; false for any other. A screen up or down
// keeps one line in sight.
func (t *Text) Move(c keymap.Command) bool {
	v := &t.view
	page := max(1, v.Height()-1)
	switch c {
	case keymap.Down:
		v.ScrollDown(1)
	case keymap.Up:
		v.ScrollUp(1)
	case keymap.HalfDown:
		v.ScrollDown(max(1, v.Height()/2))
	case keymap.HalfUp:
		v.ScrollUp(max(1, v.Height()/2))
	case keymap.PageDown:
		v.ScrollDown(page)
	case keymap.PageUp:
		v.ScrollUp(page)
	case keymap.Top:
		v.GotoTop()
	case keymap.Bottom:
		v.GotoBottom()
	default:
		return false
	}
	return true
}
