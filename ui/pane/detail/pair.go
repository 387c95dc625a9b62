package detail

import (
	"strings"

	"lipdash/ui/kit/format"
)

// The least widths of two sections beside each other, and what is free between them.
const historyLeast, moneyLeast, pairGap = 28, 45, 2

// moneyAt is how far from the left margin the money stands beside the history, 0 where there is
// no room for both or one is missing.
func (s *sheet) moneyAt(d Data) int {
	took, events := s.seen(d)
	if s.full || d.Cost == "" || len(events) == 0 {
		return 0
	}
	at := max(historyLeast, format.Width(seenHeading)+asideGap+format.Width(took))
	for _, e := range events {
		at = max(at, format.Width(e.when)+1+format.Width(e.word))
	}
	if at += pairGap; s.room()-at < moneyLeast {
		return 0
	}
	return at
}

// money is the section of what the job costs.
func (s *sheet) money(d Data) {
	if s.full || d.Cost == "" {
		return
	}
	s.heading("money", "")
	s.cost(d)
}

// pair puts two sections beside each other, the second so far from the left margin.
func (s *sheet) pair(at int, left, right func(*sheet)) {
	a, b := *s, *s
	a.lines, a.w, a.right = nil, s.left+at, pairGap
	b.lines, b.w, b.left = nil, s.w-a.w, 0
	left(&a)
	right(&b)
	s.gap()
	line := func(of sheet, i int) string {
		if i < len(of.lines) {
			return of.lines[i]
		}
		return strings.Repeat(" ", of.w)
	}
	for i := range max(len(a.lines), len(b.lines)) {
		s.lines = append(s.lines, line(a, i)+line(b, i))
	}
}
