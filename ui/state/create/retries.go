package create

import (
	"fmt"
	"slices"
	"time"

	"lipdash/api"
	"lipdash/api/record"
	"lipdash/ui/kit/format"
)

// Retries are the failed jobs that are tried again by themselves.
type Retries struct {
	known  map[api.JobID]record.Retry
	looked bool
}

// Look takes them as they are, and says in lines what is new; of the first look nothing is.
func (r *Retries) Look(all map[api.JobID]record.Retry, called func(api.JobID) string, now time.Time) (news []string) {
	for id, x := range all {
		if was, known := r.known[id]; r.looked && (!known || was.Begun != x.Begun || was.Stopped != x.Stopped) {
			news = append(news, called(id)+": "+retryWords(x, now))
		}
	}
	slices.Sort(news)
	r.known, r.looked = all, true
	return news
}

// Brief is what a job's row says of it while it waits or where the day's limit stopped it, ""
// for nothing.
func (r *Retries) Brief(id api.JobID, now time.Time) string {
	switch x, ok := r.known[id]; {
	case !ok || x.Begun || x.Stopped != "" && x.Stopped != record.NoRetryLimit:
		return ""
	case x.Stopped != "":
		return "not again: day's limit"
	default:
		return fmt.Sprintf("again %d of %d, next %s", x.N, x.Of, format.Clock(x.At, now)[:5])
	}
}

// Long is the same in a sentence, "" for a job that is not tried again.
func (r *Retries) Long(id api.JobID, now time.Time) string {
	if x, ok := r.known[id]; ok {
		return retryWords(x, now)
	}
	return ""
}

// AgainAt is when a failed job is retried automatically, and which try that is.
func AgainAt(x record.Retry, now time.Time) string {
	return fmt.Sprintf("%s, try %d of %d", format.Clock(x.At, now), x.N, x.Of)
}

func retryWords(x record.Retry, now time.Time) string {
	switch {
	case x.Stopped == record.NoRetryLimit:
		return "no automatic retry: the day's limit is reached"
	case x.Stopped == record.NoRetryMade:
		return "no automatic retry: it was made again already"
	case x.Stopped != "":
		return "no automatic retry: it was deleted"
	case x.Begun:
		return fmt.Sprintf("retried automatically as another job, %d of %d", x.N, x.Of)
	}
	return fmt.Sprintf("automatic retry %d of %d, next %s", x.N, x.Of, format.Clock(x.At, now))
}
