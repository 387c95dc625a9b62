package browse

import "slices"

// scan walks over all jobs: for the words, and when none has them, for what is near.
func (f *finder) scan() {
	for _, place := range f.shown {
		f.list[place].at = -1
	}
	f.shown = f.shown[:0]
	if f.moved {
		f.arrange()
	}
	f.sort()
	f.near = false
	f.match()
	if len(f.shown) == 0 && len(f.words.all) > 0 {
		f.near = true
		f.match()
		f.near = len(f.shown) > 0
	}
}

func (f *finder) match() {
	for _, place := range f.sorted {
		if f.matches(f.list[place]) {
			f.list[place].at = int32(len(f.shown)) //nolint:gosec // memory ends first
			f.shown = append(f.shown, place)
		}
	}
}

func (f *finder) matches(x entry) bool { return f.query.shows(x, f.words, f.near) }

// shows tells whether a job has what is asked for; words are those of the text, near
// tells whether it is enough that their letters are there.
func (q Query) shows(x entry, w words, near bool) bool {
	switch {
	case w.letters&^x.letters != 0, q.State != All && !q.State.has(x.fact), q.Reason != "" && q.Reason != x.fact.reason:
		return false
	case near:
		return w.near(x.fields)
	}
	return w.in(x.fields, x.fact)
}

// arrange takes the list's order over where it changed.
func (f *finder) arrange() {
	keep := min(f.unmoved, len(f.list))
	for _, x := range f.list[keep:] {
		x.fact.place = -1
	}
	fresh := make([]entry, 0, len(f.facts)-keep)
	for id := range f.jobs.All() {
		if len(fresh) == cap(fresh) {
			break
		}
		if x := f.facts[id]; x != nil {
			fresh = append(fresh, entryOf(x))
		}
	}
	slices.Reverse(fresh)
	f.list = append(f.list[:keep], fresh...)
	f.sorted = slices.DeleteFunc(f.sorted, func(place int32) bool { return int(place) >= keep })
	f.movers = slices.DeleteFunc(f.movers, func(place int32) bool { return int(place) >= keep })
	for i := keep; i < len(f.list); i++ {
		f.list[i].fact.place = int32(i) //nolint:gosec // memory ends first
		f.movers = append(f.movers, f.list[i].fact.place)
	}
	f.moved = false
}

// sort puts the jobs in their places that came or have another value of what is sorted
// by; the others are in order already.
func (f *finder) sort() {
	if f.sorted == nil {
		f.movers = make([]int32, len(f.list))
		for i := range f.movers {
			f.movers[i] = int32(len(f.list) - 1 - i) //nolint:gosec // memory ends first
		}
	}
	if len(f.movers) == 0 {
		return
	}
	before := func(a, b int32) int { return f.query.compare(f.list[a].fact, f.list[b].fact) }
	slices.SortFunc(f.movers, before)
	in := slices.Compact(f.movers)
	f.movers = nil
	if len(f.sorted) == 0 {
		f.sorted = in
		return
	}
	moves := make(map[int32]bool, len(in))
	for _, place := range in {
		moves[place] = true
	}
	out := make([]int32, 0, len(f.list))
	for _, place := range f.sorted {
		if moves[place] {
			continue
		}
		for len(in) > 0 && before(in[0], place) < 0 {
			out, in = append(out, in[0]), in[1:]
		}
		out = append(out, place)
	}
	f.sorted = append(out, in...)
}
