package ui_test

import (
	"strings"
	"testing"
	"time"

	"lipdash/api/sim"
)

// A failure that is made again is handled: no red number, in no group, linked both ways, also
// after a restart.
func TestAFailureThatWasMadeAgainIsHandledAlsoAfterARestart(t *testing.T) {
	bubble(t, func(t *testing.T) {
		time.Sleep(aCentury / 4)
		s := &runs{t: t, dir: t.TempDir()}
		server := sim.New(sim.Options{Key: testKey, Seed: 1, Speed: 20, FailureRate: 1})
		r := s.start(server)
		makeOne(r, "take")
		r.Wait(3 * time.Minute)
		r.Has("1 failed", "✗ failed")
		r.Press("t")
		r.Wait(time.Second)
		r.Press("enter")
		r.Wait(time.Second)
		r.Has("again of take", "0 failed")
		r.Press("j")
		r.Wait(time.Second)
		r.Has("made again, ", "again as take") // pending, or running already
		r.Press("F")
		r.Has("no failed job to look at, 1 more was made again")
		r.Press("esc")
		r.Wait(3 * time.Minute)
		s.stop(r)

		r = s.start(server)
		r.Wait(10 * time.Second)
		r.Has("1 failed", "made again, failed")
		r.Press("f", "f")
		r.Wait(time.Second)
		r.Has("1 of 2 loaded matches: failed, 1 more was made again")
		if n := strings.Count(r.Text(), "✗ failed"); n != 2 { // its row and the pane
			t.Errorf("%d failures are open:\n%s", n, r.Text())
		}
		s.stop(r)
	})
}
