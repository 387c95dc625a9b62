package joblist

import (
	"math"
	"slices"

	"lipdash/ui/kit/format"
)

// needs are what rows need of the columns: of title and info each row by itself.
type needs struct {
	titles, infos []int
	// widest is what each column has at most, 0 for nothing.
	widest [len(all)]int
}

func (l *List) needs(rows Rows) (n needs) {
	for i := range min(looked, rows.Len()) {
		r := rows.Row(i)
		n.titles, n.infos = append(n.titles, width(r.Title)), append(n.infos, width(r.Info))
		for _, c := range []Column{Mode, Length, Cost} {
			n.widest[c] = max(n.widest[c], width(r.text(c)))
		}
	}
	return n
}

func width(s string) int { return format.Width(format.Safe(s)) }

// longest is the largest of widths, at most so many.
func longest(widths []int, most int) int {
	if len(widths) == 0 {
		return 0
	}
	return min(most, slices.Max(widths))
}

// order are the columns that there is room for, in the order they were chosen.
func (n needs) order(w int, chosen []Column) []Column {
	out := slices.Clone(chosen)
	if len(out) == 0 {
		out = []Column{Status, Title, Mode, Length, Cost, Age, Info}
	}
	out = slices.DeleteFunc(out, func(c Column) bool { return all[c].spare && n.widest[c] == 0 })
	drop := func(cs ...Column) {
		out = slices.DeleteFunc(out, func(c Column) bool { return slices.Contains(cs, c) })
	}
	if w < Narrow {
		drop(Mode, Length, Cost, Age)
	}
	if room := n.rest(w, out) - max(usualInfo, longest(n.infos, w)); len(chosen) == 0 && (w < wide || room < longest(n.titles, wideTitle)) {
		drop(Mode, Cost)
	}
	for _, c := range []Column{Cost, Mode, Length, Age} {
		if w >= Narrow && n.rest(w, out) < leastTitle+leastInfo {
			drop(c)
		}
	}
	return out
}

// share parts the cells of title and info so that as little as possible is cut; what is cut
// of a title counts twice.
func (n needs) share(w, both int, hasInfo bool) (title, info int) {
	if !hasInfo {
		return both, 0
	}
	least := leastTitle
	if w < Narrow {
		least = narrowTitle
	}
	needTitle, needInfo := longest(n.titles, both), longest(n.infos, both)
	if info = max(usualInfo, needInfo); both-info >= max(needTitle, least) {
		title = min(both-info, max(needTitle, ampleTitle))
		return title, both - title
	}
	least = min(least, needTitle)
	most := max(both-max(leastInfo, min(needInfo, usualInfo)), least)
	fewest, best := math.MaxInt, most
	for try := most; try >= least; try-- {
		if cut := 2*over(n.titles, try) + over(n.infos, both-try); cut < fewest {
			fewest, best = cut, try
		}
	}
	return best, both - best
}

// over is how much of widths is more than there is.
func over(widths []int, w int) int {
	n := 0
	for _, x := range widths {
		n += max(0, x-w)
	}
	return n
}
