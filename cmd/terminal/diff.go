package terminal

import "fmt"

// span is cells of one row, from a column to before another.
type span struct{ y, from, to int }

// bridged is the most equal cells that are written again to save a move.
const bridged = 12

// compare adds the spans of a row that differ.
func (p *painter) compare(todo []span, y int, want []cell) []span {
	have := p.have.row(y)
	s := span{y: y, from: -1}
	for x := 0; x < len(want); x++ {
		if want[x] == have[x] {
			continue
		}
		a, b := touched(want, have, x)
		switch {
		case s.from < 0:
			s.from, s.to = a, b
		case a <= s.to || p.bridge(want, s.to, a):
			s.to = max(s.to, b)
		default:
			todo = append(todo, s)
			s.from, s.to = max(a, s.to), b
		}
		x = max(x, s.to-1)
	}
	if s.from >= 0 {
		todo = append(todo, s)
	}
	return todo
}

// touched is the cells that a change at a column makes necessary: all halves of the
// wide characters it touches, of the old picture and the new one.
func touched(want, have []cell, x int) (from, to int) {
	from, to = x, x+1
	for from > 0 && (want[from].text == "" || have[from].text == "") {
		from--
	}
	for to < len(want) && (want[to].text == "" || have[to].text == "") {
		to++
	}
	return from, to
}

// bridge tells whether writing the equal cells between two changes again is
// cheaper than moving over them.
func (p *painter) bridge(want []cell, from, to int) bool {
	if to-from > bridged {
		return false
	}
	pen := want[from-1].style
	cost := 0
	for _, c := range want[from:to] {
		if c.text != " " || pen.blank() != c.style {
			cost += len(c.style.from(pen))
			pen = c.style
		}
		cost += len(c.text)
	}
	cost += len(want[to].style.from(pen))
	return cost <= len(fmt.Sprintf("\x1b[%dC", to-from))+len(want[to].style.from(want[from-1].style))
}
