package palette

import (
	"lipdash/ui/kit/action"
	"lipdash/ui/kit/cells"
)

// above are the lines over the entries.
const above = 3

// Click runs the entry that is drawn on a line of the block.
func (p *Palette) Click(_, y int, _ string) (act action.Action, done bool) {
	i := p.top() + y - above
	if y < above || y >= above+p.rows() || i >= len(p.found) {
		return nil, false
	}
	return p.found[i].Action, true
}

// Wheel moves the chosen entry.
func (p *Palette) Wheel(by int) {
	p.at = max(min(0, len(p.found)-1), min(p.at+by, len(p.found)-1))
}

// top is the first entry on screen.
func (p *Palette) top() int {
	return cells.Window(len(p.found), p.rows(), max(0, p.at), max(0, p.at))
}
