package browse

import (
	"hash/maphash"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/state/store"
)

// Wanted is what of an account's list is read once, from its top.
type Wanted struct {
	Query Query
	// Status is a state of the API's own, StatusUnknown for any.
	Status api.Status
	// Since leaves out what was made before, and what does not say when; zero for all.
	Since time.Time
	// Limit is how many jobs are wanted, 0 for all.
	Limit int
}

func (w Wanted) picks() bool {
	return w.Query.Filters() || w.Status != api.StatusUnknown || !w.Since.IsZero()
}

// Once reads the list once, page by page, and keeps no job: what HeyGen's list may do
// on the way (api.md 9, no. 16 to 20) is dealt with here.
type Once struct {
	wanted Wanted
	words  words
	token  string
	done   bool
	found  int

	// seen are the jobs so far, by a hash of their ids; tokens are the cursors that were
	// followed since the top.
	seed   maphash.Seed
	seen   map[uint64]struct{}
	tokens map[uint64]struct{}
	// empty counts pages in a row with nothing new on them; again is true once the
	// list was begun anew.
	empty int
	again bool
	// last is when the job before was made, while the newest came first; unordered is true
	// once one did not.
	last      time.Time
	unordered bool
	trouble   string
	undated   int
	more      bool
}

// maxEmpty is how many pages in a row may bring nothing new before the list is
// taken to go in circles.
const maxEmpty = 5

// NewOnce begins at the top.
func NewOnce(w Wanted) *Once {
	return &Once{
		wanted: w, words: wordsOf(w.Query.Text), seed: maphash.MakeSeed(),
		seen: map[uint64]struct{}{}, tokens: map[uint64]struct{}{},
	}
}

// Next is the page to ask for; false at the end.
func (o *Once) Next() (Page, bool) {
	if o.done {
		return Page{}, false
	}
	p := Page{Token: o.token, Limit: fullPage}
	if left := o.wanted.Limit - o.found; o.wanted.Limit > 0 && !o.wanted.picks() {
		p.Limit = min(p.Limit, left)
	}
	return p, true
}

// Took takes a page and returns the jobs on it that are wanted and new.
func (o *Once) Took(p api.JobPage) []api.Job {
	var out []api.Job
	news := false
	for _, j := range p.Jobs {
		if !o.first(string(j.ID), o.seen) {
			continue
		}
		news = true
		old := o.older(j)
		if o.full() {
			o.more = o.more || o.wants(j)
			continue
		}
		if !old && o.wants(j) {
			out = append(out, j)
			o.found++
		}
	}
	o.turn(p, news)
	return out
}

// full tells whether there are as many as are wanted.
func (o *Once) full() bool { return o.wanted.Limit > 0 && o.found >= o.wanted.Limit }

// turn goes on to the page behind one, or ends.
func (o *Once) turn(p api.JobPage, news bool) {
	if o.empty++; news {
		o.empty = 0
	}
	switch {
	case o.full():
		o.done, o.more = true, o.more || p.HasMore()
	case p.Incomplete:
		o.end("HeyGen says that there are more jobs and does not say where.")
	case !p.HasMore(), o.past():
		o.done = true
	case !o.first(p.NextToken, o.tokens), o.empty >= maxEmpty:
		o.end("HeyGen's list goes in circles; it ends here.")
	}
	o.token = p.NextToken
}

func (o *Once) end(trouble string) { o.done, o.trouble = true, trouble }

// older tells whether a job is from before what is wanted, and notes the order.
func (o *Once) older(j api.Job) bool {
	if j.CreatedAt.IsZero() {
		if !o.wanted.Since.IsZero() {
			o.undated++
		}
		return !o.wanted.Since.IsZero()
	}
	if !o.last.IsZero() && j.CreatedAt.After(o.last) {
		o.unordered = true
	}
	o.last = j.CreatedAt
	return j.CreatedAt.Before(o.wanted.Since)
}

// past tells whether only older jobs can follow: HeyGen does not document the order
// (api.md 1.1), so all jobs so far must have come in it.
func (o *Once) past() bool {
	return !o.wanted.Since.IsZero() && !o.unordered && !o.last.IsZero() && o.last.Before(o.wanted.Since)
}

// wants tells whether a job is what is asked for, as the dashboard's filter does.
func (o *Once) wants(j api.Job) bool {
	w := o.wanted
	if w.Status != api.StatusUnknown && j.Status != w.Status || !w.Since.IsZero() && j.CreatedAt.Before(w.Since) {
		return false
	}
	if !w.Query.Filters() {
		return true
	}
	f := factOf(store.Entry{Job: j}, 0, About{})
	return w.Query.shows(entryOf(&f), o.words, false)
}

// first tells whether a text is met for the first time.
func (o *Once) first(text string, met map[uint64]struct{}) bool {
	sum := maphash.String(o.seed, text)
	if _, ok := met[sum]; ok {
		return false
	}
	met[sum] = struct{}{}
	return true
}

// Failed takes an error in place of a page; again is true when the list is to be begun
// anew, because its cursor is not accepted any more. That is done once.
func (o *Once) Failed(err error) (again bool) {
	if o.token == "" || o.again || !tokenRefused(err) {
		return false
	}
	o.again, o.token, o.last = true, "", time.Time{}
	clear(o.tokens)
	return true
}

// Found is how many jobs were wanted so far.
func (o *Once) Found() int { return o.found }

// Read is how many jobs were read so far.
func (o *Once) Read() int { return len(o.seen) }

// More tells whether there may be more of what is wanted behind the limit.
func (o *Once) More() bool { return o.more }

// Trouble says why not all could be read, "" when all were.
func (o *Once) Trouble() string { return o.trouble }

// Undated is how many jobs were left out because they do not say when they were made.
func (o *Once) Undated() int { return o.undated }

// Find are the loaded jobs that a query shows, in its order, for whoever looks once and takes
// no changes of the store; ahead is how far HeyGen's clock is ahead, about what is known of a job
// besides.
func Find(jobs *store.Store, q Query, ahead time.Duration, about func(api.JobID) About) (found []api.JobID) {
	f := lookOnce(jobs, q, ahead, about)
	for i := range f.shown {
		found = append(found, f.shownAt(i))
	}
	return found
}

// FailuresOf are the loaded jobs that failed and were not made again, by reason, the largest
// group first.
func FailuresOf(jobs *store.Store, about func(api.JobID) About) []Group {
	f := lookOnce(jobs, Query{}, 0, about)
	return f.Groups()
}

func lookOnce(jobs *store.Store, q Query, ahead time.Duration, about func(api.JobID) About) *finder {
	f := newFinder(jobs)
	f.ahead, f.about = ahead, about
	all := store.Changes{Moved: true}
	for id := range jobs.All() {
		all.IDs = append(all.IDs, id)
	}
	f.took(all)
	f.ask(q)
	return &f
}

// KeptOf is the loaded list as it is kept for the next start, for whoever writes it once.
func KeptOf(jobs *store.Store, ahead time.Duration) CacheChange {
	out := CacheChange{Page: record.Page{Whole: !jobs.HasMore() && !jobs.Incomplete(), SavedAt: jobs.LoadedAt(), ClockOffset: ahead}}
	for id := range jobs.All() {
		if e, _ := jobs.Get(id); !jobs.IsCached(id) {
			out.Jobs = append(out.Jobs, cached(e))
		}
	}
	return out
}
