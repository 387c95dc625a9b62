package failures

import "lipdash/ui/kit/format"

// The jobs stand beside the reasons from the width besideFrom on, else below them from the
// height belowFrom on. Beside, they keep the width jobsLeast.
const besideFrom, belowFrom, jobsLeast = 120, 14, 40

// narrow is the width below which how old the newest is yields to the reason.
const narrow = 50

// The widths of a line's cells before the reason, and of what is around it.
const countCells, againCells, ageCells, edges = 4, 7, 8, 2 + 2 + 1

// divide shares the pane out by what there is to read: the reasons are whole as long as the
// jobs still fit beside them, and how many can be made again is no column where that would cut
// a reason which is whole without it.
func (p *Pane) divide() {
	longest := 0
	for _, g := range p.groups {
		longest = max(longest, format.Width(g.text()))
	}
	p.w, p.side, p.below = p.full, 0, 0
	beside := p.full >= besideFrom
	switch {
	case beside:
		p.w = p.full - 2 - jobsLeast
	case p.h >= belowFrom:
		p.below = p.h / 2
	}
	room := p.w - edges - countCells - p.age()
	p.again = true
	for _, g := range p.groups {
		if n := format.Width(g.text()); n <= room && n > room-againCells {
			p.again = false
		}
	}
	if beside {
		need := edges + countCells + p.age() + longest
		if p.again {
			need += againCells
		}
		p.w = min(p.w, max(need, p.full*55/100))
		p.side = p.full - p.w - 2
	}
	p.list.SetSize(p.w, p.h-p.below)
}
