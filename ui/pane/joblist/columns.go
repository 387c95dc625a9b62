package joblist

import "slices"

// Column is one of the list's.
type Column int

// The columns, in the order they have where nobody chose another.
const (
	Status Column = iota
	Title
	Mode
	Length
	Cost
	Age
	Info
)

// column is how a column is called, and how wide it is where that does not follow from its rows:
// title and info share what is left.
// Figures stand at the right end of their cells.
type column struct {
	name, head string
	cells      int
	figures    bool
	// spare columns are left out where none of the rows has anything in them.
	spare bool
}

var all = [...]column{
	Status: {name: "status", head: "STATUS", cells: 10},
	Title:  {name: "title", head: "TITLE"},
	Mode:   {name: "mode", head: "MODE", cells: 9, spare: true},
	Length: {name: "length", head: "LENGTH", figures: true, spare: true},
	Cost:   {name: "cost", head: "COST", figures: true, spare: true},
	Age:    {name: "age", head: "AGE", cells: 5, figures: true},
	Info:   {name: "info", head: "INFO"},
}

// Named are the columns of some names; a name that is none is passed over.
func Named(names []string) (out []Column) {
	for _, n := range names {
		if i := slices.IndexFunc(all[:], func(c column) bool { return c.name == n }); i >= 0 {
			out = append(out, Column(i))
		}
	}
	return out
}

const (
	// Narrow is the width below which a row is only status, title and info.
	Narrow = 60
	// wide is the width from which on mode and cost are columns too.
	wide = 94
	// lead is the cells before the first column: bar, mark, gap.
	lead = 3
	// leastTitle is the width that a title keeps beside long reasons, ampleTitle what it has
	// before others get more than they need, wideTitle what it keeps beside mode and cost, and
	// narrowTitle where all is narrow.
	leastTitle, ampleTitle, wideTitle, narrowTitle = 16, 44, 30, 12
	// leastInfo is kept for what a row may say later, so that no column moves then.
	leastInfo, usualInfo = 14, 22
	// looked is how many rows are looked at.
	looked = 200
)

// cell is a column's place in a row.
type cell struct {
	Column
	x, w int
}

func (c cell) end() int { return c.x + c.w }

// columns are the cells of a row, from left to right.
type columns []cell

// of is the cell of a column, without width when it is not shown.
func (cs columns) of(c Column) cell {
	if i := slices.IndexFunc(cs, func(x cell) bool { return x.Column == c }); i >= 0 {
		return cs[i]
	}
	return cell{Column: c}
}

// cells is how wide a column is that is not flexible, in a list of w cells.
func (n needs) cells(c Column, w int) int {
	switch {
	case c == Status && w < Narrow:
		return all[c].cells - 1
	case all[c].spare && all[c].figures:
		return max(len(all[c].head), n.widest[c])
	}
	return all[c].cells
}

// gap is how many cells part a column from the one before, in a list of w cells.
func gap(w int, before, c Column) int {
	switch {
	case before == Status, w < Narrow, c == Age && before == Length:
		return 1 // ages take all of their cells only where there is no length
	case all[before].figures && !all[c].figures && w >= wide:
		return 3
	}
	return 2
}

// rest are the cells that title and info share.
func (n needs) rest(w int, cs []Column) int {
	left := w - lead
	for i, c := range cs {
		left -= n.cells(c, w)
		if i > 0 {
			left -= gap(w, cs[i-1], c)
		}
	}
	if w >= Narrow {
		left-- // what ends the row does not touch what is beside the list
	}
	return max(0, left)
}

// layout is where the columns of a list of w cells stand.
func (n needs) layout(w int, chosen []Column) columns {
	order := n.order(w, chosen)
	title, info := n.share(w, order)
	return n.place(w, order, title, info)
}

// place is where columns in an order stand, with so many cells for titles and infos.
func (n needs) place(w int, order []Column, title, info int) columns {
	out := make(columns, 0, len(order))
	x := lead
	for i, c := range order {
		if i > 0 {
			x += gap(w, order[i-1], c)
		}
		one := cell{c, x, n.cells(c, w)}
		switch c {
		case Title:
			one.w = title
		case Info:
			one.w = info
		}
		out, x = append(out, one), one.end()
	}
	return out
}

// filled is how many cells of each column a row fills.
type filled [len(all)]int

// whole is more cells than a column has.
const whole = 1 << 20

// begins is where what a row has in a column begins.
func (c cell) begins(has filled) int {
	if all[c.Column].figures {
		return max(c.x, c.end()-has[c.Column])
	}
	return c.x
}

// rooms are how many cells a row has for its title, which is so wide, and its info: their
// columns, and beside those what it leaves empty.
func (cs columns) rooms(title int, has filled) (forTitle, forInfo int) {
	const parted = 2
	t := slices.IndexFunc(cs, func(c cell) bool { return c.Column == Title })
	i := slices.IndexFunc(cs, func(c cell) bool { return c.Column == Info })
	if t >= 0 {
		at := t + 1
		for at < len(cs) && has[cs[at].Column] == 0 {
			at++
		}
		end := cs[at-1].end()
		if at < len(cs) && all[cs[at].Column].figures {
			end = max(cs[t].end(), cs[at].begins(has)-parted)
		}
		forTitle = end - cs[t].x
	}
	if i >= 0 {
		at := i
		for at > 0 && has[cs[at-1].Column] == 0 {
			at--
		}
		from := cs[at].x
		if at > 0 && at-1 == t {
			from = min(cs[i].x, cs[t].x+min(title, forTitle)+parted)
		}
		forInfo = cs[i].end() - from
	}
	return forTitle, forInfo
}

// measured is what columns are measured for.
type measured struct {
	choice any
	w      int
}

// measure lays the columns out, once for a page or a filter: no column moves when a value
// changes. Where rows came or ended, or more became known of them since, a column that came
// in is shown and reasons get more room, and nothing else moves.
func (l *List) measure(rows Rows) {
	of, signs, n := measured{rows.Choice(), l.w}, rows.Signs(), min(looked, rows.Len())
	if n == 0 {
		of, signs = measured{}, nil
	}
	if l.of == of && l.signs == signs && l.n == n && l.columns != nil {
		return
	}
	is := l.needs(rows).layout(l.w, rows.Columns())
	if l.of != of || is.over(l.columns) {
		l.columns = is
	}
	l.of, l.signs, l.n = of, signs, n
}

// over tells whether some column is wider than it is in others, or is not among those.
func (cs columns) over(others columns) bool {
	return slices.ContainsFunc(cs, func(c cell) bool { return c.Column != Title && c.w > others.of(c.Column).w })
}

// layout are the columns, also where there is no row to measure.
func (l *List) layout() columns {
	if l.of.w != l.w || l.columns == nil {
		return needs{}.layout(l.w, nil)
	}
	return l.columns
}
