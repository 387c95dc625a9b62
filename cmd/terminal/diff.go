package terminal

// run is neighbouring cells of one row that one pen writes: a style costs more
// bytes than a move, so what differs is cut where the style changes and written
// in the order that changes it least.
type run struct {
	y, from, to int
	// pen is the style that writes them. While inked is false all of them are
	// blank, and any pen does that leaves such blanks.
	pen   style
	inked bool
	// end is the column the cursor is in afterwards, astray whether that is certain.
	end    int
	astray bool
}

// suits tells whether a pen is right for the run.
func (r run) suits(pen style) bool {
	return pen == r.pen || !r.inked && pen.blank() == r.pen
}

// takes tells whether the run's pen writes a cell, or can be made one that does.
func (r run) takes(c cell) bool {
	return r.pen == c.style || isBlank(c) && r.pen.blank() == c.style.blank() || !r.inked && c.style.blank() == r.pen
}

// add lengthens the run up to before a column by a cell that it takes.
func (r *run) add(c cell, to int) {
	if !r.inked && !isBlank(c) {
		r.pen, r.inked = c.style, true
	}
	r.to = to
}

// isBlank tells whether a cell has no ink. A half of a character that was cut is
// one, since nobody can draw it.
func isBlank(c cell) bool { return c.text == " " || c.text == "" }

// compare adds the runs of a row that differ.
func (p *painter) compare(todo []run, y int, want []cell) []run {
	have := p.have.row(y)
	done := 0
	for x := 0; x < len(want); x++ {
		if want[x] == have[x] {
			continue
		}
		from, to := touched(want, have, x)
		for x = max(from, done); x < to; x += width(want, x) {
			todo = lengthen(todo, y, x, want)
		}
		done, x = to, to-1
	}
	return todo
}

// lengthen adds the character at a column to the last run, or as a run of its own.
func lengthen(todo []run, y, x int, want []cell) []run {
	to := x + width(want, x)
	if n := len(todo) - 1; n >= 0 && todo[n].y == y && todo[n].takes(want[x]) && todo[n].reaches(x, want) {
		todo[n].add(want[x], to)
		return todo
	}
	r := run{y: y, pen: want[x].style.blank(), from: x}
	r.add(want[x], to)
	return append(todo, r)
}

// reaches tells whether writing the equal cells between the run and a column again
// is no dearer than moving over them, as it is where one erasing does for all that
// is left of the row.
func (r run) reaches(x int, want []cell) bool {
	if r.to+blanks(want, r.to) == len(want) {
		return true
	}
	cost := 0
	for at := r.to; at < x; at++ {
		c := want[at]
		if !r.takes(c) || !r.inked && !isBlank(c) || width(want, at) != 1 {
			return false
		}
		cost += len(c.text)
	}
	return cost <= stepCost(x-r.to)
}

// foresee tells where a run will leave the cursor: erasing does not move it.
func (p *painter) foresee(r *run, want []cell) {
	tail := r.to
	for tail > r.from && blanks(want, tail-1) > 0 {
		tail--
	}
	for x := r.from; x < tail; x++ {
		r.astray = r.astray || want[x].text == ""
	}
	n, last := r.to-tail, r.to == len(want)
	switch {
	case n > 3 && tail+blanks(want, tail) == len(want):
		r.end = tail
	case p.blanks && !r.astray && n > stepCost(n), p.blanks && n > stepCost(n)+absoluteCost(tail, r.y):
		r.end, r.astray = tail, false
	default:
		r.end, r.astray = r.to, r.astray || last
	}
}

// width is how many cells the character at a column has.
func width(row []cell, x int) int {
	n := 1
	for x+n < len(row) && row[x+n].text == "" {
		n++
	}
	return n
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
