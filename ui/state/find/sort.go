package find

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
)

// ranked is a job with the first part of what it is sorted by, so that most
// comparisons touch nothing else.
type ranked struct {
	key  uint64
	slot slot
}

// last is the key of a job without what it is sorted by.
const last = math.MaxUint64

// key is the beginning of what a job is sorted by, as a number.
func (x *Index) key(s slot) uint64 {
	it := x.job(s)
	switch x.view.query.Sort {
	case Title:
		if it.titled == 0 {
			return last
		}
		var head [8]byte
		copy(head[:], it.text[:it.titled])
		return binary.BigEndian.Uint64(head[:])
	case ByState:
		return uint64(it.kind)
	case Length:
		if it.length <= 0 {
			return last
		}
		return math.MaxInt64 - uint64(it.length)
	case Changed:
		if it.changed <= 0 {
			return last
		}
		return math.MaxInt64 - uint64(it.changed)
	}
	return 0
}

// before orders two jobs by the query; those alike stay in the list's order.
func (x *Index) before(a, b ranked) int {
	c := cmp.Compare(a.key, b.key)
	if c == 0 && x.view.query.Sort == Title && a.key != last {
		ia, ib := x.job(a.slot), x.job(b.slot)
		c = cmp.Compare(ia.text[:ia.titled], ib.text[:ib.titled])
	}
	// What a job lacks puts it last, whichever way the rest is read.
	if x.view.query.Reverse && (a.key != last) == (b.key != last) {
		c = -c
	}
	if c != 0 {
		return c
	}
	return cmp.Compare(x.pos[a.slot], x.pos[b.slot])
}

func (x *Index) rank(slots []slot) []ranked {
	out := make([]ranked, 0, len(slots))
	for _, s := range slots {
		if x.pos[s] != none {
			out = append(out, ranked{x.key(s), s})
		}
	}
	slices.SortFunc(out, x.before)
	return out
}

// sortAll orders every job of the list.
func (x *Index) sortAll() {
	x.view.sorted = nil
	if x.view.query.Sort != Newest {
		x.view.sorted = x.rank(x.order)
	}
}

// sortIn puts jobs that came or changed in their places among the others.
func (x *Index) sortIn(movers []slot) {
	if x.view.query.Sort == Newest {
		return
	}
	moved := make(map[slot]struct{}, len(movers))
	for _, s := range movers {
		moved[s] = struct{}{}
	}
	in := x.rank(movers)
	out := make([]ranked, 0, len(x.view.sorted)+len(in))
	for _, r := range x.view.sorted {
		if _, out := moved[r.slot]; out || x.pos[r.slot] == none {
			continue
		}
		for len(in) > 0 && x.before(in[0], r) < 0 {
			out, in = append(out, in[0]), in[1:]
		}
		out = append(out, r)
	}
	x.view.sorted = append(out, in...)
}
