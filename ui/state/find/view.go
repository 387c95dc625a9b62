package find

import (
	"iter"
	"strings"

	"lipdash/api"
)

// view is what is shown of the list.
type view struct {
	query Query
	words words
	// near is true when no job has the words and those near to them are shown.
	near bool
	// sorted is the whole list in the query's order; nil when that is the list's.
	sorted []ranked
	hits   []slot
}

// Query is what is asked for.
func (x *Index) Query() Query { return x.view.query }

// Near tells that no job has the words, and those near to them are shown.
func (x *Index) Near() bool { return x.view.near }

// Shown counts the jobs that match.
func (x *Index) Shown() int { return len(x.view.hits) }

// ID is the job at a place among those shown.
func (x *Index) ID(i int) api.JobID { return x.job(x.view.hits[i]).id }

// Place is a job's place among those shown, false when it is not.
func (x *Index) Place(id api.JobID) (int, bool) {
	s, ok := x.slots[id]
	if !ok || x.at[s] == none {
		return 0, false
	}
	return int(x.at[s]), true
}

// Ask shows what matches a query.
func (x *Index) Ask(q Query) {
	was := x.view.query
	x.view.query = q
	typed := wordsOf(q.Text)
	narrower := !x.view.near && x.narrows(was, q) && typed.extends(x.view.words)
	x.view.words = typed
	if was.Sort != q.Sort || was.Reverse != q.Reverse {
		x.sortAll()
	}
	if !narrower {
		x.look()
		return
	}
	kept := x.view.hits[:0]
	for _, s := range x.view.hits {
		x.at[s] = none
		if x.hit[s] = x.matches(s); x.hit[s] {
			x.at[s] = slot(len(kept)) //nolint:gosec // memory ends first
			kept = append(kept, s)
		}
	}
	x.view.hits = kept
	if len(kept) == 0 {
		x.look()
	}
}

// narrows tells whether what matches b is among what matches a, in its order.
func (x *Index) narrows(a, b Query) bool {
	text := a.Text
	a.Text = b.Text
	return a == b && text != "" && strings.HasPrefix(b.Text, text) && len(x.touched) == 0
}

// look goes over all jobs: first for the words, then for what is near to them.
func (x *Index) look() {
	movers := x.fresh
	for s := range x.touched {
		movers = append(movers, s)
	}
	x.fresh = nil
	clear(x.touched)
	if len(movers) > 0 {
		x.sortIn(movers)
	}
	x.view.near = false
	x.match()
	if len(x.view.hits) == 0 && len(x.view.words.all) > 0 {
		x.view.near = true
		x.match()
		x.view.near = len(x.view.hits) > 0
	}
}

func (x *Index) match() {
	for _, s := range x.order {
		x.hit[s] = x.matches(s)
	}
	x.collect()
}

func (x *Index) matches(s slot) bool {
	v := &x.view
	if v.words.letters&^x.letters[s] != 0 {
		return false
	}
	it := x.job(s)
	if it.id == "" || !v.query.State.has(it) {
		return false
	}
	if v.query.Reason != "" && (it.reason < 0 || x.names[it.reason] != v.query.Reason) {
		return false
	}
	if v.near {
		return v.words.near(it.text)
	}
	return v.words.in(it.text, it.folded())
}

// collect lists the jobs that match in the query's order.
func (x *Index) collect() {
	for _, s := range x.view.hits {
		x.at[s] = none
	}
	x.view.hits = x.view.hits[:0]
	for s := range x.ordered() {
		if x.hit[s] {
			x.at[s] = slot(len(x.view.hits)) //nolint:gosec // memory ends first
			x.view.hits = append(x.view.hits, s)
		}
	}
}

// ordered is the whole list in the query's order.
func (x *Index) ordered() iter.Seq[slot] {
	return func(yield func(slot) bool) {
		n := len(x.order)
		if x.view.query.Sort != Newest {
			n = len(x.view.sorted)
		}
		for i := range n {
			var s slot
			switch {
			case x.view.query.Sort != Newest:
				s = x.view.sorted[i].slot
			case x.view.query.Reverse:
				s = x.order[n-1-i]
			default:
				s = x.order[i]
			}
			if !yield(s) {
				return
			}
		}
	}
}
