package find

import (
	"iter"

	"lipdash/api"
)

// slot is a job's place in the index. It stays until the job is gone.
type slot = int32

// none is no place.
const none = slot(-1)

// Index is the loaded jobs, and which of them are shown. The zero Index is not
// usable; see New.
type Index struct {
	items crowd
	slots map[api.JobID]slot
	// Kept beside the items because they are walked over for every job: the
	// letters of the text, the place in the list and the one among the shown
	// jobs, and whether the job matches.
	letters []uint64
	pos, at []slot
	hit     []bool
	free    []slot

	reasons map[string]int32
	names   []string

	// order is the whole list, nil while nobody looks.
	order []slot
	view  view
	// fresh came, touched changed and gone went since the last Refresh.
	fresh, gone []slot
	touched     map[slot]struct{}
}

// New returns an empty index.
func New() *Index {
	return &Index{
		slots: map[api.JobID]slot{}, reasons: map[string]int32{}, touched: map[slot]struct{}{},
	}
}

// Len counts the jobs.
func (x *Index) Len() int { return len(x.slots) }

// Has tells whether a job is held.
func (x *Index) Has(id api.JobID) bool {
	_, ok := x.slots[id]
	return ok
}

// Put takes a job in, or what changed about it. What is shown follows with
// Refresh.
func (x *Index) Put(f Facts) {
	s, known := x.slots[f.ID]
	if !known {
		s = x.take(f.ID)
	}
	it := x.item(f)
	if known && it == *x.job(s) {
		return
	}
	*x.job(s) = it
	x.letters[s] = letters(it.text) | letters(it.folded())
	if known && x.pos[s] != none {
		x.touched[s] = struct{}{}
	}
}

func (x *Index) item(f Facts) item {
	title := fold(f.Title)
	it := item{id: f.ID, kind: kindOf(f.Status), unseen: f.Unseen, length: f.Length, reason: -1, titled: int32(len(title))} //nolint:gosec // titles are short
	if !f.Changed.IsZero() {
		it.changed = f.Changed.UnixMilli()
	}
	fields := title + between
	if title == "" {
		fields = between + "(untitled)" + between
	}
	for _, more := range []string{f.CallbackID, f.Failure} {
		if more != "" {
			fields += fold(more) + between
		}
	}
	it.text = fields
	it.folds = fold(string(f.ID)) != string(f.ID)
	if f.Status == api.StatusFailed {
		it.reason = x.reason(f.Failure)
	}
	return it
}

// reason numbers the kinds of failures.
func (x *Index) reason(failure string) int32 {
	name := Reason(failure)
	n, ok := x.reasons[name]
	if !ok {
		n = int32(len(x.names)) //nolint:gosec // as many as there are failures at most
		x.reasons[name] = n
		x.names = append(x.names, name)
	}
	return n
}

func (x *Index) take(id api.JobID) slot {
	var s slot
	if n := len(x.free); n > 0 {
		s = x.free[n-1]
		x.free = x.free[:n-1]
	} else {
		s = x.items.add()
		x.letters = append(x.letters, 0)
		x.pos, x.at = append(x.pos, none), append(x.at, none)
		x.hit = append(x.hit, false)
	}
	x.slots[id] = s
	if x.order != nil {
		x.fresh = append(x.fresh, s)
	}
	return s
}

// Drop forgets a job that is gone.
func (x *Index) Drop(id api.JobID) {
	s, ok := x.slots[id]
	if !ok {
		return
	}
	delete(x.slots, id)
	delete(x.touched, s)
	*x.job(s) = item{reason: -1}
	x.hit[s], x.pos[s] = false, none
	if x.order == nil {
		x.release(s)
		return
	}
	x.gone = append(x.gone, s)
}

func (x *Index) release(s slot) {
	x.hit[s], x.pos[s], x.at[s] = false, none, none
	x.free = append(x.free, s)
}

func (x *Index) job(s slot) *item { return x.items.at(s) }

func (x *Index) live(s slot) bool { return x.job(s).id != "" }

// Watch begins to keep the list's order, which the other methods about what is
// shown need; Rest ends it.
func (x *Index) Watch(list iter.Seq[api.JobID]) {
	x.order = make([]slot, 0, len(x.slots))
	x.arrange(list, 0)
	x.look()
}

// Rest forgets the order and the query.
func (x *Index) Rest() {
	x.settleGone()
	x.order, x.view, x.fresh = nil, view{}, nil
	clear(x.touched)
	for s := range x.hit {
		x.hit[s], x.at[s], x.pos[s] = false, none, none
	}
}

// Watching tells whether the order is kept.
func (x *Index) Watching() bool { return x.order != nil }

// arrange takes the list's order over, whose last unmoved jobs are as they were; it
// tells whether jobs that were in it before stand in another order now.
func (x *Index) arrange(list iter.Seq[api.JobID], unmoved int) (mixed bool) {
	unmoved = min(unmoved, len(x.order))
	rest := x.order[len(x.order)-unmoved:]
	order := make([]slot, 0, len(x.slots))
	last := none
	for id := range list {
		if len(order) >= len(x.slots)-unmoved {
			break
		}
		s, ok := x.slots[id]
		if !ok {
			continue
		}
		if was := x.pos[s]; was != none {
			mixed = mixed || was < last
			last = was
		}
		order = append(order, s)
	}
	x.order = append(order, rest...)
	for i, s := range x.order {
		x.pos[s] = slot(i)
	}
	return mixed
}

func (x *Index) settleGone() {
	for _, s := range x.gone {
		x.release(s)
	}
	x.gone = nil
}
