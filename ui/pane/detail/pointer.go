package detail

import "lipdash/ui/kit/keymap"

// Wheel moves the text by lines.
func (p *Pane) Wheel(by int) {
	c := keymap.Down
	if by < 0 {
		c, by = keymap.Up, -by
	}
	for range by {
		p.scroll(c)
	}
}
