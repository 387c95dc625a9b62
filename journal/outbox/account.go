package outbox

import (
	"sync"
	"time"

	"lipdash/api"
	"lipdash/api/lazyregexp"
)

// account is what is known of the jobs on the server, for the slots' sake.
type account struct {
	mu sync.Mutex
	// active are the running jobs of the last picture, own those that were made
	// here and were not seen to end.
	active map[api.JobID]bool
	own    map[api.JobID]*ownJob
	// news are resources that the journal has not been told of.
	news map[api.JobID]api.Job
	// pictured is when there was a picture, listed when the server's own list
	// was looked at or tried.
	pictured, listed time.Time
	// asking is set while the list is on its way.
	asking bool
	// lesson is how many jobs ran when the server said no, as far as the journal has
	// not been told; 0 for none.
	lesson int
}

// ownJob is a job that was made here. A picture may be older than the job, so it
// counts until a picture that had it has it no more, or for a while.
type ownJob struct {
	since time.Time
	met   bool
}

// unmet is how long a job counts that no picture has: the list is slow, or it is
// not on the pages that were looked at.
const unmet = 3 * time.Minute

func newAccount() *account {
	return &account{active: map[api.JobID]bool{}, own: map[api.JobID]*ownJob{}, news: map[api.JobID]api.Job{}}
}

// see takes a picture: all active jobs that somebody knows of, and resources. A
// picture of nothing at all is what one who has not looked yet has.
func (a *account) see(active []api.JobID, jobs []api.Job, at time.Time) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.active = make(map[api.JobID]bool, len(active))
	for _, id := range active {
		a.active[id] = true
	}
	for _, j := range jobs {
		a.news[j.ID] = j
		if j.Status.Terminal() {
			delete(a.active, j.ID)
			delete(a.own, j.ID)
		}
	}
	a.dropEnded(at)
	if len(active)+len(jobs) > 0 {
		a.pictured = at
	}
	if len(jobs) > 0 {
		a.listed = at
	}
}

// dropEnded drops own jobs that have ended.
func (a *account) dropEnded(at time.Time) {
	for id, own := range a.own {
		switch {
		case a.active[id]:
			own.met = true
		case own.met || at.Sub(own.since) > unmet:
			delete(a.own, id)
		}
	}
}

// made counts a job from now on.
func (a *account) made(id api.JobID, at time.Time) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.own[id] == nil {
		a.own[id] = &ownJob{since: at}
	}
}

// busy are the jobs that may be running.
func (a *account) busy() []api.JobID {
	a.mu.Lock()
	defer a.mu.Unlock()
	out := make([]api.JobID, 0, len(a.active)+len(a.own))
	for id := range a.active {
		out = append(out, id)
	}
	for id := range a.own {
		if !a.active[id] {
			out = append(out, id)
		}
	}
	return out
}

func (a *account) count() int { return len(a.busy()) }

// recent tells whether what is known is good enough to give a slot, or cannot be
// bettered now because the server was asked in vain.
func (a *account) recent(d time.Duration, at time.Time) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return !a.asking && (at.Sub(a.pictured) < d || at.Sub(a.listed) < d)
}

// due tells whether the server may be asked again, and notes that it is.
func (a *account) due(every time.Duration, at time.Time) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.asking || at.Sub(a.listed) < every {
		return false
	}
	a.asking = true
	return true
}

// asked ends what due began.
func (a *account) asked(at time.Time) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.asking, a.listed = false, at
}

// A 429 that speaks of requests and not of jobs is aboutRate. Most do not tell
// the two apart (api.md 9, no. 25).
var (
	aboutRate = lazyregexp.New(`(?i)\b(requests?|rate|per (second|minute))\b`)
	aboutJobs = lazyregexp.New(`(?i)concurren|\bjobs?\b`)
)

// refused learns from a create that came back because the account was full: so
// many jobs as ran then are what it takes. Without a running job it was
// something else, and so it was when a gateway said so, or the client itself.
func (a *account) refused(err error, busy int) {
	if busy > 0 && full(err) {
		a.learn(busy)
	}
}

func (a *account) learn(lesson int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.lesson == 0 || lesson < a.lesson {
		a.lesson = lesson
	}
}

// takeLesson hands the lesson over, 0 when there is none.
func (a *account) takeLesson() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	out := a.lesson
	a.lesson = 0
	return out
}

func full(err error) bool {
	e := api.As(err)
	if !api.IsRateLimited(err) || !e.Enveloped || e.Code == "quota_exceeded" {
		return false
	}
	return aboutJobs.Get().MatchString(e.Message) || !aboutRate.Get().MatchString(e.Message)
}

// takeNews hands over what the journal was not told of.
func (a *account) takeNews() map[api.JobID]api.Job {
	a.mu.Lock()
	defer a.mu.Unlock()
	out := a.news
	a.news = map[api.JobID]api.Job{}
	return out
}
