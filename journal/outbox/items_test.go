package outbox

import (
	"testing"
	"testing/synctest"
	"time"

	"lipdash/api/sim"
	"lipdash/api/submission"
)

// emptied takes the sign that something has changed, and tells whether there was
// one.
func (r *rig) emptied() bool {
	select {
	case <-r.Changes():
		return true
	default:
		return false
	}
}

func TestAFinalItemStaysForAMinute(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := started(t, sim.New(sim.Options{Key: testKey}), Options{})
		id := r.submit(links("one"))
		r.becomes(id, submission.Accepted, time.Minute)
		time.Sleep(50 * time.Second)
		if got := r.state(id); got != submission.Accepted {
			t.Errorf("after 50 s: %s", got)
		}
		r.emptied()
		time.Sleep(20 * time.Second)
		if n := len(r.Items()); n != 0 {
			t.Errorf("%d items after 70 s", n)
		}
		if !r.emptied() {
			t.Error("nobody was told that it went")
		}
		r.stop()
	})
}

func TestEveryChangeIsSignalledAndNobodyNeedListen(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := prepared(t, sim.New(sim.Options{Key: testKey}), Options{})
		id := r.submit(links("one"))
		if !r.emptied() {
			t.Error("no sign of a new item")
		}
		r.run()
		time.Sleep(10 * time.Second)
		synctest.Wait()
		if got := r.state(id); got != submission.Accepted || !r.emptied() {
			t.Errorf("it is %s, or there was no sign of that", got)
		}
		if r.emptied() {
			t.Error("two signs wait")
		}
		r.stop()
	})
}

func TestATakenBackOneMakesRoomInTheQueue(t *testing.T) {
	bubble(t, func(t *testing.T) {
		server := sim.New(sim.Options{Key: testKey, Concurrency: 1})
		server.AddJob(sim.JobSpec{Status: "running"})
		r := started(t, server, Options{Limit: 1})
		one, two, three := r.submit(links("one")), r.submit(links("two")), r.submit(links("three"))
		time.Sleep(time.Second)
		r.Discard(two)
		synctest.Wait()
		if a, b, c := r.item(one), r.item(two), r.item(three); a.Place != 1 || b.Submission.State != submission.Discarded || b.Place != 0 || c.Place != 2 {
			t.Errorf("places %d %d %d, the second is %s", a.Place, b.Place, c.Place, b.Submission.State)
		}
		r.Discard(one)
		r.Discard("nobody")
		time.Sleep(time.Minute)
		r.expect("one", 0)
		r.expect("two", 0)
		if got := r.item(three); got.Place != 1 {
			t.Errorf("the last is at place %d", got.Place)
		}
		r.stop()
	})
}
