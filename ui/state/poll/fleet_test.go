package poll

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"lipdash/api"
	"lipdash/ui/state/store"
)

// served is a job as the server has it: when it begins to run, and when it ends.
type served struct {
	runs, ends time.Time
	fails      bool
}

func (j served) at(now time.Time) api.Status {
	switch {
	case now.Before(j.runs):
		return api.StatusPending
	case now.Before(j.ends):
		return api.StatusRunning
	case j.fails:
		return api.StatusFailed
	}
	return api.StatusCompleted
}

// fleet is the rounds of an account of active jobs, most of which begin to run at some
// moment of the next ten minutes; one in fifteen ends in them.
type fleet struct {
	*Rounds
	t      *testing.T
	store  *store.Store
	now    time.Time
	jobs   map[api.JobID]served
	calls  []time.Time
	counts [Read + 1]int
	// within is how old what the store has may be, 0 while that is not looked at.
	within time.Duration
}

const answersAfter = 300 * time.Millisecond

func newFleet(t *testing.T, n int) *fleet {
	r := rand.New(rand.NewPCG(7, uint64(n)))
	within := func(d time.Duration) time.Duration { return time.Duration(r.Int64N(int64(d))) }
	s := store.New(100)
	f := &fleet{t: t, store: s, Rounds: New(25, r.Float64, s), now: noon, jobs: map[api.JobID]served{}}
	for i := range n {
		j := served{runs: noon.Add(within(14 * time.Minute)), fails: i%30 == 3}
		j.ends = j.runs.Add(time.Hour)
		if i%15 == 3 {
			j.ends = j.runs.Add(time.Minute + within(8*time.Minute))
		}
		f.jobs[jobID(i)] = j
	}
	// All of them are loaded, page by page, before the watch begins.
	for from, token := 0, ""; from < n; from += 100 {
		page := f.page(from, min(n, from+100))
		if from+100 < n {
			page.NextToken = fmt.Sprint(from + 100)
		}
		if from == 0 {
			f.store.ApplyFirstPage(f.store.NextSeq(), page, f.now)
		} else {
			f.store.ApplyNextPage(f.store.NextSeq(), token, page, f.now)
		}
		token = page.NextToken
	}
	return f
}

func (f *fleet) page(from, to int) (page api.JobPage) {
	for i := from; i < to; i++ {
		page.Jobs = append(page.Jobs, f.job(jobID(i)))
	}
	return page
}

// job is the whole resource.
func (f *fleet) job(id api.JobID) api.Job {
	j := api.Job{ID: id, Status: f.jobs[id].at(f.now)}
	if j.Status == api.StatusCompleted {
		j.VideoURL = "https://files.heygen.ai/" + string(id)
	}
	return j
}

func (f *fleet) conditions() Conditions {
	f.calls = append([]time.Time(nil), f.calls...)
	return Conditions{Now: f.now, Calls: LastMinute(f.now, f.calls), Reading: func(api.JobID) bool { return false }}
}

// do has an event happen, and what follows from it answered.
func (f *fleet) do(e Effects) {
	if len(e.Calls) == 0 {
		return
	}
	for _, c := range e.Calls {
		f.calls = append(f.calls, f.now)
		f.counts[c.Kind]++
	}
	f.pass(answersAfter)
	for _, c := range e.Calls {
		f.Merged(f.answer(c), f.now)
		f.do(f.Answered(c.Key, nil, f.conditions()))
	}
}

func (f *fleet) answer(c Call) store.Merge {
	switch c.Kind {
	case Statuses:
		var got []api.JobStatus
		for _, id := range c.IDs {
			got = append(got, api.JobStatus{ID: id, Status: f.jobs[id].at(f.now)})
		}
		return f.store.ApplyStatuses(f.store.NextSeq(), got, f.now)
	case Read:
		return f.store.ApplyJob(f.store.NextSeq(), f.job(c.IDs[0]), f.now)
	}
	page := f.page(0, min(100, len(f.jobs)))
	if len(f.jobs) > 100 {
		page.NextToken = "100"
	}
	return f.store.ApplyFirstPage(f.store.NextSeq(), page, f.now)
}

// progress orders the states: the store may be ahead of an old picture.
var progress = map[api.Status]int{api.StatusPending: 0, api.StatusRunning: 1, api.StatusCompleted: 2, api.StatusFailed: 2}

// pass lets the time go by: by then the store must have what the server had so long ago.
func (f *fleet) pass(d time.Duration) {
	f.t.Helper()
	f.now = f.now.Add(d)
	if f.within == 0 {
		return
	}
	for id, j := range f.jobs {
		was := j.at(f.now.Add(-f.within))
		if e, ok := f.store.Get(id); !ok || progress[e.Job.Status] < progress[was] {
			f.t.Fatalf("after %v %s is shown as %s, but was %s %v ago", f.now.Sub(noon), id, e.Job.Status, was, f.within)
		}
	}
}

func TestAFleetOfAnySizeCostsAtMostItsBudgetAndIsSeenInTime(t *testing.T) {
	for _, tc := range []struct {
		jobs, perMinute, least, most int
		within                       time.Duration
		said                         string
	}{
		{40, 14, 70, 85, 12 * time.Second, "changes within 15s"},
		{1000, 25, 220, 250, 35 * time.Second, "changes within 35s"},
		{3000, 25, 220, 250, 110 * time.Second, "changes within 1m"},
	} {
		t.Run(fmt.Sprintf("%d active", tc.jobs), func(t *testing.T) {
			f := newFleet(t, tc.jobs)
			f.do(f.Refresh(f.conditions()))
			for began := f.now.Add(time.Minute + tc.within); f.now.Before(began); f.do(f.Tick(f.conditions())) {
				f.pass(max(time.Millisecond, f.Next().Sub(f.now)))
			}
			f.calls, f.counts, f.within = nil, [Read + 1]int{}, tc.within
			for until := f.now.Add(10 * time.Minute); f.now.Before(until); f.do(f.Tick(f.conditions())) {
				f.pass(max(time.Millisecond, f.Next().Sub(f.now)))
			}
			n := busiest(f.calls)
			if n > tc.perMinute || len(f.calls) < tc.least || len(f.calls) > tc.most {
				t.Errorf("%d calls in ten minutes, %d in the busiest", len(f.calls), n)
			}
			if f.counts[Read] == 0 {
				t.Error("what finished was never read")
			}
			if got := f.Pace(); len(got) < len(tc.said) || got[:len(tc.said)] != tc.said {
				t.Errorf("it says %q", got)
			}
			t.Logf("%d calls, %d in the busiest minute: lists, statuses and reads are %v", len(f.calls), n, f.counts)
		})
	}
}
