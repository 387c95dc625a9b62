package find

import (
	"iter"

	"lipdash/api"
)

// Refresh makes what is shown fit what was put and dropped since. list is the
// list's order when that changed, else nil; its last unmoved jobs are as they were.
// While hold is set, jobs that only
// changed keep their places and stay shown. The job named keep stays shown
// whatever became of it: a row is not taken from under the cursor.
func (x *Index) Refresh(list iter.Seq[api.JobID], unmoved int, hold bool, keep api.JobID) {
	if x.order == nil {
		x.fresh = nil
		clear(x.touched)
		return
	}
	if list == nil && len(x.gone)+len(x.fresh) == 0 && (hold || !x.Waiting(keep)) {
		return
	}
	mixed := false
	if list != nil {
		mixed = x.arrange(list, unmoved)
	}
	movers := x.movers(hold, keep)
	if x.view.near && x.haveWords(movers) {
		x.sortAll()
		x.look()
		x.settleGone()
		return
	}
	if mixed {
		x.sortAll()
	} else {
		x.sortIn(movers)
	}
	x.collect()
	x.settleGone()
	if len(x.view.hits) == 0 && len(x.view.words.all) > 0 && !x.view.near {
		x.look()
	}
}

// Waiting tells whether jobs changed that were not put in their new places yet,
// other than the one named keep.
func (x *Index) Waiting(keep api.JobID) bool {
	n := len(x.touched)
	if s, ok := x.slots[keep]; ok {
		if _, kept := x.touched[s]; kept {
			n--
		}
	}
	return n > 0
}

// movers are the jobs to be put in their places, with whether they match decided.
func (x *Index) movers(hold bool, keep api.JobID) []slot {
	kept, ok := x.slots[keep]
	if !ok {
		kept = none
	}
	out := x.fresh
	x.fresh = nil
	if !hold {
		for s := range x.touched {
			out = append(out, s)
		}
	}
	for _, s := range out {
		is := x.live(s) && x.matches(s)
		_, changed := x.touched[s]
		if changed && s == kept && x.hit[s] && !is {
			continue // looked at again when the cursor has left it
		}
		x.hit[s] = is
		delete(x.touched, s)
	}
	return out
}

// haveWords tells whether a job that came or changed has the very words.
func (x *Index) haveWords(movers []slot) bool {
	for _, s := range movers {
		if x.live(s) && x.hit[s] && x.view.words.in(x.job(s).text, x.job(s).folded()) {
			return true
		}
	}
	return false
}
