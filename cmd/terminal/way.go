package terminal

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// moveTo takes the cursor to a cell by the shortest way.
func (p *painter) moveTo(x, y int) {
	h := p.have
	if !p.astray && h.x == x && h.y == y {
		return
	}
	at := stand{x: h.x, y: h.y, astray: p.astray}
	if !at.astray && stepsCost(at, x, y) < absoluteCost(x, y) {
		p.put(vertical(y-h.y) + horizontal(h.x, x))
	} else {
		p.put(absolute(x, y))
	}
	h.moveTo(x, y)
	p.astray = false
}

// moveCost is how many bytes moveTo writes.
func moveCost(at stand, x, y int) int {
	n := absoluteCost(x, y)
	if !at.astray {
		n = min(n, stepsCost(at, x, y))
	}
	return n
}

// stepsCost is what the way costs in steps.
func stepsCost(at stand, x, y int) int {
	n := 0
	if dy := y - at.y; dy != 0 {
		n = stepCost(max(dy, -dy))
	}
	switch dx := x - at.x; {
	case dx == 0:
		return n
	case x == 0:
		return n + 1
	case dx > 0:
		return n + stepCost(dx)
	default:
		return n + min(-dx, stepCost(-dx))
	}
}

func vertical(dy int) string {
	switch {
	case dy > 0:
		return ansi.CursorDown(dy)
	case dy < 0:
		return ansi.CursorUp(-dy)
	}
	return ""
}

func horizontal(from, to int) string {
	switch {
	case to == from:
		return ""
	case to == 0:
		return "\r"
	case to > from:
		return ansi.CursorForward(to - from)
	case from-to <= stepCost(from-to):
		return strings.Repeat("\b", from-to)
	}
	return ansi.CursorBackward(from - to)
}

// stepCost is the length of a relative move by n, which leaves a 1 out.
func stepCost(n int) int {
	if n == 1 {
		return len("\x1b[C")
	}
	return len("\x1b[C") + digits(n)
}

// absolute is a move to a cell from anywhere; a first column need not be named.
func absolute(x, y int) string {
	if x == 0 {
		return fmt.Sprintf("\x1b[%dH", y+1)
	}
	return ansi.CursorPosition(x+1, y+1)
}

func absoluteCost(x, y int) int {
	if x == 0 {
		return len("\x1b[H") + digits(y+1)
	}
	return len("\x1b[;H") + digits(x+1) + digits(y+1)
}

func digits(n int) int {
	d := 1
	for n >= 10 {
		n /= 10
		d++
	}
	return d
}
