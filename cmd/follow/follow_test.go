package follow_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"lipdash/api"
	"lipdash/api/sim"
	"lipdash/cmd/follow"
	"lipdash/journal/ledger"
	state "lipdash/ui/state/follow"
)

const key = "hg_test_0123456789abcd"

// client is one of a process on the account of a simulator; path is where its ledger is,
// "" for none.
func client(t *testing.T, s *sim.Server, path string) *api.Client {
	t.Helper()
	c, err := api.New(api.Credential{Key: key}, api.Options{Transport: s.Transport()})
	if err != nil {
		t.Fatal(err)
	}
	if path != "" {
		l := ledger.New(path)
		go l.Run(t.Context())
		c.ShareCalls(l)
	}
	return c
}

// fleet is an account of jobs that end within so many minutes, one in ten by failing.
func fleet(n int, within time.Duration) (*sim.Server, []api.JobID) {
	s := sim.New(sim.Options{Key: key, Concurrency: -1})
	r := rand.New(rand.NewPCG(7, uint64(n)))
	some := func(d time.Duration) time.Duration { return time.Duration(r.Int64N(int64(d))) }
	var ids []api.JobID
	for i := range n {
		spec := sim.JobSpec{
			Title: fmt.Sprintf("a%04d", i), CreatedAt: time.Now().Add(-time.Duration(i) * time.Second),
			Pending: time.Minute + some(within/2), Running: some(within / 2), Duration: time.Minute,
		}
		if i%10 == 3 {
			spec.Failure = "The audio has no speech."
		}
		ids = append(ids, api.JobID(s.AddJob(spec)))
	}
	return s, ids
}

// busiest is the most calls in any minute.
func busiest(s *sim.Server) (most int) {
	calls := s.Calls()
	for i, from := 0, 0; i < len(calls); i++ {
		for calls[i].At.Sub(calls[from].At) >= time.Minute {
			from++
		}
		most = max(most, i-from+1)
	}
	return most
}

// waited follows some jobs until they are over and returns the states it told of each.
func waited(t *testing.T, c *api.Client, ids []api.JobID) map[api.JobID][]api.Status {
	t.Helper()
	got, wait := map[api.JobID][]api.Status{}, state.Wait{}
	wait.Add(ids...)
	f := follow.New(follow.Options{Client: c, Budget: 25, Tell: func(changes []state.Change) (bool, error) {
		for _, ch := range changes {
			if wait.Take(ch) && ch.Kind == state.State {
				got[ch.Job.ID] = append(got[ch.Job.ID], ch.Job.Status)
			}
		}
		over, _ := wait.Over()
		return !over, nil
	}})
	for _, id := range ids {
		f.Add(api.Job{ID: id})
	}
	if err := f.Run(t.Context()); err != nil {
		t.Error(err)
	}
	return got
}

func TestTwoHundredJobsAreWaitedForWithinTheBudgetAndEachChangeIsToldOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, ids := fleet(200, 20*time.Minute)
		begun := time.Now()
		got := waited(t, client(t, s, ""), ids)
		t.Logf("%v, %d calls, at most %d a minute", time.Since(begun), len(s.Calls()), busiest(s))
		if n := busiest(s); n > 25 {
			t.Errorf("%d calls in a minute", n)
		}
		for _, j := range s.Jobs() {
			seen := got[api.JobID(j.ID)]
			if len(seen) == 0 || string(seen[len(seen)-1]) != j.Status || len(seen) != len(slices.Compact(slices.Clone(seen))) {
				t.Errorf("%s ended as %s, told %v", j.ID, j.Status, seen)
			}
		}
		if late := time.Since(begun) - 21*time.Minute; late > 30*time.Second {
			t.Errorf("the last end was told %v late", late)
		}
	})
}

func TestTwoProcessesTogetherStayWithinTheBudget(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	synctest.Test(t, func(t *testing.T) {
		s, ids := fleet(200, 20*time.Minute)
		ctx, stop := context.WithCancel(t.Context())
		var both sync.WaitGroup
		both.Go(func() { // as a dashboard asks
			f := follow.New(follow.Options{Client: client(t, s, path), Budget: 25, All: true, Tell: func([]state.Change) (bool, error) { return true, nil }})
			_ = f.Run(ctx)
		})
		<-time.After(7 * time.Second)
		got := waited(t, client(t, s, path), ids)
		stop()
		both.Wait()
		t.Logf("%d calls, at most %d a minute", len(s.Calls()), busiest(s))
		if n := busiest(s); n > 25+1 { // both may take the last one in the same instant
			t.Errorf("%d calls in a minute", n)
		}
		if len(got) != len(ids) {
			t.Errorf("%d of %d are told", len(got), len(ids))
		}
	})
}

// spent is a client of a process on an account whose minute another has used up.
type spent struct {
	*api.Client
	since time.Time
}

func (s spent) RecentCalls() (out []time.Time) {
	for i := range 40 {
		if at := s.since.Add(-time.Duration(i) * time.Second); time.Since(at) < time.Minute {
			out = append([]time.Time{at}, out...)
		}
	}
	return append(out, s.Client.RecentCalls()...)
}

func TestTheFirstQuestionIsAskedAtOnceAlsoWhenTheMinutesCallsAreSpent(t *testing.T) {
	for _, all := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			s := sim.New(sim.Options{Key: key})
			over := api.JobID(s.AddJob(sim.JobSpec{Title: "over", CreatedAt: time.Now().Add(-time.Hour), Duration: time.Minute}))
			s.AddJob(sim.JobSpec{Title: "runs", CreatedAt: time.Now(), Pending: time.Hour})
			runs := api.JobID(s.Jobs()[0].ID)
			ctx, stop := context.WithTimeout(t.Context(), 4*time.Second)
			defer stop()
			told, said := map[api.JobID]api.Status{}, []string{}
			f := follow.New(follow.Options{
				Client: spent{client(t, s, ""), time.Now()}, Budget: 25, All: all, Say: func(text string) { said = append(said, text) },
				Tell: func(cs []state.Change) (bool, error) {
					for _, c := range cs {
						told[c.Job.ID] = c.Job.Status
					}
					return true, nil
				},
			})
			f.Add(api.Job{ID: over})
			f.Add(api.Job{ID: runs})
			if err := f.Run(ctx); err == nil {
				t.Error("it ended by itself")
			}
			if told[over] != api.StatusCompleted || !f.Heard(over) || !f.Heard(runs) {
				t.Errorf("told %v", told)
			}
			if len(said) != 1 || !strings.HasPrefix(said[0], "the minute's calls are spent, asks again in ") {
				t.Errorf("said %q", said)
			}
		})
	}
}
