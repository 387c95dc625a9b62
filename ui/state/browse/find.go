package browse

import (
	"maps"
	"slices"
	"time"

	"lipdash/api"
	"lipdash/ui/state/store"
)

// finder is which of the loaded jobs are shown, in which order. What is shown follows
// from the facts, the list's order and the query alone, by one walk over all jobs.
type finder struct {
	jobs  *store.Store
	ahead time.Duration
	query Query
	words words
	// near is true when no job has the words and those near to them are shown.
	near bool

	facts map[api.JobID]*fact
	// changed are jobs whose facts are older than what the store holds: a row does not
	// move while keys are pressed, and is not taken from under the cursor.
	changed map[api.JobID]struct{}
	// list is the loaded jobs, the oldest first, so that what comes in on top leaves the
	// places of all others. moved is true after jobs came, went or moved, but for the
	// first unmoved, until it is made anew.
	list    []entry
	moved   bool
	unmoved int
	// sorted and shown are places in list: of all jobs in the query's order, and of
	// those that match. sorted is nil after another sort was asked for; movers are the
	// places of jobs that have another value of what is sorted by.
	sorted, shown, movers []int32
	// about is what is known of a job besides, nil for nothing.
	about func(api.JobID) About
	// watched is true while somebody looks at what is shown.
	watched bool
}

// entry is what the walk reads of a job, side by side for all: most jobs are turned
// down by the letters of their texts.
type entry struct {
	letters uint64
	fields  string
	fact    *fact
	// at is where the job stands among those shown, -1 if nowhere.
	at int32
}

func entryOf(x *fact) entry {
	return entry{letters: letters(x.fields) | letters(x.folded), fields: x.fields, fact: x, at: -1}
}

func newFinder(jobs *store.Store) finder {
	return finder{jobs: jobs, facts: map[api.JobID]*fact{}, changed: map[api.JobID]struct{}{}}
}

// factOf is what of a job is looked at.
func (f *finder) factOf(e store.Entry) fact {
	about := About{}
	if f.about != nil {
		about = f.about(e.Job.ID)
	}
	return factOf(e, f.ahead, about)
}

// Knows has what is known of jobs besides what HeyGen says be asked for with a function.
func (f *finder) Knows(about func(api.JobID) About) { f.about = about }

// Renew says of which jobs that has become different.
func (f *finder) Renew(ids ...api.JobID) {
	f.took(store.Changes{IDs: slices.DeleteFunc(ids, func(id api.JobID) bool { return f.facts[id] == nil })})
}

// Renewed is Renew for the keys of a map, which it returns; nil is no list.
func Renewed[T any](l *List, of map[api.JobID]T) []api.JobID {
	ids := slices.Collect(maps.Keys(of))
	if l != nil {
		l.Renew(slices.Clone(ids)...)
	}
	return ids
}

// took notes that jobs came, went or changed.
func (f *finder) took(c store.Changes) {
	for _, id := range c.IDs {
		e, held := f.jobs.Get(id)
		was, known := f.facts[id]
		switch {
		case !held:
			delete(f.facts, id)
			delete(f.changed, id)
		case !known:
			now := f.factOf(e)
			f.facts[id] = &now
		case f.watched:
			f.changed[id] = struct{}{}
		default:
			*was = f.factOf(e)
		}
	}
	if !f.moved {
		f.unmoved = len(f.list)
	}
	if c.Moved {
		f.moved, f.unmoved = true, min(f.unmoved, c.Unmoved)
	}
}

// refresh shows what fits now. With hold, jobs that only changed keep their places and
// stay shown. The job named keep stays shown whatever became of it.
func (f *finder) refresh(hold bool, keep api.JobID) {
	if !f.watched {
		return
	}
	news := f.moved
	for id := range f.changed {
		if hold {
			break
		}
		news = f.renew(id, keep) || news
	}
	if news {
		f.scan()
	}
}

// renew puts what a job has become in place of what was known, unless it is the one
// named keep and would not be shown any more; it tells whether it did.
func (f *finder) renew(id, keep api.JobID) bool {
	was := f.facts[id]
	e, _ := f.jobs.Get(id)
	now := f.factOf(e)
	now.place = was.place
	at, shown := f.whereShown(id)
	if id == keep && shown && !f.matches(entryOf(&now)) {
		return false // looked at again when the cursor has left it
	}
	delete(f.changed, id)
	if f.query.compare(was, &now) != 0 {
		f.movers = append(f.movers, now.place)
	}
	*was = now
	if now.place >= 0 {
		f.list[now.place] = entryOf(was)
		if shown {
			f.list[now.place].at = int32(at) //nolint:gosec // memory ends first
		}
	}
	return true
}

// waits tells whether jobs changed that were not put in their places yet, other than
// the one named keep.
func (f *finder) waits(keep api.JobID) bool {
	n := len(f.changed)
	if _, kept := f.changed[keep]; kept {
		n--
	}
	return n > 0
}

// ask shows what matches a query.
func (f *finder) ask(q Query) {
	if q.Sort != f.query.Sort || q.Reverse != f.query.Reverse {
		f.sorted = nil
	}
	if !f.watched {
		f.moved, f.unmoved = true, 0
	}
	f.query, f.words, f.watched = q, wordsOf(q.Text), true
	for id := range f.changed {
		f.renew(id, "")
	}
	f.scan()
}

// watch begins or ends that somebody looks at what is shown.
func (f *finder) watch(on bool) {
	switch {
	case on == f.watched:
	case on:
		f.ask(f.query)
	default:
		for id := range f.changed {
			f.renew(id, "")
		}
		for _, x := range f.list {
			x.fact.place = -1
		}
		f.list, f.sorted, f.shown, f.movers, f.watched = nil, nil, nil, nil, false
	}
}

// Query is what is asked for.
func (f *finder) Query() Query { return f.query }

// shownAt is the job at a place among those shown.
func (f *finder) shownAt(i int) api.JobID { return f.list[f.shown[i]].fact.id }

// whereShown is a job's place among those shown, false when it is not.
func (f *finder) whereShown(id api.JobID) (int, bool) {
	x := f.facts[id]
	if x == nil || x.place < 0 {
		return 0, false
	}
	at := f.list[x.place].at
	return int(at), at >= 0
}
