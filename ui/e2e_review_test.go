package ui_test

import (
	"testing"
	"time"

	"lipdash/api/sim"
)

// Marks and notes: set by keys, in the row and the detail, found, taken back, there after a
// restart.
func TestAResultIsReviewedAndThatIsKept(t *testing.T) {
	bubble(t, func(t *testing.T) {
		time.Sleep(aCentury / 4)
		s := &runs{t: t, dir: t.TempDir()}
		server := sim.New(sim.Options{Key: testKey, Seed: 1})
		for _, title := range []string{"take one", "take two", "take three"} {
			server.AddJob(sim.JobSpec{Title: title, Status: "completed", CreatedAt: time.Now().Add(-time.Hour), Duration: time.Minute})
		}
		r := s.start(server)
		r.Wait(5 * time.Second)
		r.Press("-")
		r.Has("rejected", "REVIEW")
		r.Press("m")
		r.Type("lips late")
		r.Press("enter")
		r.Has("rejected: lips late", "note     lips late")
		r.Press("j", "+")
		r.Has("accepted")
		r.Press("+")
		r.HasNot("accepted")
		r.Press("u")
		r.Has("accepted")
		r.Press("/")
		r.Type("review:rej")
		r.Has("1 of 3 loaded matches", "rejected: lips late")
		r.Press("esc", "/")
		r.Type("late")
		r.Has("1 of 3 loaded matches")
		r.Press("esc", "/")
		r.Type("review:none")
		r.Has("1 of 3 loaded matches")
		r.Press("esc")
		r.Wait(time.Second)
		s.stop(r)

		r = s.start(server)
		r.Wait(5 * time.Second)
		r.Has("rejected: lips late", "accepted")
		s.stop(r)
	})
}
