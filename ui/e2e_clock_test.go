package ui_test

import (
	"testing"
	"time"

	"lipdash/api/sim"
)

// elsewhen is an account whose clock is so far ahead.
func elsewhen(ahead time.Duration) *sim.Server {
	now := func() time.Time { return time.Now().Add(ahead) }
	return sim.New(sim.Options{Key: testKey, Seed: 1, Now: now, LinkLife: time.Hour})
}

func TestAgesAndEstimatesAreRightWhateverTheClocksSay(t *testing.T) {
	for ahead, word := range map[time.Duration]string{3 * time.Hour: "behind", -3 * time.Hour: "ahead of"} {
		t.Run(word, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				time.Sleep(aCentury / 4)
				s := &runs{t: t, dir: t.TempDir()}
				server := elsewhen(ahead)
				theirs := time.Now().Add(ahead)
				server.AddJob(sim.JobSpec{Title: "an hour old", Status: "completed", CreatedAt: theirs.Add(-time.Hour)})
				server.AddJob(sim.JobSpec{Title: "elsewhere", Pending: time.Hour, CreatedAt: theirs.Add(-time.Minute)})
				r := s.start(server)
				r.Until("this machine's clock is 3h00m "+word+" HeyGen's", 15*time.Second)
				r.Has("1m00  queued", "so far   1m")
				r.HasNot("in the future", "2h")
				for _, title := range []string{"one", "two", "three"} {
					makeOne(r, title)
					r.Wait(4 * time.Minute)
				}
				r.Wait(5 * time.Minute) // until the estimate is made anew
				makeOne(r, "four")
				r.Wait(10 * time.Second)
				r.Has("left", "created here")
				r.HasNot("3h", "clock")
				r.Press("j", "enter")
				r.Has("good for 59m", "took")
				s.stop(r)

				// The next start knows the clock before HeyGen answers.
				server.Faults().Add(sim.Fault{Kind: sim.FaultDropBefore})
				r = s.start(server)
				r.Wait(2 * time.Second)
				r.Has("from ", "1h")
				r.HasNot("in the future", "3h", "2h", "4h")
				s.stop(r)
			})
		})
	}
}
