package sim_test

import (
	"testing"
	"testing/synctest"
	"time"

	"lipdash/api/sim"
)

// most is how many jobs were active at the same moment, looked at every second.
func most(s *sim.Server, span time.Duration) int {
	top := 0
	for range int(span / time.Second) {
		n := 0
		for _, j := range s.Jobs() {
			if j.Status == "pending" || j.Status == "running" {
				n++
			}
		}
		top = max(top, n)
		time.Sleep(time.Second)
	}
	return top
}

func TestTwoBatchesShareThePlaces(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newServer(func(o *sim.Options) { o.Concurrency = 1 })
		c := memory(t, s)
		c.batch(plain, plain)
		c.batch(plain, plain)
		c.do(429, "POST", "/v3/lipsyncs", plain)
		must(t, most(s, 30*time.Minute) == 1, "more than one at a time")
		must(t, len(s.Jobs()) == 4, "%d jobs", len(s.Jobs()))
	})
}

func TestAnOverfullAccountWaitsUntilAPlaceIsReallyFree(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newServer(func(o *sim.Options) { o.Concurrency = 2 })
		c := memory(t, s)
		for i := range 4 {
			s.AddJob(sim.JobSpec{Running: time.Duration(10*(i+1)) * time.Second})
		}
		a := c.do(429, "POST", "/v3/lipsyncs", plain)
		must(t, a.header.Get("Retry-After") == "30", "Retry-After %q", a.header.Get("Retry-After"))
		time.Sleep(30 * time.Second)
		c.create()
	})
}

func TestAnUnlimitedAccountQueuesNothing(t *testing.T) {
	s := newServer(func(o *sim.Options) { o.Concurrency = -1 })
	memory(t, s).batch(many(40)...)
	must(t, len(s.Jobs()) == 40, "%d jobs", len(s.Jobs()))
}
