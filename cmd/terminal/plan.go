package terminal

import "slices"

// ahead is how many runs are looked through for the cheapest next one: few enough
// that a whole screen still appears from top to bottom.
const ahead = 64

// few is how many runs at most are put in an order that is better than always
// taking the cheapest next one: what costs a slow link most often are small frames,
// and the search is cubic.
const few = 32

// plan finds the order in which runs are cheapest to write.
type plan struct {
	runs []run
	// begin is where the terminal stands.
	begin stand
	// pens are the styles there are, the terminal's first. ink is what each of them
	// costs to change for each run, becomes the pen's index after each run.
	pens    []style
	ink     [][]int
	becomes []int
}

// stand is a state of the terminal between two runs.
type stand struct {
	x, y   int
	astray bool
	pen    int
}

func (p *painter) plan(runs []run) *plan {
	pl := &plan{
		runs: runs, becomes: make([]int, len(runs)), pens: []style{p.have.pen},
		begin: stand{x: p.have.x, y: p.have.y, astray: p.astray},
	}
	for i, r := range runs {
		at := slices.Index(pl.pens, r.pen)
		if at < 0 {
			at = len(pl.pens)
			pl.pens = append(pl.pens, r.pen)
		}
		pl.becomes[i] = at
	}
	for _, pen := range pl.pens {
		costs := make([]int, len(pl.pens))
		for i, other := range pl.pens {
			costs[i] = len(other.from(pen))
		}
		row := make([]int, len(runs))
		for i, r := range runs {
			if !r.suits(pen) {
				row[i] = costs[pl.becomes[i]]
			}
		}
		pl.ink = append(pl.ink, row)
	}
	return pl
}

// order is the indexes of the runs as they should be written.
func (pl *plan) order() []int {
	order := pl.greedy()
	if len(order) <= few {
		pl.improve(order)
	}
	return order
}

// greedy always takes the cheapest next run.
func (pl *plan) greedy() []int {
	todo := make([]int, len(pl.runs))
	for i := range todo {
		todo[i] = i
	}
	order := make([]int, 0, len(todo))
	for at := pl.begin; len(todo) > 0; {
		next, least := 0, pl.cost(at, todo[0])
		for i, r := range todo[:min(ahead, len(todo))] {
			if c := pl.cost(at, r); c < least {
				next, least = i, c
			}
		}
		order = append(order, todo[next])
		at = pl.after(at, todo[next])
		todo = slices.Delete(todo, next, next+1)
	}
	return order
}

// improve puts one to three neighbours elsewhere as long as that makes all of them
// cheaper.
func (pl *plan) improve(order []int) {
	tried := make([]int, len(order))
	way := pl.walk(order)
	for better := true; better; {
		better = false
		for k := 1; k <= 3; k++ {
			for from := range len(order) - k + 1 {
				for to := range len(order) - k + 1 {
					shift(tried, order, from, to, k)
					if pl.cheaper(way, tried, min(from, to), max(from, to)+k) {
						copy(order, tried)
						way, better = pl.walk(order), true
					}
				}
			}
		}
	}
}

// step is where the terminal stands before a run, and what it took to come there
// without the characters, which always cost the same.
type step struct {
	at   stand
	cost int
}

// walk is the way through an order, its end included.
func (pl *plan) walk(order []int) []step {
	way := make([]step, len(order)+1)
	way[0].at = pl.begin
	for i, r := range order {
		way[i+1] = step{at: pl.after(way[i].at, r), cost: way[i].cost + pl.cost(way[i].at, r)}
	}
	return way
}

// cheaper tells whether an order costs less than the one of a way, from which it
// differs between two places only.
func (pl *plan) cheaper(way []step, order []int, from, to int) bool {
	whole := way[len(order)].cost
	s := way[from]
	for i := from; i < len(order); i++ {
		s = step{at: pl.after(s.at, order[i]), cost: s.cost + pl.cost(s.at, order[i])}
		if s.cost >= whole {
			return false
		}
		if i+1 >= to && s.at == way[i+1].at {
			return s.cost < way[i+1].cost
		}
	}
	return s.cost < whole
}

// shift is a copy with k elements moved to another place.
func shift(out, in []int, from, to, k int) {
	rest := append(out[:0], in[:from]...)
	rest = append(rest, in[from+k:]...)
	copy(out[to+k:], rest[to:])
	copy(out[to:], in[from:from+k])
}

// cost is how many bytes it takes to begin a run.
func (pl *plan) cost(at stand, r int) int {
	to := &pl.runs[r]
	return moveCost(at, to.from, to.y) + pl.ink[at.pen][r]
}

// after is where the terminal stands when a run is written.
func (pl *plan) after(at stand, r int) stand {
	run := &pl.runs[r]
	pen := pl.becomes[r]
	if pl.ink[at.pen][r] == 0 && !run.inked {
		pen = at.pen // blanks leave whatever pen was good enough for them
	}
	return stand{x: run.end, y: run.y, astray: run.astray, pen: pen}
}
