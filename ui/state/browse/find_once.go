package browse

import (
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/state/store"
)

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
