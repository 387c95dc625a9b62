package joblist

import (
	"slices"

	"lipdash/ui/kit/format"
)

// needs are what rows need of the columns: of title and info each row by itself.
type needs struct {
	titles, infos []int
	// has tells of each row in which columns it has something.
	has []filled
	// widest is what each column has at most, 0 for nothing: of infos with what is said beside
	// them, unless that is very long.
	widest [len(all)]int
}

func (l *List) needs(rows Rows) (n needs) {
	for i := range min(looked, rows.Len()) {
		r := rows.Row(i)
		n.titles, n.infos, n.has = append(n.titles, width(r.Title)), append(n.infos, width(r.Info)), append(n.has, r.has())
		n.widest[Info] = max(n.widest[Info], format.Width(r.words(l.w/3)))
		for _, c := range []Column{Mode, Length, Cost} {
			n.widest[c] = max(n.widest[c], width(r.text(c)))
		}
	}
	return n
}

const (
	// lot is from how many cells on a text is cut a lot.
	lot = 10
	// longTitle is what one title may be although all others are shorter.
	longTitle = 32
)

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
	if room := n.rest(w, out) - max(usualInfo, longest(n.infos, w/3)); len(chosen) == 0 && (w < wide || room < longest(n.titles, wideTitle)) {
		drop(Mode, Cost)
	}
	for _, c := range []Column{Cost, Mode, Length, Age} {
		if w >= Narrow && n.rest(w, out) < leastTitle+leastInfo {
			drop(c)
		}
	}
	return out
}

// share parts the cells of title and info, in a list of w cells with columns in an order, so
// that as little as possible is cut. Where nothing is, infos keep room for what they may say
// later.
func (n needs) share(w int, order []Column) (title, info int) {
	both := n.rest(w, order)
	if !slices.Contains(order, Info) {
		return both, 0
	}
	least := leastTitle
	if w < Narrow {
		least = narrowTitle
	}
	longest := longest(n.titles, both)
	least = min(least, longest)
	most := max(least, both-leastInfo)
	best := max(least, min(most, both-max(usualInfo, min(n.widest[Info], w/3)), max(longest, ampleTitle)))
	n.titles = n.withoutOutliers()
	fewest := n.cut(n.place(w, order, best, both-best))
	try := func(from, to, step int) {
		for at := from; fewest > 0 && at != to; at += step {
			if cut := n.cut(n.place(w, order, at, both-at)); cut < fewest {
				fewest, best = cut, at
			}
		}
	}
	first := best
	try(first, least-1, -1)
	try(first, most+1, 1)
	return best, both - best
}

// withoutOutliers are the widths of titles, of which a few that are much longer than the rest
// count as that.
func (n needs) withoutOutliers() []int {
	if len(n.titles) == 0 {
		return nil
	}
	sorted := slices.Sorted(slices.Values(n.titles))
	most := max(longTitle, sorted[len(sorted)*9/10])
	out := make([]int, len(n.titles))
	for i, w := range n.titles {
		out[i] = min(w, most)
	}
	return out
}

// cut is how much of titles and infos is cut in columns. What is cut of a title counts twice,
// and the rest of what is cut a lot counts less: one row does not take what many need.
func (n needs) cut(cs columns) (cut int) {
	weigh := func(missing int) int { return min(missing, lot) + max(0, missing-lot)/4 }
	for i := range n.titles {
		title, info := cs.rooms(n.titles[i], n.has[i])
		cut += 2*weigh(max(0, n.titles[i]-title)) + weigh(max(0, n.infos[i]-info))
	}
	return cut
}
