package ui_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"lipdash/api/sim"
)

// ending is an account whose oldest job of sixty ends after a minute, and the newest
// with it if told so.
func ending(both bool) *sim.Server {
	server := sim.New(sim.Options{Key: testKey, Seed: 1, Concurrency: -1})
	for i := range 60 {
		spec := sim.JobSpec{Title: fmt.Sprintf("job %02d", i), Status: "completed", CreatedAt: time.Now().Add(-time.Duration(i) * time.Hour)}
		if i == 40 || both && i == 1 {
			spec.Status, spec.Pending, spec.Running = "", time.Since(spec.CreatedAt), time.Minute
		}
		server.AddJob(spec)
	}
	return server
}

func TestWhatTheListShowsIsNotSaidAgain(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := start(t, ending(false), 120, 40)
		defer r.Stop()
		r.Until("job 40 finished", 2*time.Minute)
		r.Wait(10 * time.Second)
		r.Press("G")
		r.Has("✓ done     job 40")
	})
	bubble(t, func(t *testing.T) {
		r := start(t, ending(false), 120, 40)
		defer r.Stop()
		r.Press("G")
		for !strings.Contains(r.Text(), "✓ done     job 40") {
			r.Wait(200 * time.Millisecond)
			r.HasNot("finished")
		}
		r.Wait(10 * time.Second)
		r.HasNot("finished")
	})
	bubble(t, func(t *testing.T) {
		r := start(t, ending(true), 120, 40)
		defer r.Stop()
		r.Until("2 jobs finished", 2*time.Minute)
	})
	for _, away := range []string{"?", "z", "3"} {
		bubble(t, func(t *testing.T) {
			r := start(t, ending(false), 120, 40)
			defer r.Stop()
			r.Press("G", away)
			r.Until("job 40 finished", 2*time.Minute)
		})
	}
}

func TestARowThatEndedIsNewAtOnce(t *testing.T) {
	bubble(t, func(t *testing.T) {
		r := start(t, ending(true), 120, 40)
		defer r.Stop()
		row := func() string {
			for _, l := range strings.Split(r.Text(), "\n") {
				if at := strings.Index(l, "job 01"); at >= 0 {
					return l[:strings.Index(l, "│")]
				}
			}
			return ""
		}
		for !strings.Contains(row(), "done") {
			r.Wait(100 * time.Millisecond)
		}
		if !strings.Contains(row(), "new") {
			t.Errorf("at once it is %q", row())
		}
		r.Has("live")
	})
}
