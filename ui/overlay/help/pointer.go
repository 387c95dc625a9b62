package help

import "lipdash/ui/kit/keymap"

// Wheel moves the keys by lines.
func (o *Overlay) Wheel(by int) {
	c := keymap.Down
	if by < 0 {
		c, by = keymap.Up, -by
	}
	for range by {
		o.scrolled.Move(c)
	}
}
